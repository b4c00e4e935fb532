import { useForm } from '@conform-to/react';
import { parseWithZod } from '@conform-to/zod/v4';
import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node';
import { useActionData } from '@remix-run/react';
import { pageTitle } from '~/components/shell/page-title';
import { ActionForm, Card, PageHeader, SubmitButton, TextField } from '~/components/ui';
import { redirectWithFlash } from '~/components/ui/flash-cookie.server';
import { joinSchema } from '~/forms/household.server';
import { wordsFor } from '~/i18n/define-words';
import { householdWords } from '~/i18n/household';
import { useWords } from '~/i18n/locale-context';
import { requireViewer } from '~/routing/guard.server';
import { readForm } from '~/routing/uploads.server';
import { joinHousehold } from '~/use-cases/household/join-household.server';

export const meta = pageTitle(householdWords, (words) => words.join.title);

export function loader({ request, context }: LoaderFunctionArgs) {
  requireViewer(context, request);
  return null;
}

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = requireViewer(context, request);
  const words = wordsFor(context.locale, householdWords);
  const submission = parseWithZod(await readForm(request), { schema: joinSchema(words.errors) });
  if (submission.status !== 'success') return data(submission.reply(), 400);
  const refuse = (status: number, message: string) =>
    data(submission.reply({ fieldErrors: { code: [message] } }), status);
  const verdict = await context.limits.take('join-attempt-person', viewer.personId);
  if (!verdict.ok) return refuse(429, words.errors.tooMany(Math.ceil(verdict.retryAfterSeconds / 60)));
  const outcome = await joinHousehold(context.deps, viewer, submission.value);
  if (!outcome.ok)
    return refuse(400, outcome.reason === 'code-shape' ? words.errors.codeShape : words.errors.codeUnknown);
  const said = outcome.isNew ? words.join.joined : words.join.already;
  return redirectWithFlash('/home', { tone: 'good', text: said(outcome.compoundName, outcome.door) });
}

export default function JoinPage() {
  const words = useWords(householdWords);
  const [form, fields] = useForm<{ code: string }>({
    id: 'join',
    lastResult: useActionData<typeof action>(),
  });
  return (
    <>
      <PageHeader title={words.join.title} crumbs={[{ label: words.back.home, to: '/home' }]} />
      <p>{words.join.intro}</p>
      <Card>
        <ActionForm form={form} showSummary={false}>
          <TextField
            field={fields.code}
            label={words.join.code}
            hint={words.join.codeHint}
            autoCapitalize="characters"
            autoComplete="off"
            maxLength={60}
            required
          />
          <SubmitButton>{words.join.submit}</SubmitButton>
        </ActionForm>
      </Card>
      <p className="text-muted">{words.join.where}</p>
    </>
  );
}
