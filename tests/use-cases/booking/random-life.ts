import { type BookingEvent, type BookingStatus, bookingAfter } from '~/domain/booking/booking-life';
import { DEFAULT_SHARING_RULES, type SharingRules } from '~/domain/booking/sharing-rules';
import {
  instantFromMs,
  localTimeOfMs,
  MINUTE_MS,
  msFromInstant,
  msFromLocal,
} from '~/domain/shared/local-time';
import { answerRequest } from '~/use-cases/booking/answer-request.server';
import { cancelSlot } from '~/use-cases/booking/cancel-slot.server';
import { continueSeries } from '~/use-cases/booking/continue-series.server';
import { expireRequests } from '~/use-cases/booking/expire-requests.server';
import { extendSlot } from '~/use-cases/booking/extend-slot.server';
import { moveSlot } from '~/use-cases/booking/move-slot.server';
import { startSeries } from '~/use-cases/booking/start-series.server';
import { changeLending } from '~/use-cases/sharing/change-lending.server';
import { changeSharedPile } from '~/use-cases/sharing/change-shared-pile.server';
import { takeBackSlot } from '~/use-cases/sharing/take-back-slot.server';
import { answerOffer } from '~/use-cases/waiting/answer-offer.server';
import { expireOffers } from '~/use-cases/waiting/expire-offers.server';
import { joinWaitList } from '~/use-cases/waiting/join-wait-list.server';
import { offerFreedSlots } from '~/use-cases/waiting/offer-freed-slots.server';
import type { Db } from '~db/client.server';
import {
  type BookingRow,
  insertBookingEvent,
  lockBookings,
  updateBooking,
} from '~db/queries/bookings.server';
import { type BookingScene, makeBookingScene } from '../../factories/booking-scene';
import {
  addGuest,
  addSharedPile,
  publishBoard,
  setSharingRules,
  type TestHousehold,
} from '../../factories/sharing';
import type { Step, When } from './random-steps';

export const RULES: SharingRules = { ...DEFAULT_SHARING_RULES, slotsPerWeek: 5, busyMinutesPerWeek: 420 };

const STEP_MS = 30 * MINUTE_MS;

export interface Life {
  db: Db;
  scene: BookingScene;
  guests: TestHousehold[];
  owner: TestHousehold;
  /** A common pile with a buffer and a night's rest, one without, and a lent one whose owner decides. */
  pileIds: string[];
}

/** A compound whose grid carries no more than one car's promise at a time. */
export async function beginLife(db: Db): Promise<Life> {
  const scene = await makeBookingScene(db, { ratedKva: 100 / 0.76, basePeakKw: 91 });
  const { compound, deps } = scene;
  let ids = 0;
  // Ids in the order they are given, so that a seed tells the same story each time.
  deps.newId = (prefix) => {
    ids += 1;
    return `${prefix}_${compound.compoundId}_${String(ids).padStart(6, '0')}`;
  };
  await setSharingRules(db, compound.compoundId, RULES);
  const owner = await addGuest(db, compound);
  const hours = [{ weekdays: [1, 2, 3, 4, 5, 6, 7], fromMinute: 360, toMinute: 1530 }];
  const buffered = await addSharedPile(db, compound, {
    hours,
    buffer_minutes: 30,
    latest_notice_minutes: 30,
  });
  const lent = await addSharedPile(db, compound, {
    lender_household_id: owner.householdId,
    needs_approval: 1,
  });
  await publishBoard(db, compound.compoundId, { board: lent.pileId, perKwhE4: 4000 });
  const guests = [scene.guest, await addGuest(db, compound), await addGuest(db, compound)];
  return { db, scene, guests, owner, pileIds: [buffered.pileId, scene.pile.pileId, lent.pileId] };
}

/** Every booking of the compound in the order they were made. */
export async function bookingsOf({ db, scene }: Life): Promise<BookingRow[]> {
  return db
    .selectFrom('booking')
    .selectAll()
    .where('compound_id', '=', scene.compound.compoundId)
    .orderBy('made_at')
    .orderBy('id')
    .execute();
}

export async function takeStep(life: Life, step: Step): Promise<string> {
  const { scene, guests, owner, pileIds } = life;
  const { deps, compound } = scene;
  const { compoundId } = compound;
  const nowMs = msFromInstant(deps.clock());
  if (step.do === 'wait') {
    deps.setNow(instantFromMs(nowMs + step.quarters * 15 * MINUTE_MS));
    for (const job of [expireRequests, expireOffers, offerFreedSlots, continueSeries]) await job(deps);
    return 'later';
  }
  if (step.do === 'pause') {
    const key = { compoundId, pileId: pileIds[step.pile]! };
    if (step.pile === 2) return said(await changeLending(deps, owner.actor, { ...key, status: step.status }));
    return said(await changeSharedPile(deps, compound.actors.operator, { ...key, status: step.status }));
  }
  if (!('which' in step)) return takeTime(life, step);
  const booking = chosen(await bookingsOf(life), step, nowMs);
  if (!booking) return 'nothing there';
  const bookingId = booking.id;
  const { actor } = guests.find(({ householdId }) => householdId === booking.household_id)!;
  const isLent = booking.pile_id === pileIds[2];
  switch (step.do) {
    case 'move':
      return said(
        await moveSlot(deps, actor, { bookingId, ...placeOf(life, step), wantedWh: null, agreedWh: null }),
      );
    case 'extend': {
      const endAt = instantFromMs(msFromInstant(booking.end_at) + step.steps * STEP_MS);
      const wantedWh = booking.wanted_wh + step.kwh * 1000;
      return said(await extendSlot(deps, actor, { bookingId, endAt, wantedWh, agreedWh: null }));
    }
    case 'cancel':
      return said(await cancelSlot(deps, actor, { bookingId }));
    case 'answer':
      return said(await answerRequest(deps, owner.actor, { bookingId, approve: step.approve }));
    case 'offer': {
      const answer = step.accepts ? 'accept' : 'decline';
      return said(await answerOffer(deps, actor, { bookingId, answer, agreedWh: null }));
    }
    case 'take-back':
      return said(await takeBackSlot(deps, isLent ? owner.actor : compound.actors.operator, { bookingId }));
    case 'visit':
      return visit(life, booking, step.comes > 0 ? 'checked-in' : 'no-show');
  }
}

