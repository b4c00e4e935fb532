import { useForm } from '@conform-to/react';
import { parseWithZod } from '@conform-to/zod/v4';
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { EntrancePage } from '~/components/shell/entrance-page';
import { localPath } from '~/components/shell/local-path';
import { pageTitle } from '~/components/shell/page-title';
import { ActionForm, Card, SubmitButton, TextField } from '~/components/ui';
import { nameSchema } from '~/forms/login.server';
import { wordsFor } from '~/i18n/define-words';
import { useWords } from '~/i18n/locale-context';
import { loginWords } from '~/i18n/login';
import { requireViewer } from '~/routing/guard.server';
import { readForm } from '~/routing/uploads.server';
import { namePerson } from '~/use-cases/login/name-person.server';

export const meta = pageTitle(loginWords, (words) => words.welcomeTitle);

export function loader({ request, context }: LoaderFunctionArgs) {
  return { name: requireViewer(context, request).name };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = requireViewer(context, request);
  const words = wordsFor(context.locale, loginWords).errors;
  const submission = parseWithZod(await readForm(request), { schema: nameSchema(words) });
  if (submission.status !== 'success') return data(submission.reply(), 400);
  const outcome = await namePerson(context.deps, viewer, submission.value);
  if (!outcome.ok) return data(submission.reply({ fieldErrors: { name: [words.name] } }), 400);
  return redirect(localPath(new URL(request.url).searchParams.get('next')));
}

export default function WelcomePage() {
  const words = useWords(loginWords);
  const { name } = useLoaderData<typeof loader>();
  const [form, fields] = useForm<{ name: string }>({
    id: 'welcome',
    lastResult: useActionData<typeof action>(),
    defaultValue: { name },
  });
  return (
    <EntrancePage title={words.welcomeTitle}>
      <Card className="flex flex-col gap-4">
        <p>{words.welcomeIntro}</p>
        <ActionForm form={form}>
          <TextField field={fields.name} label={words.name} autoComplete="name" required />
          <SubmitButton>{words.save}</SubmitButton>
        </ActionForm>
      </Card>
    </EntrancePage>
  );
}
