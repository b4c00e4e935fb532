import type { AppLoadContext } from '@remix-run/node';
import { guestMark } from '~/domain/booking/guest-mark';
import { type LendingIntent, lendingIntentSchema } from '~/forms/lending.server';
import { formatDayAndTime, formatFen } from '~/i18n/format';
import { answerRequest } from '~/use-cases/booking/answer-request.server';
import { blockGuest } from '~/use-cases/sharing/block-guest.server';
import { changeLending } from '~/use-cases/sharing/change-lending.server';
import { stopLending } from '~/use-cases/sharing/stop-lending.server';
import { takeBackSlot } from '~/use-cases/sharing/take-back-slot.server';
import { unblockGuest } from '~/use-cases/sharing/unblock-guest.server';
import { listBlockedGuests } from '~db/queries/lending.server';
import { orRefuse } from './guard.server';
import { ownPile } from './lending.server';
import { lendingAnswer, lendingDone, lendingWordsOf, type SentLending } from './lending-answer.server';
import { sendLentException, sendLentTerms } from './lending-terms.server';
import { readForm } from './uploads.server';

/** Whatever is sent from the page of a lent pile by the household that owns it. */
export async function sendLending(context: AppLoadContext, request: Request, pileId: string) {
  const { viewer, household } = await ownPile(context, request, pileId);
  const form = await readForm(request);
  const sent: SentLending = { context, actor: viewer, compoundId: household.compoundId, pileId, form };
  const parsed = lendingIntentSchema.safeParse(Object.fromEntries(form));
  if (!parsed.success) return lendingAnswer('page', { text: lendingWordsOf(sent).errors.form }, 400);
  const { done } = lendingWordsOf(sent);
  const wish = parsed.data;
  switch (wish.intent) {
    case 'lend':
    case 'change':
    case 'preview':
      return sendLentTerms(sent, wish.intent);
    case 'add-exception':
      return sendLentException(sent);
    case 'remove-exception':
      return sendChange(sent, { removeExceptionId: wish.exceptionId }, done.exceptionGone);
    case 'pause':
      return sendChange(sent, { status: 'paused' }, done.paused);
    case 'resume':
      return sendChange(sent, { status: 'open' }, done.resumed);
    case 'stop':
      return sendStop(sent);
    case 'unblock':
      return sendUnblock(sent, wish);
    default:
      return sendToGuest(sent, wish);
  }
}

async function sendChange(
  sent: SentLending,
  change: { status?: 'open' | 'paused'; removeExceptionId?: string },
  text: string,
) {
  const { context, actor, compoundId, pileId, form } = sent;
  const takeBackIds = form.getAll('takeBackIds').map(String);
  const outcome = orRefuse(
    await changeLending(context.deps, actor, { compoundId, pileId, ...change, takeBackIds }),
  );
  if (outcome.ok) return lendingDone(sent, text);
  const exceptionId = change.removeExceptionId ?? '';
  if (outcome.reason === 'slots-booked')
    return lendingAnswer('remove-exception', { slots: outcome.slots, exceptionId });
  return lendingAnswer('page', { text: lendingWordsOf(sent).errors.notLent });
}

async function sendStop(sent: SentLending) {
  const { context, actor, compoundId, pileId, form } = sent;
  const { errors, done } = lendingWordsOf(sent);
  const takeBackIds = form.getAll('takeBackIds').map(String);
  const outcome = orRefuse(await stopLending(context.deps, actor, { compoundId, pileId, takeBackIds }));
  if (outcome.ok) return lendingDone(sent, done.stopped);
  switch (outcome.reason) {
    case 'slots-booked':
      return lendingAnswer('stop', { slots: outcome.slots });
    case 'in-use': {
      const until = formatDayAndTime(outcome.untilAt, context.deps.clock(), context.locale);
      return lendingAnswer('page', { text: errors.inUse(until) });
    }
    default:
      return lendingAnswer('page', { text: errors.notLent });
  }
}

type ToGuest = Extract<LendingIntent, { bookingId: string }>;

async function sendToGuest(sent: SentLending, { intent, bookingId }: ToGuest) {
  const { context, actor } = sent;
  const { errors, done } = lendingWordsOf(sent);
  switch (intent) {
    case 'block': {
      orRefuse(await blockGuest(context.deps, actor, { bookingId }));
      return lendingDone(sent, done.blocked);
    }
    case 'take-back': {
      const outcome = orRefuse(await takeBackSlot(context.deps, actor, { bookingId }));
      if (!outcome.ok) return lendingAnswer('page', { text: errors.slotGone });
      const { fen } = outcome;
      return lendingDone(sent, fen > 0 ? done.slotTakenBackPaid(formatFen(fen)) : done.slotTakenBack);
    }
    default:
      return sendRequestAnswer(sent, bookingId, intent === 'approve');
  }
}

async function sendRequestAnswer(sent: SentLending, bookingId: string, approve: boolean) {
  const { context, actor } = sent;
  const { errors, done } = lendingWordsOf(sent);
  const outcome = orRefuse(await answerRequest(context.deps, actor, { bookingId, approve }));
  if (outcome.ok) return lendingDone(sent, approve ? done.approved : done.declined);
  if (outcome.reason === 'not-now') return lendingAnswer('page', { text: errors.answered });
  if (outcome.reason === 'too-late') return lendingAnswer('page', { text: errors.tooLate });
  return lendingAnswer('page', { text: errors.cannotApprove });
}

/** The form names a blocked guest by its mark and when it was blocked, so that no household is told. */
async function sendUnblock(sent: SentLending, { mark, at }: Extract<LendingIntent, { intent: 'unblock' }>) {
  const { context, actor, compoundId, pileId } = sent;
  const blocked = await listBlockedGuests(context.deps.db, compoundId, pileId);
  const guest = blocked.find((row) => row.at === at && guestMark(pileId, row.id) === mark);
  if (guest) orRefuse(await unblockGuest(context.deps, actor, { compoundId, pileId, householdId: guest.id }));
  return lendingDone(sent, lendingWordsOf(sent).done.unblocked);
}
