import { type AppLoadContext, data, redirect } from '@remix-run/node';
import type { WaitAnswer } from '~/components/sharing/wait-page-data';
import { redirectWithFlash } from '~/components/ui/flash-cookie.server';
import { type WaitingForm, waitingSchema, windowOf } from '~/forms/waiting.server';
import { wordsFor } from '~/i18n/define-words';
import { formatDateTime, formatKwh, formatSpan } from '~/i18n/format';
import { waitingWords } from '~/i18n/waiting';
import { type WaitingRefusalFacts, waitingRefusalText } from '~/i18n/waiting-refusals';
import { answerSwap } from '~/use-cases/booking/answer-swap.server';
import { askSwap } from '~/use-cases/booking/ask-swap.server';
import { answerOffer } from '~/use-cases/waiting/answer-offer.server';
import { joinWaitList } from '~/use-cases/waiting/join-wait-list.server';
import { leaveWaitList } from '~/use-cases/waiting/leave-wait-list.server';
import { orRefuse, requireRole } from './guard.server';
import type { OwnHousehold } from './own-household.server';
import { sharingHousehold } from './sharing-household.server';
import { readForm } from './uploads.server';

const PATH = '/home/shared/wait';

interface Sent {
  context: AppLoadContext;
  request: Request;
  household: OwnHousehold;
}

/** What a household sends from its page of waiting and swapping. */
export async function sendWaiting(context: AppLoadContext, request: Request) {
  const household = sharingHousehold(context, request);
  if (!household) throw redirect('/home/join');
  const parsed = waitingSchema.safeParse(Object.fromEntries(await readForm(request)));
  if (!parsed.success) return answer(wordsFor(context.locale, waitingWords).refusals.form, 400);
  const sent = { context, request, household };
  const form = parsed.data;
  switch (form.intent) {
    case 'join':
      return sendJoin(sent, form);
    case 'leave':
      return sendLeave(sent, form);
    case 'accept':
    case 'decline':
      return sendOfferAnswer(sent, form);
    case 'swap-ask':
      return sendSwapAsk(sent, form);
    default:
      return sendSwapAnswer(sent, form);
  }
}

type Form<Intent extends WaitingForm['intent']> = Extract<WaitingForm, { intent: Intent }>;

async function sendJoin(sent: Sent, form: Form<'join'>) {
  const { context, request, household } = sent;
  const words = wordsFor(context.locale, waitingWords);
  const { minutes, vehicleId, pileId } = form;
  const { compoundId, householdId } = household;
  const outcome = orRefuse(
    await joinWaitList(context.deps, requireRole(context, request, 'resident'), {
      ...windowOf(form),
      compoundId,
      householdId,
      pileId,
      vehicleId,
      minutes,
      wantedWh: Math.round(form.kwh * 1000),
      idempotencyKey: form.formKey,
    }),
  );
  if (outcome.ok) return done(sent, words.done.joined(outcome.place));
  if (outcome.reason !== 'free-now') return refusal(context, outcome);
  const { spaceCode, startAt, endAt } = outcome;
  const when = formatSpan(startAt, endAt, context.deps.clock(), context.locale);
  const free = { pileId: outcome.pileId, spaceCode, startAt, endAt };
  return data<WaitAnswer>({ text: words.free(spaceCode, when), free }, 409);
}

async function sendLeave(sent: Sent, { waitId }: Form<'leave'>) {
  const { context, request, household } = sent;
  const actor = requireRole(context, request, 'resident');
  const { compoundId, householdId } = household;
  const outcome = orRefuse(await leaveWaitList(context.deps, actor, { compoundId, householdId, waitId }));
  if (!outcome.ok) return refusal(context, outcome);
  return done(sent, wordsFor(context.locale, waitingWords).done.left);
}

async function sendOfferAnswer(sent: Sent, form: Form<'accept' | 'decline'>) {
  const { context, request } = sent;
  const { done: words } = wordsFor(context.locale, waitingWords);
  const { bookingId, intent, agreedWh } = form;
  const actor = requireRole(context, request, 'resident');
  const outcome = orRefuse(
    await answerOffer(context.deps, actor, { bookingId, answer: intent, agreedWh: agreedWh || null }),
  );
  if (!outcome.ok) return refusal(context, outcome);
  return done(
    sent,
    intent === 'accept' ? words.accepted(formatKwh(outcome.promisedWh / 1000)) : words.declined,
  );
}

async function sendSwapAsk(sent: Sent, { bookingId, wanted }: Form<'swap-ask'>) {
  const { context, request } = sent;
  const actor = requireRole(context, request, 'resident');
  const outcome = orRefuse(await askSwap(context.deps, actor, { bookingId, ...wanted }));
  if (!outcome.ok) return refusal(context, outcome);
  const when = formatDateTime(outcome.answerByAt, context.locale);
  return done(sent, wordsFor(context.locale, waitingWords).done.swapAsked(when));
}

async function sendSwapAnswer(sent: Sent, { swapId, intent }: Form<'swap-accept' | 'swap-decline'>) {
  const { context, request } = sent;
  const { done: words, refusals } = wordsFor(context.locale, waitingWords);
  const actor = requireRole(context, request, 'resident');
  const choice = intent === 'swap-accept' ? 'accept' : 'decline';
  const outcome = orRefuse(await answerSwap(context.deps, actor, { swapId, answer: choice }));
  if (outcome.ok) return done(sent, choice === 'accept' ? words.swapAccepted : words.swapDeclined);
  return outcome.reason === 'not-open' ? answer(refusals.swapOver, 409) : refusal(context, outcome);
}

function refusal(context: AppLoadContext, facts: WaitingRefusalFacts) {
  return answer(waitingRefusalText(facts, context.locale), 409);
}

function answer(text: string, status: number) {
  return data<WaitAnswer>({ text, free: null }, { status });
}

/** Back to the page of the same household. */
function done({ request }: Sent, text: string) {
  return redirectWithFlash(`${PATH}${new URL(request.url).search}`, { tone: 'good', text });
}
