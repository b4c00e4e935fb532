import { Form } from '@remix-run/react';
import type { FairnessMonth, GroupFigures, Told } from '~/domain/booking/fairness-month';
import { fairnessWords } from '~/i18n/fairness';
import { formatDuration, formatMonth, formatNumber, formatPercent } from '~/i18n/format';
import { useLocale, useWords } from '~/i18n/locale-context';
import { sharingRulesWords } from '~/i18n/sharing-rules';
import { AskedGotChart } from '../charts/asked-got-chart';
import {
  Button,
  Card,
  type Crumb,
  EmptyState,
  Figure,
  LinkButton,
  PageHeader,
  plainField,
  Section,
  SelectField,
  Table,
} from '../ui';

type Named = { id: string; name: string };

type FairnessViewProps = {
  page: {
    compounds: readonly Named[];
    compound: Named | null;
    months: readonly string[];
    month: string;
    figures: FairnessMonth | null;
  };
  /** Where the rules stand for these readers; left out for those who have no page of them. */
  rulesPath?: string;
  /** The page above this one. */
  crumbs?: readonly Crumb[];
};

/** One month of the shared piles: who asked, who got, how fair it was, when it is scarce, why slots were refused. */
export function FairnessView({ page, rulesPath, crumbs }: FairnessViewProps) {
  const words = useWords(fairnessWords);
  const locale = useLocale();
  const { compound, figures, month } = page;
  const monthText = formatMonth(month, locale);
  if (!compound || !figures)
    return (
      <>
        <PageHeader title={words.title} />
        <EmptyState title={words.none}>{words.noneHelp}</EmptyState>
      </>
    );
  return (
    <>
      <PageHeader
        title={words.titleOf(compound.name)}
        meta={words.meta(monthText)}
        crumbs={crumbs}
        actions={
          rulesPath ? (
            <LinkButton to={`${rulesPath}?compound=${compound.id}`}>{words.rules}</LinkButton>
          ) : null
        }
      />
      <Choice page={page} compound={compound} />
      <p className="max-w-page text-muted">{words.intro}</p>
      {figures.all === null ? (
        <EmptyState title={words.empty(monthText)}>{words.emptyHelp}</EmptyState>
      ) : (
        <>
          <Summary figures={figures} />
          <Groups figures={figures} />
          <div className="max-w-desk">
            <AskedGotChart hours={figures.hours} />
          </div>
          <Refusals figures={figures} />
          <WaitingFigures figures={figures} />
        </>
      )}
    </>
  );
}

function Choice({ page, compound }: { page: FairnessViewProps['page']; compound: Named }) {
  const words = useWords(fairnessWords);
  const { compound: compoundLabel } = useWords(sharingRulesWords);
  const locale = useLocale();
  return (
    <Form method="get" className="flex flex-wrap items-end gap-3 print:hidden">
      {page.compounds.length > 1 ? (
        <SelectField
          field={plainField('compound', { defaultValue: compound.id })}
          label={compoundLabel}
          placeholder={null}
          showOptional={false}
          options={page.compounds.map(({ id, name }) => ({ value: id, label: name }))}
        />
      ) : null}
      <SelectField
        field={plainField('month', { defaultValue: page.month })}
        label={words.month}
        placeholder={null}
        showOptional={false}
        options={page.months.map((month) => ({ value: month, label: formatMonth(month, locale) }))}
      />
      <Button type="submit">{words.show}</Button>
    </Form>
  );
}

function useHours() {
  const words = useWords(fairnessWords);
  return (minutes: number) => words.hours(formatNumber(minutes / 60, 1));
}

function useBusyText(busy: FairnessMonth['busy']): string {
  const words = useWords(fairnessWords);
  const hours = useHours();
  if (busy === null) return words.nobody;
  if (busy === 'too-few') return words.tooFew;
  const { askedMinutes, gotMinutes } = busy;
  return words.busyLine(hours(askedMinutes), hours(gotMinutes), formatPercent(gotMinutes / askedMinutes));
}

