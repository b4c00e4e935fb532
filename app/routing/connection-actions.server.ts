import type { Submission, SubmissionResult } from '@conform-to/react';
import { parseWithZod } from '@conform-to/zod/v4';
import { type AppLoadContext, data } from '@remix-run/node';
import { quantity } from '~/components/capacity/quantity';
import { redirectWithFlash } from '~/components/ui/flash-cookie.server';
import { decisionSchema, intakeSchema } from '~/forms/connection.server';
import { surveySchema } from '~/forms/survey.server';
import { capacityWords } from '~/i18n/capacity';
import { wordsFor } from '~/i18n/define-words';
import { utilityWords } from '~/i18n/utility';
import { answerIntake } from '~/use-cases/connection/answer-intake.server';
import { type DecisionOutcome, decideConnection } from '~/use-cases/connection/decide-connection.server';
import { recordSurvey } from '~/use-cases/connection/record-survey.server';
import type { MovedOn } from '~/use-cases/shared/installation/moved-on.server';
import { orRefuse, requireRole } from './guard.server';
import { movedOnSentence } from './moved-on.server';
import { readForm } from './uploads.server';

/** What a person at the utility sends from a case's page: an answer to the request, a survey or a decision. */
export async function actOnConnection(context: AppLoadContext, request: Request, caseId: string) {
  requireRole(context, request, 'utility');
  const form = await readForm(request);
  const intent = form.get('intent');
  if (intent === 'survey') return actSurvey(context, request, caseId, form);
  if (intent === 'decide') return actDecide(context, request, caseId, form);
  return actIntake(context, request, caseId, form);
}

async function actIntake(context: AppLoadContext, request: Request, caseId: string, form: FormData) {
  const words = wordsFor(context.locale, utilityWords);
  const actor = requireRole(context, request, 'utility');
  const submission = parseWithZod(form, { schema: intakeSchema(words) });
  if (submission.status !== 'success') return answer(String(form.get('intent')), submission.reply(), 400);
  const { value } = submission;
  const given =
    value.intent === 'accept'
      ? ({ kind: 'accept' } as const)
      : value.intent === 'return'
        ? ({ kind: 'return', kinds: value.kinds, note: value.note } as const)
        : ({ kind: 'decline', reason: value.reason, note: value.note } as const);
  const outcome = orRefuse(await answerIntake(context.deps, actor, { caseId, answer: given }));
  if (outcome.ok) return done(caseId, words.saved[value.intent]);
  return answer(value.intent, submission.reply({ formErrors: [refusalText(context, outcome)] }), 409);
}

async function actSurvey(context: AppLoadContext, request: Request, caseId: string, form: FormData) {
  const words = wordsFor(context.locale, utilityWords);
  const actor = requireRole(context, request, 'utility');
  const submission = parseWithZod(form, { schema: surveySchema(words.survey.errors) });
  if (submission.status !== 'success') return answer('survey', submission.reply(), 400);
  const { fireZone, route, ...rest } = submission.value;
  const findings = { ...rest, fireZoneOpen: fireZone === 'open', commonRoute: route === 'common' };
  const outcome = orRefuse(await recordSurvey(context.deps, actor, { caseId, findings }));
  if (outcome.ok) return done(caseId, words.saved.survey);
  const { errors } = words.survey;
  const fieldErrors: Record<string, Record<string, string[]>> = {
    'in-the-future': { surveyedOn: [errors.future] },
    'unknown-feeder': { feederId: [errors.feeder] },
    'phase-mismatch': { phases: [errors.phaseMismatch] },
    'bad-input': { cableLengthM: [errors.noAssessment] },
  };
  const shown = fieldErrors[outcome.reason];
  const reply = shown ? { fieldErrors: shown } : { formErrors: [refusalText(context, outcome)] };
  return answer('survey', submission.reply(reply), shown ? 400 : 409);
}

async function actDecide(context: AppLoadContext, request: Request, caseId: string, form: FormData) {
  const words = wordsFor(context.locale, utilityWords);
  const actor = requireRole(context, request, 'utility');
  const submission = parseWithZod(form, { schema: decisionSchema(words) });
  if (submission.status !== 'success') return answer('decide', submission.reply(), 400);
  const { value } = submission;
  const outcome = orRefuse(await decideConnection(context.deps, actor, { caseId, ...value }));
  if (outcome.ok) {
    const saved =
      value.decision === 'upgrade'
        ? words.saved.upgrade(outcome.queueRank ?? 0)
        : words.saved[value.decision];
    return done(caseId, saved);
  }
  return answer('decide', submission.reply(decisionErrors(context, outcome)), 409, outcome.reason);
}

type Refused = Exclude<
  Exclude<DecisionOutcome, { ok: true }>,
  { reason: 'not-found' } | { reason: 'forbidden' }
>;

function decisionErrors(
  context: AppLoadContext,
  outcome: Refused,
): Parameters<Submission<unknown>['reply']>[0] {
  const words = wordsFor(context.locale, utilityWords).decide;
  const { steps } = wordsFor(context.locale, capacityWords);
  switch (outcome.reason) {
    case 'note-needed':
      return { fieldErrors: { note: [words.refusals['note-needed']] } };
    case 'physical-reason-needed':
      return { fieldErrors: { physicalReason: [words.refusals['physical-reason-needed']] } };
    case 'not-orderable':
    case 'fire-zone-closed':
    case 'no-survey':
      return { fieldErrors: { decision: [words.refusals[outcome.reason]] } };
    case 'over-limit': {
      const { name, value, limit, unit } = outcome.step;
      const text = words.refusals.overLimit(steps[name], quantity(value, unit), quantity(limit, unit));
      return { fieldErrors: { decision: [text] } };
    }
    case 'numbers-changed':
      return { formErrors: [words.changedTitle] };
    default:
      return { formErrors: [refusalText(context, outcome)] };
  }
}

/** A refusal that no field carries; what moved on under somebody's hands says who acted and where it is now. */
function refusalText(context: AppLoadContext, outcome: MovedOn | { reason: string }): string {
  return outcome.reason === 'moved-on'
    ? movedOnSentence(outcome as MovedOn, context.locale)
    : wordsFor(context.locale, utilityWords).survey.errors.choose;
}

function answer(intent: string, result: SubmissionResult, status: number, reason?: string) {
  return data({ intent, result, reason: reason ?? null }, { status });
}

function done(caseId: string, text: string) {
  return redirectWithFlash(`/utility/cases/${caseId}`, { tone: 'good', text });
}
