import type { Submission } from '@conform-to/react';
import { parseWithZod } from '@conform-to/zod/v4';
import { type AppLoadContext, data } from '@remix-run/node';
import { redirectWithFlash } from '~/components/ui/flash-cookie.server';
import { instantFromMs } from '~/domain/shared/local-time';
import {
  answerSchema,
  assemblyResultSchema,
  closeSchema,
  committeeResultSchema,
  voteSchema,
} from '~/forms/resolution.server';
import { committeeWords } from '~/i18n/committee';
import { wordsFor } from '~/i18n/define-words';
import { formatDate } from '~/i18n/format';
import { resolutionErrorWords } from '~/i18n/resolution-errors';
import { answerObjection } from '~/use-cases/resolution/answer-objection.server';
import { castVote } from '~/use-cases/resolution/cast-vote.server';
import { closeResolution } from '~/use-cases/resolution/close-resolution.server';
import {
  type OfficialResultOutcome,
  recordOfficialResult,
} from '~/use-cases/resolution/record-official-result.server';
import type { ActingPerson } from '~/use-cases/shared/deps';
import { findVisibleResolution } from '~db/queries/resolutions.server';
import { orRefuse, refuse } from './guard.server';
import { givenFile } from './uploads.server';

interface ResolutionRequest {
  context: AppLoadContext;
  actor: ActingPerson;
  resolutionId: string;
  form: FormData;
}

type Answer = Promise<ReturnType<typeof stay> | Response>;

export type ResolutionIntent = 'vote' | 'close' | 'answer' | 'official';

/** What a committee member can do to a resolution; each ends on its page, or stays with the error where it arose. */
export const resolutionActions: Record<ResolutionIntent, (request: ResolutionRequest) => Answer> = {
  vote: async ({ context, actor, resolutionId, form }) => {
    const words = wordsFor(context.locale, committeeWords);
    const errors = wordsFor(context.locale, resolutionErrorWords);
    const submission = parseWithZod(form, { schema: voteSchema(errors) });
    if (submission.status !== 'success') return stay('vote', submission, {}, 400);
    const { choice, note = null } = submission.value;
    const outcome = orRefuse(await castVote(context.deps, actor, { resolutionId, choice, note }));
    if (outcome.ok) return done(resolutionId, words.vote.done(words.vote.choices[choice], outcome.receipt));
    return stay('vote', submission, { formErrors: [errors[outcome.reason]] }, 409);
  },

  close: async ({ context, actor, resolutionId, form }) => {
    const words = wordsFor(context.locale, committeeWords);
    const errors = wordsFor(context.locale, resolutionErrorWords);
    const submission = parseWithZod(form, { schema: closeSchema });
    if (submission.status !== 'success') return stay('close', submission, {}, 400);
    const outcome = orRefuse(await closeResolution(context.deps, actor, { resolutionId }));
    if (outcome.ok) return done(resolutionId, words.close.done[outcome.status], outcome.status);
    const sentence =
      outcome.reason === 'notice-running'
        ? errors['notice-running'](lastDay(outcome.endsAt, context))
        : outcome.reason === 'objections-open'
          ? errors['objections-open'](outcome.open)
          : errors[outcome.reason];
    return stay('close', submission, { formErrors: [sentence] }, 409);
  },

  answer: async ({ context, actor, resolutionId, form }) => {
    const words = wordsFor(context.locale, committeeWords);
    const errors = wordsFor(context.locale, resolutionErrorWords);
    const submission = parseWithZod(form, { schema: answerSchema(errors) });
    const objectionId = String(form.get('objectionId') ?? '');
    if (submission.status !== 'success') return stay('answer', submission, {}, 400, objectionId);
    const { decision, words: answer } = submission.value;
    const input = { resolutionId, objectionId, upheld: decision === 'uphold', words: answer };
    const outcome = orRefuse(await answerObjection(context.deps, actor, input));
    if (outcome.ok) return done(resolutionId, words.objections.done);
    return stay('answer', submission, { formErrors: [errors[outcome.reason]] }, 409, objectionId);
  },

  official: async ({ context, actor, resolutionId, form }) => {
    const words = wordsFor(context.locale, committeeWords);
    const errors = wordsFor(context.locale, resolutionErrorWords);
    const found = await findVisibleResolution(context.deps.db, actor.grants, resolutionId);
    if (!found) throw refuse('not-found');
    const parsed =
      found.resolution.kind === 'assembly' ? parseAssembly(form, errors) : parseCommittee(form, errors);
    if (!parsed.figures) return stay('official', parsed.submission, {}, 400);
    const { reference, decidedOn, evidence } = parsed.value;
    const outcome = orRefuse(
      await recordOfficialResult(context.deps, actor, {
        resolutionId,
        reference,
        decidedOn,
        evidence: await givenFile(evidence),
        ...parsed.figures,
      }),
    );
    if (outcome.ok) return done(resolutionId, words.close.done[outcome.status], outcome.status);
    return stay('official', parsed.submission, officialErrors(outcome, context), 400);
  },
};

type ErrorWords = (typeof resolutionErrorWords)['zh-CN'];

function parseAssembly(form: FormData, words: ErrorWords) {
  const submission = parseWithZod(form, { schema: assemblyResultSchema(words) });
  if (submission.status !== 'success') return { submission, figures: null };
  const { value } = submission;
  const tally = {
    total: { areaCm2: value.totalArea, heads: value.totalHeads },
    participated: { areaCm2: value.participatedArea, heads: value.participatedHeads },
    yes: { areaCm2: value.yesArea, heads: value.yesHeads },
  };
  return { submission, value, figures: { tally, count: null } };
}

function parseCommittee(form: FormData, words: ErrorWords) {
  const submission = parseWithZod(form, { schema: committeeResultSchema(words) });
  if (submission.status !== 'success') return { submission, figures: null };
  const { present, yes, no } = submission.value;
  return { submission, value: submission.value, figures: { tally: null, count: { present, yes, no } } };
}

type Staying = Exclude<
  OfficialResultOutcome,
  { ok: true } | { reason: 'not-found' } | { reason: 'forbidden' }
>;

type FormReply = { formErrors?: string[]; fieldErrors?: Record<string, string[]> };

function officialErrors(outcome: Staying, context: AppLoadContext): FormReply {
  const errors = wordsFor(context.locale, resolutionErrorWords);
  switch (outcome.reason) {
    case 'evidence-missing':
    case 'file-empty':
    case 'file-too-large':
    case 'file-type':
      return { fieldErrors: { evidence: [errors[outcome.reason]] } };
    case 'decided-in-future':
    case 'external-result-before-opening':
      return { fieldErrors: { decidedOn: [errors[outcome.reason]] } };
    case 'notice-too-short':
      return {
        fieldErrors: {
          decidedOn: [errors['notice-too-short'](formatDate(outcome.earliestAt, context.locale))],
        },
      };
    default:
      return { formErrors: [errors[outcome.reason]] };
  }
}

function lastDay(endsAt: string, { locale }: AppLoadContext): string {
  return formatDate(instantFromMs(Date.parse(endsAt) - 1), locale);
}

function stay(
  intent: ResolutionIntent,
  submission: Pick<Submission<unknown, string[]>, 'reply'>,
  reply: FormReply,
  status: number,
  objectionId?: string,
) {
  return data({ intent, objectionId, result: submission.reply(reply) }, { status });
}

function done(resolutionId: string, text: string, status: 'passed' | 'failed' = 'passed'): Promise<Response> {
  const tone = status === 'passed' ? 'good' : 'warn';
  return redirectWithFlash(`/committee/resolutions/${resolutionId}`, { tone, text });
}
