import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { InboxTable } from '~/components/inbox';
import { DeskShell, pageTitle } from '~/components/shell';
import { Card, EmptyState, Figure, LinkButton, PageHeader, Section, Table } from '~/components/ui';
import { fairnessWords } from '~/i18n/fairness';
import { formatLongDate, formatNumber, formatPercent, inBrackets } from '~/i18n/format';
import { useLocale, useWords } from '~/i18n/locale-context';
import { oversightWords } from '~/i18n/oversight';
import { type OversightPage, readOversight } from '~/routing/oversight.server';

export const meta = pageTitle(oversightWords, (words) => words.title);

export function loader({ request, context }: LoaderFunctionArgs) {
  return readOversight(context, request);
}

const hrefOf = ({ caseId }: { caseId: string }) => `/oversight/cases/${caseId}`;

export default function Oversight() {
  const words = useWords(oversightWords);
  const { title: fairness } = useWords(fairnessWords);
  const locale = useLocale();
  const page = useLoaderData<typeof loader>() as OversightPage;
  return (
    <DeskShell audience="supervisor">
      <PageHeader
        title={words.title}
        meta={words.period(formatLongDate(page.since, locale))}
        actions={<LinkButton to="/oversight/sharing/fairness">{fairness}</LinkButton>}
      />
      <Indicators page={page} />
      <Section title={words.mediationQueue}>
        <InboxTable
          entries={page.mediation}
          now={page.now}
          hrefOf={hrefOf}
          empty={<EmptyState title={words.mediationEmpty}>{words.mediationHint}</EmptyState>}
        />
      </Section>
      <Section title={words.overdueList}>
        <InboxTable
          entries={page.overdue}
          now={page.now}
          hrefOf={hrefOf}
          empty={<EmptyState title={words.overdueEmpty}>{words.overdueHint}</EmptyState>}
        />
      </Section>
      <StepTimes page={page} />
      <Compounds page={page} />
    </DeskShell>
  );
}

function Indicators({ page }: { page: OversightPage }) {
  const words = useWords(oversightWords);
  const locale = useLocale();
  const { answers, compounds } = page;
  const sum = (key: 'open' | 'overdue' | 'escalated' | 'mediation') =>
    words.cases(compounds.reduce((total, compound) => total + compound[key], 0));
  const share = answers.refusedShare;
  return (
    <Section title={words.indicators}>
      <div className="grid grid-cols-2 gap-3 md:grid-cols-3 xl:grid-cols-6">
        <Card>
          <Figure label={words.open} value={sum('open')} />
        </Card>
        <Card>
          <Figure label={words.overdue} value={sum('overdue')} />
        </Card>
        <Card>
          <Figure label={words.escalated} value={sum('escalated')} />
        </Card>
        <Card>
          <Figure label={words.mediation} value={sum('mediation')} />
        </Card>
        <Card>
          <Figure
            label={
              share === null
                ? `${words.refusedShare}${inBrackets(words.tooFew, locale)}`
                : `${words.refusedShare}${inBrackets(words.refusedOf(answers.refused, answers.answers), locale)}`
            }
            value={share === null ? '—' : formatPercent(share)}
          />
        </Card>
        <Card>
          <Figure
            label={`${words.overruled}${inBrackets(words.mediationsOf(answers.mediations), locale)}`}
            value={words.cases(answers.overruled)}
          />
        </Card>
      </div>
    </Section>
  );
}

function StepTimes({ page }: { page: OversightPage }) {
  const words = useWords(oversightWords);
  return (
    <Section title={words.steps}>
      <Table
        caption={words.steps}
        isCaptionHidden
        rows={page.steps}
        rowKey={(row) => row.step}
        columns={[
          { key: 'step', header: words.step, isRowHeader: true, cell: (row) => words.stepNames[row.step] },
          {
            key: 'days',
            header: words.days,
            align: 'end',
            cell: (row) =>
              row.medianDays === null ? words.tooFew : words.dayCount(formatNumber(row.medianDays, 1)),
          },
          {
            key: 'count',
            header: words.counted,
            align: 'end',
            cell: (row) => (row.medianDays === null ? '—' : row.count),
          },
        ]}
      />
    </Section>
  );
}

function Compounds({ page }: { page: OversightPage }) {
  const words = useWords(oversightWords);
  return (
    <Section title={words.compounds}>
      <Table
        caption={words.compounds}
        isCaptionHidden
        rows={page.compounds}
        rowKey={(row) => row.id}
        columns={[
          { key: 'name', header: words.compound, isRowHeader: true, cell: (row) => row.name },
          { key: 'open', header: words.open, align: 'end', cell: (row) => row.open },
          { key: 'overdue', header: words.overdue, align: 'end', cell: (row) => row.overdue },
          { key: 'escalated', header: words.escalated, align: 'end', cell: (row) => row.escalated },
          { key: 'mediation', header: words.mediation, align: 'end', cell: (row) => row.mediation },
        ]}
      />
    </Section>
  );
}
