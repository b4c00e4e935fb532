import { useForm } from '@conform-to/react';
import { parseWithZod } from '@conform-to/zod/v4';
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { Link, useActionData, useLoaderData } from '@remix-run/react';
import { EntrancePage } from '~/components/shell/entrance-page';
import { localPath } from '~/components/shell/local-path';
import { pageTitle } from '~/components/shell/page-title';
import { ActionForm, Button, Card, Notice, SubmitButton, TextField } from '~/components/ui';
import { codeSchema, phoneSchema } from '~/forms/login.server';
import { wordsFor } from '~/i18n/define-words';
import { useWords } from '~/i18n/locale-context';
import { loginWords } from '~/i18n/login';
import { enterWithCode, sendCode } from '~/routing/login.server';
import { readForm } from '~/routing/uploads.server';
import type { DemoAccounts } from '~/server/load-context';

export const meta = pageTitle(loginWords, (words) => words.enter);

export function loader({ request, context }: LoaderFunctionArgs) {
  const next = localPath(new URL(request.url).searchParams.get('next'));
  if (context.viewer) return redirect(next);
  const demo = context.demoAccounts;
  return { next, demo: demo && { residents: demo.residents, newcomer: demo.newcomer } };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await readForm(request);
  const words = wordsFor(context.locale, loginWords);
  if (form.get('intent') === 'redeem-code') {
    const submission = parseWithZod(form, { schema: codeSchema(words.errors) });
    const phone = String(form.get('phone') ?? '');
    if (submission.status !== 'success')
      return data({ phone, demoCode: null, result: submission.reply() }, 400);
    return enterWithCode(context, request, submission, words);
  }
  const submission = parseWithZod(form, { schema: phoneSchema(words.errors) });
  if (submission.status !== 'success')
    return data({ phone: null, demoCode: null, result: submission.reply() }, 400);
  return sendCode(context, request, submission, words);
}

export default function LoginPage() {
  const words = useWords(loginWords);
  const { next, demo } = useLoaderData<typeof loader>() as { next: string; demo: DemoResidents | null };
  const answer = useActionData<typeof action>();
  return (
    <EntrancePage title={answer?.phone ? words.codeTitle : words.title}>
      {answer?.phone ? <CodeStep phone={answer.phone} /> : <PhoneStep />}
      {demo && !answer?.phone ? <DemoNotice demo={demo} /> : null}
      <Link
        className="inline-flex min-h-11 items-center text-accent-strong underline underline-offset-4"
        to={`/login/staff?next=${encodeURIComponent(next)}`}
      >
        {words.staffLink}
      </Link>
    </EntrancePage>
  );
}

function PhoneStep() {
  const words = useWords(loginWords);
  const answer = useActionData<typeof action>();
  const [form, fields] = useForm<{ phone: string }>({ id: 'phone', lastResult: answer?.result });
  return (
    <Card className="flex flex-col gap-4">
      <p>{words.residentIntro}</p>
      <ActionForm form={form}>
        <TextField
          field={fields.phone}
          label={words.phone}
          hint={words.phoneExample}
          type="tel"
          inputMode="numeric"
          autoComplete="tel-national"
          required
        />
        <SubmitButton name="intent" value="request-code">
          {words.sendCode}
        </SubmitButton>
      </ActionForm>
    </Card>
  );
}

function CodeStep({ phone }: { phone: string }) {
  const words = useWords(loginWords);
  const answer = useActionData<typeof action>();
  const [form, fields] = useForm<{ code: string }>({ id: 'code', lastResult: answer?.result });
  return (
    <Card className="flex flex-col gap-4">
      <p>{words.codeSent(phone)}</p>
      {answer?.demoCode ? <Notice tone="info">{words.demoCode(answer.demoCode)}</Notice> : null}
      <ActionForm form={form}>
        <input type="hidden" name="phone" value={phone} />
        <TextField
          field={fields.code}
          label={words.code}
          hint={words.codeExample}
          inputMode="numeric"
          autoComplete="one-time-code"
          required
        />
        <SubmitButton name="intent" value="redeem-code">
          {words.enter}
        </SubmitButton>
        <Button type="submit" variant="quiet" name="intent" value="request-code" formNoValidate>
          {words.again}
        </Button>
      </ActionForm>
      <Link className="inline-flex min-h-11 items-center underline underline-offset-4" to="." reloadDocument>
        {words.otherPhone}
      </Link>
    </Card>
  );
}

type DemoResidents = Pick<DemoAccounts, 'residents' | 'newcomer'>;

function DemoNotice({ demo }: { demo: DemoResidents }) {
  const words = useWords(loginWords);
  return (
    <Notice tone="info">
      <p>{words.demoResidents}</p>
      <ul className="mt-2 flex flex-col gap-1">
        {demo.residents.map((resident) => (
          <li key={resident.phone}>
            <code>{resident.phone}</code> {resident.title}
          </li>
        ))}
      </ul>
      <p className="mt-2">{words.demoNewcomer(demo.newcomer.joinCode, demo.newcomer.spaceCode)}</p>
    </Notice>
  );
}
