import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { CapSection } from '~/components/capacity/cap-section';
import { DayCurve } from '~/components/capacity/day-curve';
import { HostingSection } from '~/components/capacity/hosting-section';
import type { PanelAnswer } from '~/components/capacity/intake-panel';
import { LedgerTable } from '~/components/capacity/ledger-table';
import { BaseLoadForm, UpgradeForm } from '~/components/capacity/measurement-forms';
import { TransformerFigures } from '~/components/capacity/transformer-figures';
import { CaseStatusBadge } from '~/components/case';
import { DeskShell, pageTitle } from '~/components/shell';
import { CellLink, EmptyState, FormErrors, PageHeader, Section, Table } from '~/components/ui';
import { capacityWords } from '~/i18n/capacity';
import { formatKw, formatLongDate } from '~/i18n/format';
import { useLocale, useWords } from '~/i18n/locale-context';
import { transformerWords } from '~/i18n/transformer';
import { readTransformer, type TransformerPage } from '~/routing/transformer.server';
import { actOnTransformer } from '~/routing/transformer-actions.server';

export const meta = pageTitle(
  transformerWords,
  (_, { compoundName, name }: TransformerPage) => `${compoundName} ${name}`,
);

export function loader({ request, context, params }: LoaderFunctionArgs) {
  return readTransformer(context, request, params.transformerId ?? '');
}

export function action({ request, context, params }: ActionFunctionArgs) {
  return actOnTransformer(context, request, params.transformerId ?? '');
}

export default function Transformer() {
  const words = useWords(transformerWords).transformers;
  const page = useLoaderData<typeof loader>() as TransformerPage;
  const answer = useActionData<typeof action>() as PanelAnswer;
  const ownership: Record<string, string> = words.ownership;
  const liftErrors = answer?.intent === 'lift' ? (answer.result.error?.[''] ?? []) : [];
  return (
    <DeskShell audience="utility">
      <PageHeader
        title={`${page.compoundName} ${page.name}`}
        meta={`${page.code} · ${ownership[page.ownership] ?? page.ownership}`}
        crumbs={[{ label: words.title, to: '/utility/transformers' }]}
      />
      <FormErrors errors={liftErrors.map((message) => ({ message }))} />
      <TransformerFigures data={page} today={page.today} />
      <HostingSection answer={page.sampled} needFactor={page.hosting} />
      <Curve page={page} />
      <Cases page={page} />
      <CapSection caps={page.caps} limitKw={page.shares.limitKw} today={page.today} answer={answer} />
      <div className="flex flex-col gap-3">
        <BaseLoadForm today={page.today} answer={answer} />
        <UpgradeForm queued={page.queued} answer={answer} />
      </div>
      <LedgerTable entries={page.entries} />
    </DeskShell>
  );
}

function Curve({ page }: { page: TransformerPage }) {
  const words = useWords(capacityWords);
  const locale = useLocale();
  if (!page.day || !page.curve) return <EmptyState title={words.input.noCurve} />;
  return (
    <div className="flex flex-col gap-1">
      <DayCurve day={page.day} />
      <p className="text-sm text-muted">
        {page.curve.source} · {words.measuredOn(formatLongDate(page.curve.measuredOn, locale))}
      </p>
    </div>
  );
}

function Cases({ page }: { page: TransformerPage }) {
  const words = useWords(transformerWords).transformers;
  const { kw } = useWords(capacityWords).columns;
  return (
    <Section title={words.cases}>
      <Table
        caption={words.cases}
        isCaptionHidden
        rows={page.cases}
        rowKey={(row) => row.id}
        empty={<EmptyState title={words.noCases} />}
        columns={[
          {
            key: 'case',
            header: words.caseNo,
            isRowHeader: true,
            cell: (row) => <CellLink to={`/utility/cases/${row.id}`}>{row.case_no ?? row.id}</CellLink>,
          },
          { key: 'space', header: words.space, cell: (row) => row.space_code },
          { key: 'kw', header: kw, align: 'end', cell: (row) => formatKw(row.pile_kw ?? 0) },
          { key: 'status', header: words.status, cell: (row) => <CaseStatusBadge status={row.status} /> },
          { key: 'rank', header: words.rank, align: 'end', cell: (row) => row.queue_rank ?? '–' },
        ]}
      />
    </Section>
  );
}
