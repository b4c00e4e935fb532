import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { TonightCard } from '~/components/charging';
import { CaseCard, NewcomerSteps, WaitingCard } from '~/components/home';
import { MySlots, UnreadNotices } from '~/components/sharing';
import { pageTitle } from '~/components/shell/page-title';
import { Card, EmptyState, LinkButton, Moment, PageHeader, Section } from '~/components/ui';
import { applicationWords } from '~/i18n/application';
import { useWords } from '~/i18n/locale-context';
import { residentWords } from '~/i18n/resident';
import { shellWords } from '~/i18n/shell';
import { requireViewer } from '~/routing/guard.server';
import { readHome } from '~/routing/home.server';
import { countUnread } from '~/routing/household-notices.server';
import { readMySlots } from '~/routing/my-slots.server';
import { readTonights } from '~/routing/tonight.server';

export const meta = pageTitle(shellWords, (words) => words.nav.home);

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = requireViewer(context, request);
  const [home, nights, slots, unread] = await Promise.all([
    readHome(context.deps, viewer),
    readTonights(context.deps, viewer),
    readMySlots(context, viewer),
    countUnread(context, viewer),
  ]);
  return { ...home, nights, slots, unread, now: context.deps.clock() };
}

export default function HomePage() {
  const words = useWords(residentWords).home;
  const { name, drafts, cases, waiting, nights, progress, slots, unread, now } =
    useLoaderData<typeof loader>();
  const isNew = cases.length === 0;
  const hasWork = waiting.length + drafts.length > 0;
  return (
    <>
      <PageHeader title={name ? words.title(name) : words.titlePlain} />
      {hasWork ? (
        <Section title={words.waiting}>
          <ul className="flex flex-col gap-3">
            {waiting.map((entry) => (
              <WaitingCard key={entry.caseId} entry={entry} />
            ))}
            {drafts.map((draft) => (
              <DraftCard key={draft.caseId} draft={draft} />
            ))}
          </ul>
        </Section>
      ) : null}
      <UnreadNotices count={unread} />
      <MySlots slots={slots} now={now} />
      {nights.map((night) => (
        <TonightCard key={night.pileId} night={night} />
      ))}
      {isNew && drafts.length === 0 ? <NewcomerSteps progress={progress} /> : null}
      <Section title={words.cases}>
        {isNew ? (
          <EmptyState title={words.noCases} />
        ) : (
          <ul className="flex flex-col gap-3">
            {cases.map((entry) => (
              <CaseCard key={entry.caseId} entry={entry} />
            ))}
          </ul>
        )}
        {isNew || hasWork ? null : <p className="text-muted">{words.nothingWaiting}</p>}
      </Section>
    </>
  );
}

type Draft = ReturnType<typeof useLoaderData<typeof loader>>['drafts'][number];

function DraftCard({ draft }: { draft: Draft }) {
  const words = useWords(residentWords).home;
  const { step, start } = useWords(applicationWords);
  return (
    <Card as="li" className="flex flex-col items-start gap-3">
      <p className="text-lg font-semibold">{words.draftTitle(draft.door)}</p>
      <p>
        {words.draftNext(step[draft.firstOpen])}
        <span className="block text-sm text-muted">
          {start.savedAt} <Moment at={draft.savedAt} />
        </span>
      </p>
      <LinkButton variant="primary" to={`/home/apply/${draft.caseId}/${draft.firstOpen}`}>
        {words.resume}
      </LinkButton>
    </Card>
  );
}
