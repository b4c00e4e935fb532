import { parseWithZod } from '@conform-to/zod/v4';
import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { CaseTimeline } from '~/components/case';
import { CaseDocuments, CaseFacts, CaseFileLayout, ClockLine } from '~/components/case-file';
import type { ReviewAnswer } from '~/components/review';
import { MediationForm } from '~/components/review/mediation-form';
import { RefusalFacts, type RefusalFactsData } from '~/components/review/refusal-facts';
import { DeskShell, pageTitle } from '~/components/shell';
import { Notice, PageHeader } from '~/components/ui';
import { redirectWithFlash } from '~/components/ui/flash-cookie.server';
import { mediationSchema } from '~/forms/mediation.server';
import { wordsFor } from '~/i18n/define-words';
import { useWords } from '~/i18n/locale-context';
import { oversightWords } from '~/i18n/oversight';
import { readCaseFile } from '~/routing/case-file.server';
import { type DeskFile, shapeDeskFile } from '~/routing/desk-file.server';
import { requireRole } from '~/routing/guard.server';
import { mediate } from '~/routing/mediation.server';
import { latestRefusal } from '~/routing/refusal-facts.server';
import { readForm } from '~/routing/uploads.server';

export const meta = pageTitle(oversightWords, (words, { caseNo }: OversightFile) => words.caseTitle(caseNo));

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const file = await readCaseFile(context, request, 'supervisor', params.caseId ?? '');
  return { ...shapeDeskFile(context, file), refusal: latestRefusal(file.events) };
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const actor = requireRole(context, request, 'supervisor');
  const words = wordsFor(context.locale, oversightWords);
  const submission = parseWithZod(await readForm(request), { schema: mediationSchema(words.errors) });
  if (submission.status !== 'success')
    return data({ intent: 'mediate', result: submission.reply() }, { status: 400 });
  const caseId = params.caseId ?? '';
  const refusal = await mediate(context, actor, { caseId, ...submission.value });
  if (!refusal)
    return redirectWithFlash(`/oversight/cases/${caseId}`, { tone: 'good', text: words.mediate.done });
  return data({ intent: 'mediate', result: submission.reply(refusal) }, { status: 409 });
}

type OversightFile = DeskFile & { refusal: RefusalFactsData | null };

export default function OversightCase() {
  const words = useWords(oversightWords);
  const page = useLoaderData<typeof loader>() as OversightFile;
  const answer = useActionData<typeof action>() as ReviewAnswer;
  const late = page.status === 'mediation' ? [] : (answer?.result.error?.[''] ?? []);
  return (
    <DeskShell audience="supervisor">
      <CaseFileLayout
        header={
          <PageHeader
            title={words.caseTitle(page.caseNo)}
            meta={`${page.facts.compoundName} ${page.facts.door}`}
            crumbs={[{ label: words.inbox, to: '/oversight' }]}
          />
        }
        facts={
          <>
            <CaseFacts facts={page.facts} />
            {page.refusal ? <RefusalFacts refusal={page.refusal} /> : null}
            <CaseDocuments documents={page.documents} />
          </>
        }
        panel={
          <>
            <ClockLine
              status={page.status}
              deadline={page.deadline}
              now={page.now}
              reader="supervisor"
              isEscalated={page.isEscalated}
            />
            {late.length > 0 ? (
              <Notice tone="warn" isAnswer>
                {late.join(' ')}
              </Notice>
            ) : null}
            {page.status === 'mediation' ? (
              <MediationForm answer={answer} />
            ) : (
              <p className="text-muted">{words.mediate.readOnly}</p>
            )}
          </>
        }
        log={<CaseTimeline {...page} events={page.log} reader="supervisor" />}
      />
    </DeskShell>
  );
}
