import type { ConnectionInput } from '~/domain/capacity/connection-input';
import { timeFromMinute } from '~/domain/shared/local-time';
import type { Parameter } from '~/domain/shared/parameter';
import { capacityWords } from '~/i18n/capacity';
import { formatKva, formatKw, formatKwh, formatNumber, formatPercent } from '~/i18n/format';
import { useWords } from '~/i18n/locale-context';
import { Table } from '../ui';

type Origins = { surveyedOn: string | null; submittedOn: string | null; ledgerOn: string };
type Row = { key: string; name: string; value: string; source: string };

/** Everything an assessment rests on, each figure with its source and date. */
export function AssessmentInputs({ input, origins }: { input: ConnectionInput; origins: Origins }) {
  const words = useWords(capacityWords);
  const rows = [...siteRows(input, origins, words), ...ruleRows(input, words)];
  return (
    <Table
      caption={words.inputs}
      rows={rows}
      rowKey={(row) => row.key}
      columns={[
        { key: 'name', header: words.step, isRowHeader: true, cell: (row) => row.name },
        { key: 'value', header: words.value, cell: (row) => row.value },
        { key: 'source', header: words.source, cell: (row) => row.source },
      ]}
    />
  );
}

type CapacityWords = (typeof capacityWords)['zh-CN'];

function siteRows(input: ConnectionInput, origins: Origins, words: CapacityWords): Row[] {
  const { transformer, piles, feeders, request } = input;
  const measured = `${transformer.measuredBy} · ${words.measuredOn(transformer.measuredOn)}`;
  const ledger = `${words.ledgerSource} · ${origins.ledgerOn}`;
  const survey = origins.surveyedOn ? `${words.surveySource} · ${origins.surveyedOn}` : '–';
  const curve = transformer.baseCurveKw;
  const total = piles.reduce((sum, pile) => sum + pile.kw, 0);
  const row = (key: string, name: string, value: string, source: string): Row => ({
    key,
    name,
    value,
    source,
  });
  return [
    row(
      'transformer',
      words.input.transformer,
      `${transformer.name} ${formatKva(transformer.ratedKva)}`,
      ledger,
    ),
    row('peak', words.input.basePeak, formatKw(transformer.basePeakKw), measured),
    row(
      'curve',
      words.input.curve,
      curve ? words.input.curveOf(curve.length, formatKw(Math.max(...curve))) : words.input.noCurve,
      measured,
    ),
    row('piles', words.input.piles, words.input.pilesOf(piles.length, formatKw(total)), ledger),
    ...feeders.map((feeder) =>
      row(
        `feeder-${feeder.name}`,
        words.input.feeder,
        words.input.feederOf(feeder.name, formatKw(feeder.limitKw), feeder.piles.length),
        ledger,
      ),
    ),
    row(
      'request',
      words.input.request,
      words.input.requestOf(formatKw(request.kw), request.phaseCount, request.orderable),
      `${words.applicationSource} · ${origins.submittedOn ?? '–'}`,
    ),
    row(
      'cable',
      words.input.cable,
      request.cable
        ? words.input.cableOf(formatNumber(request.cable.lengthM), formatNumber(request.cable.sectionMm2))
        : words.input.noCable,
      survey,
    ),
  ];
}

function ruleRows({ parameters }: ConnectionInput, words: CapacityWords): Row[] {
  const rule = (key: string, name: string, value: string, parameter: Parameter<unknown>): Row => ({
    key,
    name,
    value,
    source: parameter.source || words.setting,
  });
  const { powerFactor, limitRate, needFactor, energyPerDayKwh, dwell, voltageDropMax, unbalanceMax } =
    parameters;
  const factors = needFactor.value.map(({ upTo, kx }) => words.input.needFactorOf(upTo, formatNumber(kx, 2)));
  const parked = `${timeFromMinute(dwell.value.fromMinute)}–${timeFromMinute(dwell.value.toMinute)}`;
  return [
    rule('power-factor', words.input.powerFactor, formatNumber(powerFactor.value, 2), powerFactor),
    rule('limit-rate', words.input.limitRate, formatPercent(limitRate.value), limitRate),
    rule('need-factor', words.input.needFactor, factors.join('，'), needFactor),
    rule('energy', words.input.energy, formatKwh(energyPerDayKwh.value), energyPerDayKwh),
    rule('dwell', words.input.dwell, parked, dwell),
    rule(
      'drop',
      words.steps['voltage-drop'],
      words.atMost(formatPercent(voltageDropMax.value)),
      voltageDropMax,
    ),
    rule('unbalance', words.steps.unbalance, words.atMost(formatPercent(unbalanceMax.value)), unbalanceMax),
  ];
}
