import type { SubmissionResult } from '@conform-to/react';
import { parseWithZod } from '@conform-to/zod/v4';
import { type AppLoadContext, data } from '@remix-run/node';
import { redirectWithFlash } from '~/components/ui/flash-cookie.server';
import type { CurveIssue } from '~/domain/capacity/base-curve';
import { instantFromLocal, minuteOfDayFrom } from '~/domain/shared/local-time';
import { baseLoadSchema, capSchema, liftSchema, upgradeSchema } from '~/forms/cap.server';
import { wordsFor } from '~/i18n/define-words';
import { formatKva, formatKw } from '~/i18n/format';
import { transformerWords } from '~/i18n/transformer';
import { capTransformer } from '~/use-cases/capacity/cap-transformer.server';
import { completeUpgrade } from '~/use-cases/capacity/complete-upgrade.server';
import { liftCap } from '~/use-cases/capacity/lift-cap.server';
import { recordBaseLoad } from '~/use-cases/capacity/record-base-load.server';
import { orRefuse, requireRole } from './guard.server';
import { readForm } from './uploads.server';

const SHOWN_ISSUES = 8;

interface Sent {
  context: AppLoadContext;
  request: Request;
  transformerId: string;
  form: FormData;
}

/** What a person at the utility sends from a transformer's page: a temporary limit, its end, measurements, a finished upgrade. */
export async function actOnTransformer(context: AppLoadContext, request: Request, transformerId: string) {
  requireRole(context, request, 'utility');
  const sent = { context, request, transformerId, form: await readForm(request) };
  switch (sent.form.get('intent')) {
    case 'cap':
      return actCap(sent);
    case 'lift':
      return actLift(sent);
    case 'upgrade':
      return actUpgrade(sent);
    default:
      return actBaseLoad(sent);
  }
}

async function actCap({ context, request, transformerId, form }: Sent) {
  const words = wordsFor(context.locale, transformerWords);
  const submission = parseWithZod(form, { schema: capSchema(words) });
  if (submission.status !== 'success') return answer('cap', submission.reply(), 400);
  const { fromOn, fromTime, toOn, toTime, capKw, reason } = submission.value;
  const outcome = orRefuse(
    await capTransformer(context.deps, requireRole(context, request, 'utility'), {
      transformerId,
      fromAt: instantFromLocal(fromOn, minuteOfDayFrom(fromTime) ?? 0),
      toAt: instantFromLocal(toOn, minuteOfDayFrom(toTime) ?? 0),
      capKw,
      reason,
    }),
  );
  if (outcome.ok) return done(transformerId, words.saved.cap);
  const { errors } = words.cap;
  const fieldErrors: Record<string, string[]> =
    outcome.reason === 'not-below-limit'
      ? { capKw: [errors.notBelow(formatKw(outcome.limitKw))] }
      : { toOn: [errors[outcome.reason]] };
  return answer('cap', submission.reply({ fieldErrors }), 400);
}

async function actLift({ context, request, transformerId, form }: Sent) {
  const words = wordsFor(context.locale, transformerWords);
  const submission = parseWithZod(form, { schema: liftSchema });
  if (submission.status !== 'success') return answer('lift', submission.reply(), 400);
  const { capId } = submission.value;
  const actor = requireRole(context, request, 'utility');
  const outcome = orRefuse(await liftCap(context.deps, actor, { transformerId, capId }));
  if (outcome.ok) return done(transformerId, words.saved.lift);
  return answer('lift', submission.reply({ formErrors: [words.cap.errors['already-lifted']] }), 409);
}

async function actUpgrade({ context, request, transformerId, form }: Sent) {
  const words = wordsFor(context.locale, transformerWords);
  const submission = parseWithZod(form, { schema: upgradeSchema(words) });
  if (submission.status !== 'success') return answer('upgrade', submission.reply(), 400);
  const { ratedKva, note } = submission.value;
  const actor = requireRole(context, request, 'utility');
  const outcome = orRefuse(await completeUpgrade(context.deps, actor, { transformerId, ratedKva, note }));
  if (outcome.ok) return done(transformerId, words.saved.upgradeDone(outcome.caseIds.length));
  const fieldErrors = { ratedKva: [words.upgrade.errors.notLarger(formatKva(outcome.ratedKva))] };
  return answer('upgrade', submission.reply({ fieldErrors }), 400);
}

async function actBaseLoad({ context, request, transformerId, form }: Sent) {
  const words = wordsFor(context.locale, transformerWords);
  const { errors } = words.base;
  const submission = parseWithZod(form, { schema: baseLoadSchema(words) });
  if (submission.status !== 'success') return answer('base', submission.reply(), 400);
  const { curveFile, curveText, ...rest } = submission.value;
  const uploaded = curveFile && curveFile.size > 0 ? await curveFile.text() : '';
  const outcome = orRefuse(
    await recordBaseLoad(context.deps, requireRole(context, request, 'utility'), {
      ...rest,
      transformerId,
      curveText: uploaded || curveText,
    }),
  );
  if (outcome.ok) return done(transformerId, words.saved.base);
  const fieldErrors: Record<string, string[]> =
    outcome.reason === 'bad-curve'
      ? { [uploaded ? 'curveFile' : 'curveText']: curveErrors(outcome.issues, errors) }
      : outcome.reason === 'in-the-future'
        ? { measuredOn: [errors.future] }
        : { basePeakKw: [errors.belowCurve(formatKw(outcome.curvePeakKw))] };
  return answer('base', submission.reply({ fieldErrors }), 400);
}

type BaseErrors = (typeof transformerWords)['zh-CN']['base']['errors'];

function curveErrors(issues: readonly CurveIssue[], errors: BaseErrors): string[] {
  const lines = issues
    .slice(0, SHOWN_ISSUES)
    .map(
      ({ line, reason, found }) => `${line === null ? '' : errors.line(line)}${errors.issue[reason](found)}`,
    );
  const more = issues.length - SHOWN_ISSUES;
  return more > 0 ? [...lines, errors.more(more)] : lines;
}

function answer(intent: string, result: SubmissionResult, status: number) {
  return data({ intent, result, reason: null }, { status });
}

function done(transformerId: string, text: string) {
  return redirectWithFlash(`/utility/transformers/${transformerId}`, { tone: 'good', text });
}
