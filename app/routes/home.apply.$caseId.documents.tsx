import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { DocumentChecklist, WizardPage } from '~/components/application';
import { pageTitle } from '~/components/shell/page-title';
import { LinkButton } from '~/components/ui';
import { redirectWithFlash } from '~/components/ui/flash-cookie.server';
import { applicationWords } from '~/i18n/application';
import { wordsFor } from '~/i18n/define-words';
import { useWords } from '~/i18n/locale-context';
import { takeRemoval } from '~/routing/document-removal.server';
import { isUpload, takeUpload } from '~/routing/document-upload.server';
import { readDraft, stepPath } from '~/routing/draft.server';
import { requireRole } from '~/routing/guard.server';
import { shownDocuments } from '~/routing/shown-documents.server';

export const meta = pageTitle(applicationWords, (words) => words.documents.question);

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const view = await readDraft(context, request, params.caseId ?? '', 'documents');
  return {
    caseId: view.row.id,
    required: view.required,
    missing: view.missing,
    documents: shownDocuments(view.documents),
  };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const viewer = requireRole(context, request, 'resident');
  const caseId = params.caseId ?? '';
  const page = stepPath(caseId, 'documents');
  if (!isUpload(request)) return takeRemoval(context, viewer, request, page);
  const problem = await takeUpload(context, viewer, request, caseId);
  if (problem) return data({ problem }, 400);
  const { done } = wordsFor(context.locale, applicationWords).documents;
  return redirectWithFlash(page, { tone: 'good', text: done });
}

export default function DocumentsStep() {
  const words = useWords(applicationWords);
  const { caseId, required, missing, documents } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <WizardPage
      caseId={caseId}
      step="documents"
      title={words.documents.question}
      meta={words.documents.count(required.length - missing.length, required.length)}
    >
      <p>{words.documents.intro}</p>
      <DocumentChecklist
        kinds={required}
        open={missing}
        documents={documents}
        problem={answer && 'problem' in answer ? answer.problem : null}
      />
      {missing.length === 0 ? (
        <LinkButton variant="primary" to={`/home/apply/${caseId}/capacity`}>
          {words.next}
        </LinkButton>
      ) : (
        <p className="text-muted">
          {words.errors['documents-missing'](missing.map((kind) => words.documents.kind[kind]).join('、'))}
        </p>
      )}
    </WizardPage>
  );
}
