import { useForm } from '@conform-to/react';
import { parseWithZod } from '@conform-to/zod/v4';
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { Link, useActionData, useLoaderData } from '@remix-run/react';
import { EntrancePage } from '~/components/shell/entrance-page';
import { localPath } from '~/components/shell/local-path';
import { pageTitle } from '~/components/shell/page-title';
import { ActionForm, Card, Notice, SubmitButton, TextField } from '~/components/ui';
import { passwordSchema } from '~/forms/login.server';
import { wordsFor } from '~/i18n/define-words';
import { useLocale, useWords } from '~/i18n/locale-context';
import { loginWords } from '~/i18n/login';
import { shellWords } from '~/i18n/shell';
import { enterWithPassword } from '~/routing/login.server';
import { readForm } from '~/routing/uploads.server';
import type { DemoAccounts } from '~/server/load-context';

export const meta = pageTitle(loginWords, (words) => words.staffTitle);

export function loader({ request, context }: LoaderFunctionArgs) {
  const next = localPath(new URL(request.url).searchParams.get('next'));
  if (context.viewer) return redirect(next);
  return { next, demo: context.demoAccounts };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const words = wordsFor(context.locale, loginWords);
  const submission = parseWithZod(await readForm(request), { schema: passwordSchema(words.errors) });
  if (submission.status !== 'success')
    return data({ result: submission.reply({ hideFields: ['password'] }) }, 400);
  return enterWithPassword(context, request, submission, words);
}

export default function StaffLoginPage() {
  const words = useWords(loginWords);
  const { next, demo } = useLoaderData<typeof loader>() as { next: string; demo: DemoAccounts | null };
  const [form, fields] = useForm<{ loginName: string; password: string }>({
    id: 'staff-login',
    lastResult: useActionData<typeof action>()?.result,
  });
  return (
    <EntrancePage title={words.staffTitle}>
      <Card className="flex flex-col gap-4">
        <p>{words.staffIntro}</p>
        <ActionForm form={form}>
          <TextField
            field={fields.loginName}
            label={words.loginName}
            autoComplete="username"
            autoCapitalize="none"
            required
          />
          <TextField
            field={fields.password}
            label={words.password}
            type="password"
            autoComplete="current-password"
            required
          />
          <SubmitButton>{words.enter}</SubmitButton>
        </ActionForm>
      </Card>
      {demo ? <DemoNotice demo={demo} /> : null}
      <Link
        className="inline-flex min-h-11 items-center text-accent-strong underline underline-offset-4"
        to={`/login?next=${encodeURIComponent(next)}`}
      >
        {words.residentLink}
      </Link>
    </EntrancePage>
  );
}

function DemoNotice({ demo }: { demo: DemoAccounts }) {
  const words = useWords(loginWords);
  const { roles } = useWords(shellWords);
  const locale = useLocale();
  return (
    <Notice tone="info">
      <p>{words.demoPassword(demo.password)}</p>
      <ul className="mt-2 flex flex-col gap-1">
        {demo.staff.map((account) => (
          <li key={account.loginName}>
            <code>{account.loginName}</code> {locale === 'en' ? roles[account.role] : account.title}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
