import { useForm } from '@conform-to/react';
import { parseWithZod } from '@conform-to/zod/v4';
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { pageTitle } from '~/components/shell/page-title';
import { ActionForm, Card, PageHeader, SubmitButton, TextareaField } from '~/components/ui';
import { redirectWithFlash } from '~/components/ui/flash-cookie.server';
import { possibleEvents } from '~/domain/installation/life-cycle';
import { mediationSchema } from '~/forms/own-case.server';
import { wordsFor } from '~/i18n/define-words';
import { useWords } from '~/i18n/locale-context';
import { ownCaseWords } from '~/i18n/own-case';
import { orRefuse } from '~/routing/guard.server';
import { openOwnCase } from '~/routing/own-case.server';
import { movedOnMessage } from '~/routing/own-case-answers.server';
import { readForm } from '~/routing/uploads.server';
import { MEDIATION_WORDS_MIN, requestMediation } from '~/use-cases/application/request-mediation.server';

export const meta = pageTitle(ownCaseWords, (words) => words.mediation.title);

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { row } = await openOwnCase(context, request, params.caseId ?? '');
  if (!possibleEvents(row.status).includes('mediation_requested')) throw redirect(`/home/cases/${row.id}`);
  return { caseId: row.id, caseNo: row.case_no ?? '' };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const caseId = params.caseId ?? '';
  const { viewer } = await openOwnCase(context, request, caseId);
  const words = wordsFor(context.locale, ownCaseWords);
  const submission = parseWithZod(await readForm(request), {
    schema: mediationSchema(words, MEDIATION_WORDS_MIN),
  });
  if (submission.status !== 'success') return data(submission.reply(), 400);
  const outcome = orRefuse(await requestMediation(context.deps, viewer, { caseId, ...submission.value }));
  if (outcome.ok)
    return redirectWithFlash(`/home/cases/${caseId}`, { tone: 'good', text: words.mediation.done });
  const message =
    outcome.reason === 'moved-on' ? movedOnMessage(outcome, context.locale) : words.mediation.tooShort;
  return data(submission.reply({ fieldErrors: { words: [message] } }), 409);
}

export default function MediationPage() {
  const words = useWords(ownCaseWords);
  const { caseId, caseNo } = useLoaderData<typeof loader>();
  const [form, fields] = useForm<{ words: string }>({
    id: 'mediation',
    lastResult: useActionData<typeof action>(),
  });
  return (
    <>
      <PageHeader
        title={words.mediation.title}
        crumbs={[{ label: words.title(caseNo), to: `/home/cases/${caseId}` }]}
      />
      <p>{words.mediation.intro}</p>
      <Card>
        <ActionForm form={form} showSummary={false}>
          <TextareaField
            field={fields.words}
            label={words.mediation.words}
            hint={words.mediation.wordsHint}
            rows={6}
            maxLength={1000}
            required
          />
          <SubmitButton>{words.mediation.submit}</SubmitButton>
        </ActionForm>
      </Card>
    </>
  );
}
