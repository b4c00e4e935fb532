import { useForm } from '@conform-to/react';
import { parseWithZod } from '@conform-to/zod/v4';
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { pageTitle } from '~/components/shell/page-title';
import { ActionForm, Card, LinkButton, PageHeader, SubmitButton, TextareaField } from '~/components/ui';
import { redirectWithFlash } from '~/components/ui/flash-cookie.server';
import { possibleEvents } from '~/domain/installation/life-cycle';
import { optionalWordsSchema } from '~/forms/own-case.server';
import { wordsFor } from '~/i18n/define-words';
import { useWords } from '~/i18n/locale-context';
import { ownCaseWords } from '~/i18n/own-case';
import { orRefuse } from '~/routing/guard.server';
import { openOwnCase } from '~/routing/own-case.server';
import { movedOnMessage } from '~/routing/own-case-answers.server';
import { readForm } from '~/routing/uploads.server';
import { withdrawCase } from '~/use-cases/application/withdraw-case.server';

export const meta = pageTitle(ownCaseWords, (words) => words.withdraw.title);

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { row } = await openOwnCase(context, request, params.caseId ?? '');
  if (!possibleEvents(row.status).includes('withdrawn')) throw redirect(`/home/cases/${row.id}`);
  return { caseId: row.id, caseNo: row.case_no ?? '' };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const caseId = params.caseId ?? '';
  const { viewer } = await openOwnCase(context, request, caseId);
  const page = `/home/cases/${caseId}`;
  const words = wordsFor(context.locale, ownCaseWords);
  const submission = parseWithZod(await readForm(request), { schema: optionalWordsSchema(words) });
  if (submission.status !== 'success') return data(submission.reply(), 400);
  const outcome = orRefuse(await withdrawCase(context.deps, viewer, { caseId, ...submission.value }));
  if (outcome.ok) return redirectWithFlash(page, { tone: 'good', text: words.withdraw.done });
  if (outcome.reason === 'still-draft') return redirect('/home/apply');
  return redirectWithFlash(page, { tone: 'warn', text: movedOnMessage(outcome, context.locale) });
}

export default function WithdrawPage() {
  const { withdraw, title } = useWords(ownCaseWords);
  const { caseId, caseNo } = useLoaderData<typeof loader>();
  const page = `/home/cases/${caseId}`;
  const [form, fields] = useForm<{ words: string }>({
    id: 'withdraw',
    lastResult: useActionData<typeof action>(),
  });
  return (
    <>
      <PageHeader title={withdraw.title} crumbs={[{ label: title(caseNo), to: page }]} />
      <Card className="flex flex-col gap-4">
        <div>
          <p>{withdraw.intro}</p>
          <ul className="list-disc pl-5">
            {Object.entries(withdraw.effects).map(([key, effect]) => (
              <li key={key}>{effect}</li>
            ))}
          </ul>
        </div>
        <ActionForm form={form} showSummary={false}>
          <TextareaField
            field={fields.words}
            label={withdraw.words}
            hint={withdraw.wordsHint}
            rows={3}
            maxLength={500}
            showOptional
          />
          <div className="flex flex-wrap gap-2">
            <SubmitButton variant="danger">{withdraw.submit}</SubmitButton>
            <LinkButton to={page}>{withdraw.keep}</LinkButton>
          </div>
        </ActionForm>
      </Card>
    </>
  );
}
