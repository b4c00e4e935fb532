import type { HostingAnswer, HostingBlock, HostingCount } from '~/domain/capacity/hosting-answer';
import type { HostingEstimate } from '~/domain/capacity/hosting-estimate';
import { timeFromMinute } from '~/domain/shared/local-time';
import {
  formatDateTime,
  formatIsoDate,
  formatKva,
  formatKw,
  formatKwh,
  formatNumber,
  formatPercent,
  formatWeekday,
} from '~/i18n/format';
import { hostingWords } from '~/i18n/hosting';
import { useLocale, useWords } from '~/i18n/locale-context';
import { Notice, Section, Table } from '../ui';

type HostingSectionProps = {
  /** Null where no current one is kept. */
  answer: HostingAnswer | null;
  needFactor: HostingEstimate | null;
  /** Of a decision that was made: nothing is on its way any more. */
  isPast?: boolean;
};

/** The sampled answer beside the need factor's, with its date, nights and confidence. */
export function HostingSection({ answer, needFactor, isPast = false }: HostingSectionProps) {
  const words = useWords(hostingWords);
  return (
    <Section title={words.title}>
      {answer ? null : <Notice tone="info">{isPast ? words.notKept : words.waiting}</Notice>}
      {answer || needFactor ? <HostingTable answer={answer} needFactor={needFactor} /> : null}
      {answer ? <Basis answer={answer} /> : null}
    </Section>
  );
}

type Row = { key: string; mode: string; count: HostingCount | null; needFactor: number | null };

function HostingTable({ answer, needFactor }: Pick<HostingSectionProps, 'answer' | 'needFactor'>) {
  const words = useWords(hostingWords);
  const { modes } = words;
  const row = (key: 'uncontrolled' | 'ordered'): Row => ({
    key,
    mode: modes[key],
    count: answer?.[key] ?? null,
    needFactor: needFactor?.[key] ?? null,
  });
  const rows: Row[] = [row('uncontrolled'), row('ordered')];
  if (answer?.upgraded && answer.upgradeKva) {
    const mode = modes.upgraded(formatKva(answer.upgradeKva));
    rows.push({ key: 'upgraded', mode, count: answer.upgraded, needFactor: null });
  }
  const count = (piles: number | undefined) =>
    piles === undefined
      ? '–'
      : answer && piles >= answer.most
        ? words.atLeast(formatNumber(answer.most))
        : words.count(formatNumber(piles));
  const cells = {
    mode: {
      key: 'mode',
      header: words.mode,
      isRowHeader: true,
      className: 'md:min-w-24',
      cell: ({ mode }: Row) => mode,
    },
    needFactor: {
      key: 'needFactor',
      header: words.needFactor,
      align: 'end' as const,
      cell: (one: Row) => (one.needFactor === null ? '–' : words.count(formatNumber(one.needFactor))),
    },
  };
  if (!answer)
    return (
      <Table
        caption={words.title}
        isCaptionHidden
        rows={rows}
        rowKey={keyOf}
        columns={[cells.mode, cells.needFactor]}
      />
    );
  const { nights } = answer;
  return (
    <Table
      caption={words.title}
      isCaptionHidden
      rows={rows}
      rowKey={keyOf}
      columns={[
        cells.mode,
        {
          key: 'piles',
          header: words.piles,
          align: 'end',
          className: 'whitespace-nowrap',
          cell: (one) => count(one.count?.piles),
        },
        {
          key: 'proven',
          header: words.proven,
          align: 'end',
          className: 'whitespace-nowrap',
          cell: (one) => count(one.count?.provenPiles),
        },
        cells.needFactor,
        {
          key: 'nights',
          header: words.nights,
          className: 'md:min-w-48',
          cell: ({ count: found }) => (found ? <Confidence count={found} nights={nights} /> : '–'),
        },
      ]}
    />
  );
}

const keyOf = (row: Row) => row.key;

/** How sure a count is, and what stops the next pile. */
function Confidence({ count, nights }: { count: HostingCount; nights: number }) {
  const words = useWords(hostingWords);
  const { low, high } = count.goodShare;
  return (
    <span className="flex flex-col gap-1">
      <span>
        {words.goodNights(
          formatNumber(count.goodNights),
          formatNumber(nights),
          formatPercent(low, 1),
          formatPercent(high, 1),
        )}
      </span>
      <span className="text-sm text-muted">
        {count.stoppedBy ? <Block block={count.stoppedBy} /> : words.none(formatNumber(count.piles))}
      </span>
    </span>
  );
}

function Block({ block }: { block: HostingBlock }) {
  const words = useWords(hostingWords);
  const locale = useLocale();
  const { place, name, phase } = block;
  const where = place === 'cars' ? words.place.cars : words.place[place](name);
  return (
    <>
      {words.block(
        phase ? words.place.phase(where, phase) : where,
        formatWeekday(block.weekday, locale),
        timeFromMinute(block.fromMinute),
        timeFromMinute(block.toMinute),
        formatKwh(block.missingKwh),
      )}
    </>
  );
}

/** What the answer rests on: date, nights, level, demand and base load. */
function Basis({ answer }: { answer: HostingAnswer }) {
  const words = useWords(hostingWords);
  const locale = useLocale();
  const { demand } = answer;
  const habits = demand.isOwn ? words.ownDemand : words.publishedDemand;
  const lines = [
    words.level(
      formatNumber(answer.nights),
      formatPercent(answer.nightShare),
      formatPercent(answer.energyShare),
      formatKw(answer.pileKw),
      formatDateTime(answer.computedAt, locale),
    ),
    habits(formatIsoDate(demand.fromOn), formatIsoDate(demand.toOn), formatNumber(demand.stays)),
    ...(demand.isOwn ? [] : [words.source(demand.source, demand.licence)]),
    answer.hasCurve ? words.worstDay : words.noCurve,
    words.approval,
  ];
  return (
    <ul className="flex list-disc flex-col gap-1 pl-5 text-sm text-muted">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
