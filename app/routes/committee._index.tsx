import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useSearchParams } from '@remix-run/react';
import { ResolutionBadge } from '~/components/resolution';
import { PhoneShell, pageTitle } from '~/components/shell';
import {
  Card,
  DueBadge,
  EmptyState,
  LinkButton,
  Moment,
  PageHeader,
  Pagination,
  Section,
  StatusBadge,
} from '~/components/ui';
import { committeeWords } from '~/i18n/committee';
import { fairnessWords } from '~/i18n/fairness';
import { formatDate } from '~/i18n/format';
import { useLocale, useWords } from '~/i18n/locale-context';
import { type CommitteeDesk, readCommitteeDesk } from '~/routing/resolution.server';

export const meta = pageTitle(committeeWords, (words) => words.title);

export function loader({ request, context }: LoaderFunctionArgs) {
  return readCommitteeDesk(context, request);
}

export default function CommitteeDeskPage() {
  const words = useWords(committeeWords);
  const { title: fairness } = useWords(fairnessWords);
  const locale = useLocale();
  const [search] = useSearchParams();
  const { open, decided, results, now } = useLoaderData<typeof loader>() as CommitteeDesk;
  return (
    <PhoneShell audience="committee" compoundName={open[0]?.compoundName ?? decided[0]?.compoundName}>
      <PageHeader
        title={words.title}
        actions={<LinkButton to="/committee/sharing/fairness">{fairness}</LinkButton>}
      />
      {open.length === 0 ? <EmptyState title={words.emptyTitle}>{words.emptyHint}</EmptyState> : null}
      <ul className="flex flex-col gap-3">
        {open.map((card) => (
          <OpenCard key={card.id} card={card} now={now} />
        ))}
      </ul>
      <Section title={words.decided}>
        {decided.length === 0 ? <p className="text-muted">{words.emptyDecided}</p> : null}
        <ul className="flex flex-col gap-3">
          {decided.map((card) => (
            <Card as="li" key={card.id} className="flex flex-wrap items-center justify-between gap-2">
              <CardLink card={card} />
              <ResolutionBadge status={card.status} />
              <p className="w-full text-sm text-muted">
                {words.kinds[card.kind]} · {card.caseNo} ·{' '}
                {card.decidedAt ? (
                  <Moment at={card.decidedAt} show="date" />
                ) : (
                  words.ended(formatDate(card.closesOn, locale))
                )}
              </p>
            </Card>
          ))}
        </ul>
        <Pagination {...results} search={search} />
      </Section>
    </PhoneShell>
  );
}

type OpenCardData = CommitteeDesk['open'][number];

function OpenCard({ card, now }: { card: OpenCardData; now: string }) {
  const words = useWords(committeeWords);
  const locale = useLocale();
  return (
    <Card as="li" className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <StatusBadge tone="info">{words.kinds[card.kind]}</StatusBadge>
        <DueBadge dueAt={card.closesAt} now={now} />
      </div>
      <CardLink card={card} />
      <p className="text-muted">
        {card.compoundName} · {card.caseNo} ·{' '}
        {now < card.closesAt
          ? words.until(formatDate(card.closesOn, locale))
          : words.ended(formatDate(card.closesOn, locale))}
      </p>
      <div className="flex flex-wrap gap-2">
        {card.kind === 'committee_decision' ? (
          <StatusBadge tone={card.hasVoted ? 'good' : 'warn'}>
            {card.hasVoted ? words.voted : words.notVoted}
          </StatusBadge>
        ) : null}
        {card.openObjections > 0 ? (
          <StatusBadge tone="warn">{words.openObjections(card.openObjections)}</StatusBadge>
        ) : null}
      </div>
      <Link
        to={`/committee/resolutions/${card.id}`}
        className="inline-flex min-h-11 items-center justify-center rounded border border-accent bg-accent px-4 font-medium text-paper"
      >
        {words.whatFor[card.kind]}
      </Link>
    </Card>
  );
}

function CardLink({ card }: { card: { id: string; spaceCode: string } }) {
  const words = useWords(committeeWords);
  return (
    <Link
      to={`/committee/resolutions/${card.id}`}
      className="inline-flex min-h-11 items-center text-lg font-semibold underline-offset-4 hover:underline"
    >
      {words.proposal(card.spaceCode)}
    </Link>
  );
}
