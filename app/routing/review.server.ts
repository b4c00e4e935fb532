import { parseWithZod } from '@conform-to/zod/v4';
import { type AppLoadContext, data } from '@remix-run/node';
import { redirectWithFlash } from '~/components/ui/flash-cookie.server';
import { conditionsFrom } from '~/domain/approval/letter-facts';
import { REFUSAL_REASONS, REFUSAL_RULES } from '~/domain/refusal/property-refusal';
import { agreeSchema, refuseSchema, returnSchema } from '~/forms/review.server';
import { wordsFor } from '~/i18n/define-words';
import { documentKindWords } from '~/i18n/document-kinds';
import { formatPercent } from '~/i18n/format';
import { propertyWords } from '~/i18n/property';
import { agreeToCase } from '~/use-cases/approval/agree-to-case.server';
import { type RefuseRefusal, refuseCase } from '~/use-cases/approval/refuse-case.server';
import { returnForDocuments } from '~/use-cases/approval/return-for-documents.server';
import type { ActingPerson } from '~/use-cases/shared/deps';
import { orRefuse } from './guard.server';
import { movedOnSentence } from './moved-on.server';
import { givenFile } from './uploads.server';

export type ReviewIntent = 'agree' | 'return' | 'refuse';

interface ReviewRequest {
  context: AppLoadContext;
  actor: ActingPerson;
  caseId: string;
  form: FormData;
}

/** The property's three answers; each ends on the case with what was done, or stays with the error at its field. */
export const review: Record<
  ReviewIntent,
  (request: ReviewRequest) => Promise<ReturnType<typeof answer> | Response>
> = {
  agree: async ({ context, actor, caseId, form }) => {
    const words = wordsFor(context.locale, propertyWords);
    const submission = parseWithZod(form, { schema: agreeSchema(words.errors) });
    if (submission.status !== 'success') return answer('agree', submission.reply(), 400);
    const conditions = conditionsFrom(submission.value.conditions ?? '');
    const outcome = orRefuse(await agreeToCase(context.deps, actor, { caseId, conditions }));
    if (outcome.ok) return finish(caseId, words.done.agree(outcome.letterNo));
    const sentence =
      outcome.reason === 'moved-on' ? movedOnSentence(outcome, context.locale) : words.errors[outcome.reason];
    return answer('agree', submission.reply({ formErrors: [sentence] }), 409);
  },

  return: async ({ context, actor, caseId, form }) => {
    const words = wordsFor(context.locale, propertyWords);
    const submission = parseWithZod(form, { schema: returnSchema(words.errors) });
    if (submission.status !== 'success') return answer('return', submission.reply(), 400);
    const outcome = orRefuse(await returnForDocuments(context.deps, actor, { caseId, ...submission.value }));
    if (outcome.ok) return finish(caseId, words.done.return);
    if (outcome.reason === 'moved-on') {
      const formErrors = [movedOnSentence(outcome, context.locale)];
      return answer('return', submission.reply({ formErrors }), 409);
    }
    const { errors } = words;
    const fieldErrors: Record<string, string[]> =
      outcome.reason === 'words-missing'
        ? { words: [errors.words] }
        : { kinds: [outcome.reason === 'kinds-missing' ? errors.kinds : errors['kind-not-asked']] };
    return answer('return', submission.reply({ fieldErrors }), 400);
  },

  refuse: async ({ context, actor, caseId, form }) => {
    const words = wordsFor(context.locale, propertyWords);
    const submission = parseWithZod(form, { schema: refuseSchema(words.errors) });
    if (submission.status !== 'success') return answer('refuse', submission.reply(), 400);
    const { value } = submission;
    const ground = REFUSAL_REASONS.find((known) => known === value.reason);
    const kinds = ground ? REFUSAL_RULES[ground].anyOf : [];
    const kind = kinds.length === 1 ? kinds[0] : kinds.find((known) => known === value.evidenceKind);
    const file = await givenFile(value.evidence);
    const outcome = orRefuse(
      await refuseCase(context.deps, actor, {
        caseId,
        reason: value.reason,
        explanation: value.explanation,
        loadRate: value.loadRatePercent === undefined ? null : value.loadRatePercent / 100,
        missingDocuments: value.missingDocuments ?? [],
        evidence: kind && file ? { kind, file } : null,
      }),
    );
    if (outcome.ok) return finish(caseId, words.done.refuse);
    const errors = refusalErrors(outcome, context);
    return answer('refuse', submission.reply(errors), outcome.reason === 'moved-on' ? 409 : 400);
  },
};

function answer<Result>(intent: ReviewIntent, result: Result, status: number) {
  return data({ intent, result }, { status });
}

function finish(caseId: string, text: string): Promise<Response> {
  return redirectWithFlash(`/property/cases/${caseId}`, { tone: 'good', text });
}

type FormReply = { formErrors?: string[]; fieldErrors?: Record<string, string[]> };

type StayingRefusal = Exclude<RefuseRefusal, { reason: 'not-found' } | { reason: 'forbidden' }>;

/** Each refusal of the server at the field that caused it. */
function refusalErrors(outcome: StayingRefusal, { locale }: AppLoadContext): FormReply {
  const words = wordsFor(locale, propertyWords).errors;
  const kinds: Record<string, string> = wordsFor(locale, documentKindWords);
  switch (outcome.reason) {
    case 'moved-on':
      return { formErrors: [movedOnSentence(outcome, locale)] };
    case 'unknown-reason':
    case 'objection-needs-mediation':
      return { fieldErrors: { reason: [words[outcome.reason]] } };
    case 'explanation-missing':
      return { fieldErrors: { explanation: [words[outcome.reason]] } };
    case 'load-rate-missing':
      return { fieldErrors: { loadRatePercent: [words[outcome.reason]] } };
    case 'load-rate-too-low': {
      const sentence = words[outcome.reason](
        formatPercent(outcome.loadRate, 1),
        formatPercent(outcome.minimum),
      );
      return { fieldErrors: { loadRatePercent: [sentence] } };
    }
    case 'missing-documents-unnamed':
    case 'kind-not-asked':
      return { fieldErrors: { missingDocuments: [words[outcome.reason]] } };
    case 'evidence-missing':
      return {
        fieldErrors: {
          evidence: [words[outcome.reason](outcome.anyOf.map((kind) => kinds[kind]).join(' / '))],
        },
      };
    default:
      return { fieldErrors: { evidence: [words[outcome.reason]] } };
  }
}
