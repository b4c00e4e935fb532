import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import {
  CloseForm,
  NeededToPass,
  Objections,
  OfficialResultForm,
  Proposal,
  type ResolutionAnswer,
  ResolutionBadge,
  VoteCount,
  VoteForm,
} from '~/components/resolution';
import { PhoneShell, pageTitle } from '~/components/shell';
import { DueBadge, Moment, Notice, PageHeader } from '~/components/ui';
import { committeeWords } from '~/i18n/committee';
import { formatIsoDate } from '~/i18n/format';
import { useWords } from '~/i18n/locale-context';
import { resolutionErrorWords } from '~/i18n/resolution-errors';
import { requireRole } from '~/routing/guard.server';
import { type ResolutionPage, readResolutionPage } from '~/routing/resolution.server';
import { type ResolutionIntent, resolutionActions } from '~/routing/resolution-actions.server';
import { readForm } from '~/routing/uploads.server';

export const meta = pageTitle(
  committeeWords,
  (words, { resolution, proposal }: ResolutionPage) =>
    `${words.page.title[resolution.kind]} ${proposal.caseNo}`,
);

export function loader({ request, context, params }: LoaderFunctionArgs) {
  return readResolutionPage(context, request, params.id ?? '');
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const actor = requireRole(context, request, 'committee');
  const form = await readForm(request);
  const intent = String(form.get('intent'));
  if (!Object.hasOwn(resolutionActions, intent)) throw new Response(null, { status: 400 });
  return resolutionActions[intent as ResolutionIntent]({
    context,
    actor,
    resolutionId: params.id ?? '',
    form,
  });
}

export default function ResolutionPageView() {
  const words = useWords(committeeWords);
  const errors = useWords(resolutionErrorWords);
  const page = useLoaderData<typeof loader>() as ResolutionPage;
  const answer = useActionData<typeof action>() as ResolutionAnswer;
  const { resolution, proposal, figures } = page;
  return (
    <PhoneShell audience="committee" compoundName={proposal.compoundName}>
      <PageHeader
        title={`${words.page.title[resolution.kind]} · ${proposal.caseNo}`}
        crumbs={[{ label: words.title, to: '/committee' }]}
      />
      <p className="flex flex-wrap items-center gap-2">
        <ResolutionBadge status={resolution.status} />
        {resolution.status === 'open' ? <DueBadge dueAt={resolution.closesAt} now={page.now} /> : null}
        {resolution.decidedAt ? <Moment at={resolution.decidedAt} /> : null}
      </p>
      <Proposal proposal={proposal} />
      <NeededToPass resolution={resolution} figures={figures} />
      {figures ? <VoteCount figures={figures} /> : null}
      {resolution.status === 'open' ? <WhatToDo page={page} answer={answer} /> : null}
      {resolution.status !== 'open' && answer ? (
        <Notice tone="warn" isAnswer>
          {(answer.result.error?.[''] ?? [errors['not-open']]).join(' ')}
        </Notice>
      ) : null}
      {resolution.kind === 'neighbours_notice' ? (
        <Objections
          objections={page.objections}
          answering={resolution.status === 'open' ? { answer } : undefined}
        />
      ) : null}
    </PhoneShell>
  );
}

function WhatToDo({ page, answer }: { page: ResolutionPage; answer: ResolutionAnswer }) {
  const errors = useWords(resolutionErrorWords);
  const { resolution, figures, now } = page;
  const votesHere = resolution.kind === 'committee_decision';
  const needsPaper =
    resolution.kind === 'assembly' || (votesHere && resolution.legalMode !== 'platform_allowed');
  return (
    <>
      {votesHere && page.isMember ? <VoteForm mine={page.mine} answer={answer} /> : null}
      {votesHere && !page.isMember ? <Notice tone="warn">{errors['not-a-member']}</Notice> : null}
      {needsPaper ? (
        <OfficialResultForm
          kind={resolution.kind}
          owners={page.owners}
          today={formatIsoDate(now)}
          answer={answer}
        />
      ) : (
        <CloseForm
          resolution={resolution}
          figures={figures}
          now={now}
          hasUpheldObjection={page.objections.some((objection) => objection.upheld)}
          answer={answer}
        />
      )}
    </>
  );
}
