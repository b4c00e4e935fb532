import type { InputAccount } from './input-account';
import type { SimulateOptions } from './options';
import type { Simulation } from './simulation';
import type { Tariff } from './tariff';
import { formatDate, minutesPerDay } from './wall-clock';

/** Everything the table says and what it was computed from; numbers unrounded, shares in %. */
export function reportJson(
  simulation: Simulation,
  account: InputAccount,
  tariff: Tariff,
  options: SimulateOptions,
): string {
  const { scenario, figures } = simulation;
  const report = {
    version: 1,
    sessions: options.sessionsFile,
    base: options.baseFile,
    tariff: tariff.name,
    fromOn: formatDate(scenario.startAt),
    untilOn: formatDate(scenario.startAt + scenario.days * minutesPerDay),
    limitKw: scenario.limitKw,
    groupLimitKw: options.groupLimitKw,
    departures: options.useStated ? 'stated' : 'actual',
    basePeakKw: scenario.baseKw.reduce((peak, kw) => Math.max(peak, kw), 0),
    input: account,
    strategies: figures,
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}