function Summary({ figures: { all, busy } }: { figures: FairnessMonth }) {
  const words = useWords(fairnessWords);
  const busyText = useBusyText(busy);
  if (all === null || all === 'too-few') return <p>{words.summaryTooFew}</p>;
  const share = formatPercent(all.gotMinutes / all.askedMinutes);
  const index = formatNumber(all.fairness, 2);
  return (
    <div className="flex flex-col gap-3">
      <p className="text-lg">{words.summary(share, index)}</p>
      <div className="grid gap-3 sm:grid-cols-2">
        <Card>
          <Figure label={words.jain} value={index} />
          <p className="mt-1 text-sm text-muted">{words.jainHelp}</p>
        </Card>
        <Card>
          <Figure label={words.busyLabel} value={busyText} />
        </Card>
      </div>
    </div>
  );
}

function Groups({ figures }: { figures: FairnessMonth }) {
  const words = useWords(fairnessWords);
  const hours = useHours();
  const rows = (['withoutPile', 'withPile', 'all'] as const).map((key) => ({ key, told: figures[key] }));
  const cell = (told: Told<GroupFigures>, text: (figures: GroupFigures) => string) =>
    told === null || told === 'too-few' ? '–' : text(told);
  return (
    <Section title={words.whoTitle}>
      <Table
        caption={words.whoTitle}
        isCaptionHidden
        rows={rows}
        rowKey={(row) => row.key}
        columns={[
          { key: 'group', header: words.group, isRowHeader: true, cell: (row) => words.groups[row.key] },
          {
            key: 'households',
            header: words.households,
            align: 'end',
            cell: ({ told }) => {
              if (told === null) return words.nobody;
              return told === 'too-few' ? words.tooFew : words.householdCount(told.households);
            },
          },
          {
            key: 'asked',
            header: words.asked,
            align: 'end',
            cell: ({ told }) => cell(told, ({ askedMinutes }) => hours(askedMinutes)),
          },
          {
            key: 'got',
            header: words.got,
            align: 'end',
            cell: ({ told }) => cell(told, ({ gotMinutes }) => hours(gotMinutes)),
          },
          {
            key: 'share',
            header: words.share,
            align: 'end',
            cell: ({ told }) =>
              cell(told, ({ askedMinutes, gotMinutes }) => formatPercent(gotMinutes / askedMinutes)),
          },
          {
            key: 'jain',
            header: words.jain,
            align: 'end',
            cell: ({ told }) => cell(told, ({ fairness }) => formatNumber(fairness, 2)),
          },
        ]}
      />
    </Section>
  );
}

function Refusals({ figures: { refusals } }: { figures: FairnessMonth }) {
  const words = useWords(fairnessWords);
  const reasons: Record<string, string> = words.reasons;
  return (
    <Section title={words.refusalsTitle}>
      <Table
        caption={words.refusalsTitle}
        isCaptionHidden
        rows={refusals}
        rowKey={({ reason }) => reason}
        empty={<p className="text-muted">{words.noRefusals}</p>}
        columns={[
          {
            key: 'reason',
            header: words.reason,
            isRowHeader: true,
            cell: ({ reason }) => reasons[reason] ?? words.reasons.other,
          },
          {
            key: 'count',
            header: words.count,
            align: 'end',
            cell: ({ count }) => (count === 'too-few' ? words.tooFew : words.times(count)),
          },
        ]}
      />
    </Section>
  );
}

function WaitingFigures({ figures: { waiting, medianWaitMinutes } }: { figures: FairnessMonth }) {
  const words = useWords(fairnessWords);
  const locale = useLocale();
  const told = (value: Told<number>, text: (value: number) => string) =>
    value === null ? '–' : value === 'too-few' ? words.tooFew : text(value);
  return (
    <Section title={words.waitingTitle}>
      {waiting === null ? <p className="text-muted">{words.noWaiting}</p> : null}
      {waiting === 'too-few' ? <p className="text-muted">{words.tooFew}</p> : null}
      {waiting !== null && waiting !== 'too-few' ? (
        <div className="grid gap-3 sm:grid-cols-3">
          <Card>
            <Figure
              label={words.waitedMedian}
              value={told(medianWaitMinutes, (minutes) => formatDuration(minutes, locale))}
            />
          </Card>
          <Card>
            <Figure label={words.served} value={words.times(waiting.served)} />
          </Card>
          <Card>
            <Figure label={words.unserved} value={words.times(waiting.unserved)} />
          </Card>
        </div>
      ) : null}
    </Section>
  );
}
