import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { CaseTimeline } from '~/components/case';
import { CaseDocuments, CaseFacts, CaseFileLayout, ClockLine } from '~/components/case-file';
import { type ReviewAnswer, ReviewPanel } from '~/components/review';
import { LetterLinks } from '~/components/review/letter-links';
import { RefusalFacts } from '~/components/review/refusal-facts';
import { DeskShell, pageTitle } from '~/components/shell';
import { Notice, PageHeader } from '~/components/ui';
import { useWords } from '~/i18n/locale-context';
import { propertyWords } from '~/i18n/property';
import { requireRole } from '~/routing/guard.server';
import { type PropertyCase, readPropertyCase } from '~/routing/property-case.server';
import { type ReviewIntent, review } from '~/routing/review.server';
import { readForm } from '~/routing/uploads.server';

export const meta = pageTitle(propertyWords, (words, { caseNo }: PropertyCase) =>
  words.applicationCase(caseNo),
);

export function loader({ request, context, params }: LoaderFunctionArgs) {
  return readPropertyCase(context, request, params.caseId ?? '');
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const actor = requireRole(context, request, 'property');
  const form = await readForm(request);
  const intent = String(form.get('intent'));
  if (!Object.hasOwn(review, intent)) throw new Response(null, { status: 400 });
  return review[intent as ReviewIntent]({ context, actor, caseId: params.caseId ?? '', form });
}

export default function PropertyCasePage() {
  const words = useWords(propertyWords);
  const page = useLoaderData<typeof loader>() as PropertyCase;
  const answer = useActionData<typeof action>() as ReviewAnswer;
  return (
    <DeskShell audience="property">
      <CaseFileLayout
        header={
          <PageHeader
            title={words.applicationCase(page.caseNo)}
            meta={`${page.facts.compoundName} ${page.facts.door}`}
            crumbs={[{ label: words.inboxTitle, to: '/property' }]}
          />
        }
        facts={
          <>
            <CaseFacts facts={page.facts} />
            <CaseDocuments documents={page.documents} />
            {page.refusal ? <RefusalFacts refusal={page.refusal} /> : null}
            <LetterLinks letters={page.letters} />
          </>
        }
        panel={
          <>
            <ClockLine
              status={page.status}
              deadline={page.deadline}
              now={page.now}
              reader="property"
              isEscalated={page.isEscalated}
            />
            {page.choices ? (
              <ReviewPanel answer={answer} choices={page.choices} />
            ) : (
              <>
                {answer ? <ReviewFailure answer={answer} /> : null}
                <p className="text-muted">{words.review.notYours}</p>
              </>
            )}
          </>
        }
        log={<CaseTimeline {...page} events={page.log} reader="property" />}
      />
    </DeskShell>
  );
}

/** The answer that came too late: its form is gone, what was typed is not. */
function ReviewFailure({ answer }: { answer: NonNullable<ReviewAnswer> }) {
  const { error, initialValue } = answer.result;
  const typed = ['conditions', 'words', 'explanation'].map((name) => initialValue?.[name]).find(Boolean);
  return (
    <Notice tone="warn" isAnswer>
      <p>{(error?.[''] ?? []).join(' ')}</p>
      {typeof typed === 'string' ? (
        <blockquote className="mt-2 border-l-2 border-line-strong pl-3 whitespace-pre-line">
          {typed}
        </blockquote>
      ) : null}
    </Notice>
  );
}
