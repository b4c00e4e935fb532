import { ScheduleChart } from '~/components/charts';
import { Card, EmptyState, Figure, PageHeader, Section, Table } from '~/components/ui';
import { formatAgo, formatDayAndTime, formatKw, formatKwh, formatNumber, formatTime } from '~/i18n/format';
import { useLocale, useWords } from '~/i18n/locale-context';
import { nightWords } from '~/i18n/night';
import { CarTable } from './car-table';
import type { NightPage, NightTransformer } from './night';
import { useRefresh } from './use-refresh';

/** One compound's night for the desks that watch it. */
export function NightPageView({ page, listPath }: { page: NightPage; listPath: string }) {
  const words = useWords(nightWords);
  const locale = useLocale();
  useRefresh();
  const { plan } = page;
  return (
    <>
      <PageHeader
        title={words.titleOf(page.compoundName)}
        meta={
          plan
            ? words.planLine(
                formatAgo(plan.madeAt, page.now, locale),
                words.causes[plan.cause],
                formatNumber(plan.solveMs, 1),
              )
            : words.none
        }
        crumbs={[{ label: words.title, to: listPath }]}
      />
      {plan ? <Totals page={page} /> : <EmptyState title={words.none}>{words.noneHelp}</EmptyState>}
      {page.transformers.map((transformer) => (
        <TransformerChart key={transformer.id} transformer={transformer} now={page.now} />
      ))}
      <CarTable cars={page.cars} now={page.now} />
      <Caps page={page} />
      <Replans page={page} />
      <p className="no-print text-sm text-muted">{words.refreshes}</p>
    </>
  );
}

function Totals({ page }: { page: NightPage }) {
  const words = useWords(nightWords);
  const { plan, transformers, cars } = page;
  if (!plan) return null;
  return (
    <Card className="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
      {transformers.map((transformer) => (
        <div key={transformer.id} className="contents">
          <Figure
            label={`${transformer.name} · ${words.peak(formatTime(transformer.peakAt))}`}
            value={formatKw(transformer.peakKw)}
          />
          <Figure
            label={`${transformer.name} · ${words.room(formatTime(transformer.leastRoomAt))}`}
            value={formatKw(transformer.leastRoomKw)}
          />
        </div>
      ))}
      <Figure label={words.unmet} value={formatKwh(plan.unmetKwh)} />
      <Figure label={words.cost} value={words.costOf(formatNumber(plan.costYuan, 2))} />
      {plan.fairness === null ? null : (
        <Figure
          label={words.fairness(plan.fullCars, cars.filter((car) => car.steered).length)}
          value={formatNumber(plan.fairness, 3)}
        />
      )}
    </Card>
  );
}

function TransformerChart({ transformer, now }: { transformer: NightTransformer; now: string }) {
  const words = useWords(nightWords);
  const held = transformer.unsteeredKw.some((kw) => kw > 0)
    ? [{ key: 'unsteered', label: words.unsteered, powerKw: transformer.unsteeredKw }]
    : [];
  return (
    <ScheduleChart
      title={words.schedule(transformer.name)}
      data={{
        startAt: transformer.startAt,
        intervalMinutes: transformer.intervalMinutes,
        baseKw: transformer.baseKw,
        series: [...held, ...transformer.series],
        limitKw: transformer.limitKw,
        bands: transformer.bands.map((band) => ({ ...band, word: words.band[band.kind] })),
        nowAt: now,
      }}
    />
  );
}

function Caps({ page }: { page: NightPage }) {
  const words = useWords(nightWords);
  const locale = useLocale();
  const when = (at: string) => formatDayAndTime(at, page.now, locale);
  return (
    <Section title={words.caps}>
      {page.caps.length === 0 ? (
        <p className="text-muted">{words.capsNone}</p>
      ) : (
        <ul className="flex flex-col gap-1">
          {page.caps.map((cap) => (
            <li key={cap.id}>
              {words.capLine(
                cap.transformerName,
                formatKw(cap.capKw),
                when(cap.fromAt),
                when(cap.toAt),
                cap.reason,
              )}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function Replans({ page }: { page: NightPage }) {
  const words = useWords(nightWords);
  const locale = useLocale();
  if (page.replans.length === 0) return null;
  return (
    <Section title={words.replans}>
      <Table
        caption={words.replans}
        isCaptionHidden
        rows={page.replans}
        rowKey={(row) => row.id}
        columns={[
          {
            key: 'made',
            header: words.made,
            isRowHeader: true,
            cell: (row) => formatDayAndTime(row.madeAt, page.now, locale),
          },
          { key: 'cause', header: words.cause, cell: (row) => words.causes[row.cause] },
          { key: 'unmet', header: words.unmet, align: 'end', cell: (row) => formatKwh(row.unmetKwh) },
          {
            key: 'cost',
            header: words.cost,
            align: 'end',
            cell: (row) => words.costOf(formatNumber(row.costYuan, 2)),
          },
          {
            key: 'solve',
            header: words.solve,
            align: 'end',
            cell: (row) => `${formatNumber(row.solveMs, 1)} ms`,
          },
        ]}
      />
    </Section>
  );
}
