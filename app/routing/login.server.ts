import type { Submission } from '@conform-to/react';
import { type AppLoadContext, data, redirect } from '@remix-run/node';
import { localPath } from '~/components/shell/local-path';
import type { loginWords } from '~/i18n/login';
import { checkPassword } from '~/use-cases/login/check-password.server';
import { redeemCode } from '~/use-cases/login/redeem-code.server';
import { requestCode } from '~/use-cases/login/request-code.server';

type Words = (typeof loginWords)['zh-CN'];
type Success<T> = Extract<Submission<T>, { status: 'success' }>;

/** Sends a code within the limits and answers with the page's second step. */
export async function sendCode(
  context: AppLoadContext,
  request: Request,
  submission: Success<{ phone: string }>,
  words: Words,
) {
  const { phone } = submission.value;
  const refuse = (status: number, message: string, field: 'phone' | '' = 'phone') =>
    data(
      { phone: null, demoCode: null, result: submission.reply({ fieldErrors: { [field]: [message] } }) },
      status,
    );
  for (const [kind, key] of [
    ['login-code-address', context.address(request)],
    ['login-code-phone', phone],
  ] as const) {
    const verdict = await context.limits.take(kind, key);
    if (!verdict.ok) return refuse(429, words.errors.tooMany(Math.ceil(verdict.retryAfterSeconds / 60)));
  }
  const outcome = await requestCode(context.login, { phone });
  if (!outcome.ok) {
    return outcome.reason === 'phone'
      ? refuse(400, words.errors.phone)
      : refuse(429, words.errors.tooSoon(outcome.waitSeconds));
  }
  const demoCode = (await context.login.takeCode?.(outcome.phone)) ?? null;
  return data({ phone: outcome.phone, demoCode, result: null }, 200);
}

/** Signs in by phone and code; a first login goes on to the name. */
export async function enterWithCode(
  context: AppLoadContext,
  request: Request,
  submission: Success<{ phone: string; code: string }>,
  words: Words,
) {
  const { phone, code } = submission.value;
  const refuse = (status: number, message: string) =>
    data({ phone, demoCode: null, result: submission.reply({ fieldErrors: { code: [message] } }) }, status);
  const verdict = await context.limits.take('login-attempt-address', context.address(request));
  if (!verdict.ok) return refuse(429, words.errors.tooMany(Math.ceil(verdict.retryAfterSeconds / 60)));
  const outcome = await redeemCode(context.login, { phone, code });
  if (!outcome.ok) {
    return refuse(
      400,
      outcome.reason === 'expired' ? words.errors.expired : words.errors.wrongCode(outcome.attemptsLeft),
    );
  }
  const next = nextPath(request);
  return enter(
    context,
    outcome.personId,
    outcome.needsName ? `/welcome?next=${encodeURIComponent(next)}` : next,
  );
}

/** Signs a member of staff in by account and password. */
export async function enterWithPassword(
  context: AppLoadContext,
  request: Request,
  submission: Success<{ loginName: string; password: string }>,
  words: Words,
) {
  const { loginName, password } = submission.value;
  const refuse = (status: number, message: string) =>
    data({ result: submission.reply({ formErrors: [message], hideFields: ['password'] }) }, status);
  for (const [kind, key] of [
    ['login-attempt-address', context.address(request)],
    ['login-attempt-account', loginName.toLowerCase()],
  ] as const) {
    const verdict = await context.limits.take(kind, key);
    if (!verdict.ok) return refuse(429, words.errors.tooMany(Math.ceil(verdict.retryAfterSeconds / 60)));
  }
  const outcome = await checkPassword(context.login, { loginName, password });
  if (!outcome.ok) return refuse(400, words.errors.wrongLogin);
  return enter(context, outcome.personId, nextPath(request));
}

async function enter(context: AppLoadContext, personId: string, to: string): Promise<never> {
  throw redirect(to, { headers: { 'Set-Cookie': await context.authentication.signIn(personId) } });
}

function nextPath(request: Request): string {
  return localPath(new URL(request.url).searchParams.get('next'));
}
