import { parseWithZod } from '@conform-to/zod/v4';
import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { DocumentChecklist } from '~/components/application';
import { CaseBall, CaseStatusBadge, CaseTimeline, OwnCaseAction, OwnCaseWhy } from '~/components/case';
import { CaseDocumentList, OwnCaseFacts } from '~/components/case/own-case-facts';
import { pageTitle } from '~/components/shell/page-title';
import { Card, DueBadge, LinkButton, PageHeader, Section } from '~/components/ui';
import { redirectWithFlash } from '~/components/ui/flash-cookie.server';
import { optionalWordsSchema } from '~/forms/own-case.server';
import { applicationWords } from '~/i18n/application';
import { wordsFor } from '~/i18n/define-words';
import { useWords } from '~/i18n/locale-context';
import { ownCaseWords } from '~/i18n/own-case';
import { takeRemoval } from '~/routing/document-removal.server';
import { isUpload, takeUpload } from '~/routing/document-upload.server';
import { orRefuse } from '~/routing/guard.server';
import { openOwnCase, readOwnCase } from '~/routing/own-case.server';
import { resubmitMessage } from '~/routing/own-case-answers.server';
import { readForm } from '~/routing/uploads.server';
import { resubmitCase } from '~/use-cases/application/resubmit-case.server';

export const meta = pageTitle(ownCaseWords, (words, { caseNo }: { caseNo: string }) => words.title(caseNo));

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  return readOwnCase(context, request, params.caseId ?? '');
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const caseId = params.caseId ?? '';
  const { viewer } = await openOwnCase(context, request, caseId);
  const page = `/home/cases/${caseId}`;
  const words = wordsFor(context.locale, ownCaseWords);
  if (isUpload(request)) {
    const problem = await takeUpload(context, viewer, request, caseId);
    if (problem) return data({ problem, refusal: null }, 400);
    const { done } = wordsFor(context.locale, applicationWords).documents;
    return redirectWithFlash(`${page}#documents`, { tone: 'good', text: done });
  }
  const form = await readForm(request.clone());
  if (form.get('intent') === 'remove-document') return takeRemoval(context, viewer, request, page);
  const submission = parseWithZod(form, { schema: optionalWordsSchema(words) });
  if (submission.status !== 'success') return data({ problem: null, refusal: words.errors.words }, 400);
  const outcome = orRefuse(await resubmitCase(context.deps, viewer, { caseId, ...submission.value }));
  if (!outcome.ok) return data({ problem: null, refusal: resubmitMessage(outcome, context.locale) }, 409);
  return redirectWithFlash(page, { tone: 'good', text: words.resubmitted });
}

export default function OwnCasePage() {
  const words = useWords(ownCaseWords);
  const shown = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const problem = answer && 'problem' in answer ? answer.problem : null;
  const refusal = answer && 'refusal' in answer ? answer.refusal : null;
  return (
    <>
      <PageHeader title={words.title(shown.caseNo)} crumbs={[{ label: words.back, to: '/home' }]} />
      <Card className="flex flex-col items-start gap-3">
        <CaseStatusBadge status={shown.status} />
        {shown.isOver ? null : (
          <p className="text-lg font-semibold">
            <CaseBall status={shown.status} deadline={shown.deadline} reader="resident" />
          </p>
        )}
        {shown.deadline ? (
          <DueBadge
            dueAt={shown.deadline.dueAt}
            now={shown.now}
            workingDaysLeft={shown.deadline.workingDaysLeft}
          />
        ) : null}
        {shown.queueRank === null || shown.status !== 'awaiting_upgrade' ? null : (
          <p>{words.rank(shown.queueRank)}</p>
        )}
        {shown.letter ? (
          <p className="flex flex-wrap items-center gap-x-3">
            {words.letter(shown.letter.letterNo)}
            <LinkButton variant="secondary" to={`/letters/${shown.letter.id}`} reloadDocument>
              {words.seeLetter}
            </LinkButton>
          </p>
        ) : null}
      </Card>
      <OwnCaseAction {...shown} refusal={refusal} />
      <OwnCaseWhy status={shown.status} rule={shown.rule} />
      <Section title={words.progress}>
        <Card>
          <CaseTimeline {...shown} reader="resident" />
        </Card>
      </Section>
      <Section title={words.documents} id="documents">
        {shown.mayChangeDocuments ? (
          <DocumentChecklist
            kinds={shown.documentKinds.all}
            open={shown.documentKinds.open}
            optional={['other']}
            documents={shown.documents}
            problem={problem}
          />
        ) : (
          <CaseDocumentList documents={shown.documents} isOver={shown.isOver} />
        )}
      </Section>
      <OwnCaseFacts facts={shown.facts} />
      {shown.mayWithdraw ? (
        <LinkButton variant="quiet" to={`/home/cases/${shown.caseId}/withdraw`}>
          {words.withdraw.action}
        </LinkButton>
      ) : null}
    </>
  );
}