/** Mostly a booking to which it can happen, now and then any. */
function chosen(
  bookings: readonly BookingRow[],
  step: Extract<Step, { which: number }>,
  nowMs: number,
): BookingRow | undefined {
  const able = bookings.filter(({ status, start_ms }) =>
    step.do === 'visit'
      ? start_ms <= nowMs && (status === 'booked' || status === 'active')
      : bookingAfter(status as BookingStatus, eventOf(step)).ok,
  );
  const among = step.which % 8 === 0 || able.length === 0 ? bookings : able;
  return among[step.which % Math.max(1, among.length)];
}

function eventOf(step: Exclude<Extract<Step, { which: number }>, { do: 'visit' }>): BookingEvent {
  if (step.do === 'offer') return 'accepted';
  if (step.do === 'answer') return step.approve ? 'approved' : 'declined';
  return ({ move: 'moved', extend: 'extended', cancel: 'cancelled', 'take-back': 'taken-back' } as const)[
    step.do
  ];
}

async function takeTime(
  life: Life,
  step: Extract<Step, { do: 'book' | 'queue' | 'series' | 'outage' }>,
): Promise<string> {
  const { scene, guests, owner, pileIds } = life;
  const { deps, compound } = scene;
  const place = placeOf(life, step);
  const key = { compoundId: compound.compoundId, pileId: place.pileId };
  if (step.do === 'book')
    return said(await scene.book({ ...place, wantedWh: step.kwh * 1000 }, guests[step.who]!));
  if (step.do === 'queue') {
    const { householdId, vehicleId, actor } = guests[step.who]!;
    const { startAt: fromAt, endAt: toAt } = placeOf(life, { ...step, steps: step.steps + 4 });
    const wish = { fromAt, toAt, minutes: step.steps * 30, wantedWh: step.kwh * 1000 };
    const pileId = step.pile === 2 ? null : key.pileId;
    const idempotencyKey = `${deps.clock()}/${step.who}/${step.start}`;
    return said(
      await joinWaitList(deps, actor, { ...key, pileId, householdId, vehicleId, ...wish, idempotencyKey }),
    );
  }
  if (step.do === 'series') {
    const { householdId, vehicleId, actor } = guests[step.who]!;
    const minutes = step.steps * 30;
    const startMinute = localTimeOfMs(msFromInstant(place.startAt)).minuteOfDay;
    const { weekday } = step;
    const idempotencyKey = `${deps.clock()}/${step.who}/${step.start}/${weekday}`;
    const weekly = { weekday, startMinute, minutes, wantedWh: 5000, untilOn: '2026-12-20', idempotencyKey };
    return said(await startSeries(deps, actor, { ...key, householdId, vehicleId, ...weekly }));
  }
  const addException = { kind: 'closed', startAt: place.startAt, endAt: place.endAt, note: '' } as const;
  const change = (takeBackIds: string[]) =>
    place.pileId === pileIds[2]
      ? changeLending(deps, owner.actor, { ...key, addException, takeBackIds })
      : changeSharedPile(deps, compound.actors.operator, { ...key, addException, takeBackIds });
  const outcome = await change([]);
  if (outcome.ok || outcome.reason !== 'slots-booked' || !step.takesBack) return said(outcome);
  return said(await change(outcome.slots.map(({ bookingId }) => bookingId)));
}

function placeOf({ scene, pileIds }: Life, { pile, start, steps }: When) {
  const { on, minuteOfDay } = localTimeOfMs(msFromInstant(scene.deps.clock()));
  const startMs = msFromLocal(on, Math.ceil(minuteOfDay / 30) * 30) + start * STEP_MS;
  return {
    pileId: pileIds[pile]!,
    startAt: instantFromMs(startMs),
    endAt: instantFromMs(startMs + steps * STEP_MS),
  };
}

/** What the visit does to a booking, where its time and its life allow it. */
async function visit(
  { db, scene }: Life,
  booking: BookingRow,
  first: 'checked-in' | 'no-show',
): Promise<string> {
  const at = scene.deps.clock();
  const event = booking.status === 'active' ? 'finished' : first;
  const verdict = bookingAfter(booking.status as BookingStatus, event);
  if (!verdict.ok || booking.start_ms > msFromInstant(at)) return 'not-now';
  await db.transaction().execute(async (trx) => {
    await lockBookings(trx, booking.compound_id);
    await updateBooking(trx, booking, {
      status: verdict.status,
      ...(event !== 'checked-in' && { closed_at: at }),
    });
    const { compound_id: compoundId, id: bookingId } = booking;
    await insertBookingEvent(trx, { compoundId, bookingId, at, kind: event, personId: null, detail: {} });
  });
  return event;
}

function said(outcome: { ok: true } | { ok: false; reason: string }): string {
  return outcome.ok ? 'done' : outcome.reason;
}
