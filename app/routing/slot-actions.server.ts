import { type AppLoadContext, data } from '@remix-run/node';
import { redirectWithFlash } from '~/components/ui/flash-cookie.server';
import { instantFromMs, msFromInstant } from '~/domain/shared/local-time';
import { type SlotAction, slotActionSchema } from '~/forms/slot-actions.server';
import { wordsFor } from '~/i18n/define-words';
import { formatDateTime, formatKwh, formatTime } from '~/i18n/format';
import { slotWords } from '~/i18n/slot';
import { type SlotRefusalFacts, slotRefusalText, slotRefusalWords } from '~/i18n/slot-refusals';
import type { Viewer } from '~/server/viewer';
import { appealOccupation } from '~/use-cases/booking/appeal-occupation.server';
import { cancelSlot } from '~/use-cases/booking/cancel-slot.server';
import { checkIn } from '~/use-cases/booking/check-in.server';
import { extendSlot } from '~/use-cases/booking/extend-slot.server';
import { moveSlot } from '~/use-cases/booking/move-slot.server';
import { stopCharging } from '~/use-cases/booking/stop-charging.server';
import { reachBooking } from '~/use-cases/shared/booking/reach-booking.server';
import type { VisibleBooking } from '~db/queries/bookings.server';
import { orRefuse, requireRole } from './guard.server';
import { readForm } from './uploads.server';

export interface SlotAnswer {
  intent: string;
  text: string;
  /** What was typed, to be kept. */
  typed?: string;
}

type Words = (typeof slotWords)['zh-CN'];

/** Does what a household asks on the page of its slot, and says what came of it. */
export async function sendSlotAction(context: AppLoadContext, request: Request, bookingId: string) {
  const viewer = requireRole(context, request, 'resident');
  const words = wordsFor(context.locale, slotWords);
  const { booking } = orRefuse(await reachBooking(context.deps.db, viewer, 'booking.change', bookingId));
  const parsed = slotActionSchema.safeParse(Object.fromEntries(await readForm(request)));
  if (!parsed.success) return data<SlotAnswer>({ intent: '', text: words.refusals.form ?? '' }, 400);
  const form = parsed.data;
  const outcome = await act(context, viewer, booking, form, words);
  if (outcome.ok)
    return redirectWithFlash(`/home/shared/slots/${bookingId}`, { tone: 'good', text: outcome.text });
  const typed = form.intent === 'appeal' ? form.text : undefined;
  return data<SlotAnswer>({ intent: form.intent, text: outcome.text, typed }, 409);
}

type Acted = { ok: boolean; text: string };

async function act(
  context: AppLoadContext,
  viewer: Viewer,
  booking: VisibleBooking,
  form: SlotAction,
  words: Words,
): Promise<Acted> {
  const { deps, locale } = context;
  const { id: bookingId } = booking;
  const refuse = (refusal: { reason: string }): Acted => ({
    ok: false,
    text:
      words.refusals[refusal.reason] ??
      slotRefusalText(refusal as SlotRefusalFacts, wordsFor(locale, slotRefusalWords)),
  });
  switch (form.intent) {
    case 'extend': {
      const input = { bookingId, endAt: form.endAt, wantedWh: null, agreedWh: null };
      const outcome = orRefuse(await extendSlot(deps, viewer, input));
      if (!outcome.ok) return refuse(outcome);
      const kwh = formatKwh(outcome.promisedWh / 1000);
      return { ok: true, text: words.done.extended(formatTime(form.endAt), kwh) };
    }
    case 'move': {
      const length = msFromInstant(booking.end_at) - booking.start_ms;
      const endAt = instantFromMs(msFromInstant(form.startAt) + length);
      const input = {
        bookingId,
        pileId: booking.pile_id,
        startAt: form.startAt,
        endAt,
        wantedWh: null,
        agreedWh: null,
      };
      const outcome = orRefuse(await moveSlot(deps, viewer, input));
      if (!outcome.ok) return refuse(outcome);
      const kwh = formatKwh(outcome.promisedWh / 1000);
      return { ok: true, text: words.done.moved(formatDateTime(form.startAt, locale), kwh) };
    }
    case 'cancel': {
      const outcome = orRefuse(await cancelSlot(deps, viewer, { bookingId }));
      return outcome.ok ? { ok: true, text: words.done.cancelled } : refuse(outcome);
    }
    case 'check-in': {
      const outcome = orRefuse(await checkIn(deps, viewer, { bookingId }));
      return outcome.ok ? { ok: true, text: words.done.checkedIn } : refuse(outcome);
    }
    case 'stop': {
      const { code, household_id: householdId } = booking;
      const outcome = orRefuse(await stopCharging(deps, viewer, { code, householdId }));
      return outcome.ok ? { ok: true, text: words.done.stopped } : refuse(outcome);
    }
    case 'appeal': {
      const outcome = orRefuse(await appealOccupation(deps, viewer, { bookingId, text: form.text }));
      if (outcome.ok) return { ok: true, text: words.done.appealed };
      return refuse({ reason: outcome.reason === 'text' ? 'appeal-text' : 'appeal' });
    }
  }
}
