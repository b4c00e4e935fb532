import { parseWithZod } from '@conform-to/zod/v4';
import { type AppLoadContext, data } from '@remix-run/node';
import type { AppealAnswer } from '~/components/sharing-desk/sharing-desk';
import { redirectWithFlash } from '~/components/ui/flash-cookie.server';
import { appealDecisionSchema } from '~/forms/appeal-decision.server';
import { wordsFor } from '~/i18n/define-words';
import { sharingDeskWords } from '~/i18n/sharing-desk';
import { decideAppeal } from '~/use-cases/booking/decide-appeal.server';
import { orRefuse, requireRole } from './guard.server';
import { readForm } from './uploads.server';

/** The operator waives an occupation fee that was appealed against, or keeps it. */
export async function sendDecision(context: AppLoadContext, request: Request) {
  const actor = requireRole(context, request, 'operator');
  const { appeals: words } = wordsFor(context.locale, sharingDeskWords);
  const form = await readForm(request);
  const submission = parseWithZod(form, { schema: appealDecisionSchema(words.errors) });
  const answer = (result: AppealAnswer['result'], status: number) =>
    data<AppealAnswer>({ bookingId: String(form.get('bookingId') ?? ''), result }, { status });
  if (submission.status !== 'success') return answer(submission.reply(), 400);
  const { bookingId, intent, reason } = submission.value;
  const waive = intent === 'waive';
  const outcome = orRefuse(await decideAppeal(context.deps, actor, { bookingId, waive, reason }));
  if (outcome.ok)
    return redirectWithFlash('/operator/sharing', { tone: 'good', text: waive ? words.waived : words.kept });
  if (outcome.reason === 'text')
    return answer(submission.reply({ fieldErrors: { reason: [words.errors.text] } }), 400);
  return answer(submission.reply({ formErrors: [words.errors.gone] }), 409);
}
