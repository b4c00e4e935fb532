import type { ReplayFigures } from './figures';

const inPercent = (part: number, whole: number) =>
  whole > 0 ? `${((100 * part) / whole).toFixed(1)} %` : '–';
const kwh = (value: number) => `${value.toFixed(1)} kWh`;
const yuan = (value: number | null) => (value === null ? '–' : `${value.toFixed(4)} yuan per kWh`);

/** The figures as a table for the terminal. */
export function describeReplay(figures: ReplayFigures): string {
  const got = figures.gotAsAsked + figures.gotNextBest + figures.gotFromWaitList;
  const rows: [string, string][] = [
    ['days', `${figures.days} from ${figures.from}`],
    ['shared piles', `${figures.piles}, together at most ${figures.limitKw.toFixed(1)} kW`],
    ['households', String(figures.households)],
    ['slots asked for', String(figures.asked)],
    ['slots got', `${got} (${inPercent(got, figures.asked)})`],
    ['  as asked', String(figures.gotAsAsked)],
    ['  the next best', String(figures.gotNextBest)],
    ['  from the wait list', String(figures.gotFromWaitList)],
    ['waited in vain', String(figures.waitedInVain)],
    ['first answer refused', refusalsText(figures.refusals)],
    ['no-shows', String(figures.noShows)],
    [
      'pile hours held',
      `${figures.heldPileHours.toFixed(1)} of ${figures.pileHours} (${inPercent(figures.heldPileHours, figures.pileHours)})`,
    ],
    ['energy wanted', kwh(figures.wantedKwh)],
    ['energy promised', kwh(figures.promisedKwh)],
    ['energy delivered', kwh(figures.deliveredKwh)],
    [
      'promises kept within 1 %',
      `${figures.promisesKept} of ${figures.visits} (${inPercent(figures.promisesKept, figures.visits)})`,
    ],
    ['worst shortfall', kwh(figures.worstShortfallKwh)],
    ['quoted', yuan(figures.quotedYuanPerKwh)],
    ['billed', yuan(figures.billedYuanPerKwh)],
    ['paid back', `${figures.compensationYuan.toFixed(2)} yuan`],
    ["Jain's index of hours got", figures.jain === null ? '–' : figures.jain.toFixed(3)],
  ];
  return rows.map(([name, value]) => `${name.padEnd(28)}${value}`).join('\n');
}

function refusalsText(refusals: Readonly<Record<string, number>>): string {
  const sorted = Object.entries(refusals).sort(([, a], [, b]) => b - a);
  return sorted.map(([reason, count]) => `${count} ${reason}`).join(', ') || 'none';
}
