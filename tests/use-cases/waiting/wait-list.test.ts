import { beforeEach, expect, it } from 'vitest';
import { DEFAULT_SHARING_RULES } from '~/domain/booking/sharing-rules';
import { bookSlot } from '~/use-cases/booking/book-slot.server';
import { slotFreed } from '~/use-cases/shared/booking/slot-freed.server';
import { answerOffer } from '~/use-cases/waiting/answer-offer.server';
import { expireOffers } from '~/use-cases/waiting/expire-offers.server';
import { type JoinInput, joinWaitList } from '~/use-cases/waiting/join-wait-list.server';
import { leaveWaitList } from '~/use-cases/waiting/leave-wait-list.server';
import { offerFreedSlots } from '~/use-cases/waiting/offer-freed-slots.server';
import { findBooking, insertBookingEvent, lockBookings, updateBooking } from '~db/queries/bookings.server';
import { listNotices } from '~db/queries/household-notices.server';
import { makeCompound, type TestCompound } from '../../factories/compound';
import { makeDeps, type TestDeps } from '../../factories/deps';
import { giveTariff } from '../../factories/night';
import {
  addGuest,
  addSharedPile,
  publishBoard,
  setSharingRules,
  type TestHousehold,
  type TestSharedPile,
} from '../../factories/sharing';
import { describeOnBothDatabases } from '../../setup/database';

/** Friday 20 November 2026, 18:00 in Shanghai. */
const NOW = '2026-11-20T10:00:00.000Z';
const on20 = (time: string) => `2026-11-20T${time}:00.000Z`;

describeOnBothDatabases('the wait list', (database) => {
  let deps: TestDeps;
  let compound: TestCompound;
  let pile: TestSharedPile;
  let holder: TestHousehold;
  let keys = 0;

  beforeEach(async () => {
    deps = makeDeps(database.db, NOW);
    compound = await makeCompound(database.db, { ratedKva: 800, basePeakKw: 300 });
    await giveTariff(database.db, compound.compoundId);
    await publishBoard(database.db, compound.compoundId);
    pile = await addSharedPile(database.db, compound);
    holder = await addGuest(database.db, compound);
  });

  const guest = () => addGuest(database.db, compound);
  const book = async (who = holder, from = '14:00', to = '16:00', pileId = pile.pileId) => {
    keys += 1;
    const booked = await bookSlot(deps, who.actor, {
      compoundId: compound.compoundId,
      householdId: who.householdId,
      pileId,
      vehicleId: who.vehicleId,
      startAt: on20(from),
      endAt: on20(to),
      wantedWh: 6000,
      agreedWh: null,
      idempotencyKey: `book-${keys}`,
    });
    if (!booked.ok) throw new Error(booked.reason);
    return booked.bookingId;
  };
  const join = (who: TestHousehold, change: Partial<JoinInput> = {}) => {
    keys += 1;
    return joinWaitList(deps, who.actor, {
      compoundId: compound.compoundId,
      householdId: who.householdId,
      pileId: null,
      vehicleId: who.vehicleId,
      fromAt: on20('14:00'),
      toAt: on20('16:00'),
      minutes: 120,
      wantedWh: 6000,
      idempotencyKey: `join-${keys}`,
      ...change,
    });
  };
  const joined = async (who: TestHousehold, change: Partial<JoinInput> = {}) => {
    const outcome = await join(who, change);
    if (!outcome.ok) throw new Error(outcome.reason);
    return outcome;
  };
  /** Somebody gives a slot up, as every use case does that frees one. */
  const giveUp = (bookingId: string) =>
    database.db.transaction().execute(async (trx) => {
      const { compoundId } = compound;
      await lockBookings(trx, compoundId);
      const booking = await findBooking(trx, compoundId, bookingId);
      if (booking?.status !== 'booked') return null;
      const at = deps.clock();
      await updateBooking(trx, booking, { status: 'cancelled', closed_at: at, close_reason: 'by-household' });
      const event = { compoundId, bookingId, at, kind: 'cancelled', personId: null, detail: {} } as const;
      await insertBookingEvent(trx, event);
      return slotFreed(trx, deps, { compoundId, pileId: booking.pile_id });
    });
  const offerOf = (who: TestHousehold) =>
    database.db
      .selectFrom('booking')
      .selectAll()
      .where('household_id', '=', who.householdId)
      .where('wait_id', 'is not', null)
      .orderBy('made_at', 'desc')
      .orderBy('idempotency_key', 'desc')
      .executeTakeFirst();
  const entryOf = (who: TestHousehold) =>
    database.db
      .selectFrom('wait_entry')
      .selectAll()
      .where('household_id', '=', who.householdId)
      .executeTakeFirstOrThrow();
  const answer = (who: TestHousehold, bookingId: string, change: 'accept' | 'decline') =>
    answerOffer(deps, who.actor, { bookingId, answer: change, agreedWh: null });

  it('offers a slot that is given up to who waits, holds it and says until when', async () => {
    const bookingId = await book();
    const who = await guest();
    expect(await joined(who)).toMatchObject({ place: 1 });
    await giveUp(bookingId);
    const offer = await offerOf(who);
    expect(offer).toMatchObject({
      status: 'offered',
      start_at: on20('14:00'),
      end_at: on20('16:00'),
      answer_by_at: on20('10:30'),
    });
    const notices = await listNotices(database.db, compound.compoundId, who.householdId, 5);
    expect(notices).toMatchObject([{ kind: 'slot-offered', facts: { answerByAt: on20('10:30') } }]);
    await expect(book(await guest())).rejects.toThrow('taken');
    expect(await answer(who, offer!.id, 'accept')).toMatchObject({ ok: true, promisedWh: 6000 });
    expect(await offerOf(who)).toMatchObject({ status: 'booked', answer_by_at: null });
    expect(await entryOf(who)).toMatchObject({ status: 'taken' });
    expect(await answer(who, offer!.id, 'accept')).toMatchObject({ ok: true });
    expect(await answer(who, offer!.id, 'decline')).toMatchObject({ reason: 'not-open', status: 'booked' });
  });

  it('makes one entry of a form that is sent twice', async () => {
    await book();
    const who = await guest();
    const [one, other] = await Promise.all([
      joined(who, { idempotencyKey: 'same' }),
      joined(who, { idempotencyKey: 'same' }),
    ]);
    expect(one.waitId).toBe(other.waitId);
  });

  it('goes to the next when the first declines, and the first is not asked for it again', async () => {
    const bookingId = await book();
    const [first, second] = [await guest(), await guest()];
    await joined(first);
    deps.setNow(on20('10:01'));
    expect(await joined(second)).toMatchObject({ place: 2 });
    await giveUp(bookingId);
    const declined = await offerOf(first);
    expect(await answer(first, declined!.id, 'decline')).toMatchObject({ ok: true });
    expect(await offerOf(second)).toMatchObject({ status: 'offered' });
    expect(await entryOf(first)).toMatchObject({ status: 'waiting', passed_at: on20('10:01') });
    expect(await answer(second, (await offerOf(second))!.id, 'decline')).toMatchObject({ ok: true });
    expect(await offerFreedSlots(deps)).toEqual({ offered: [] });
    expect(await offerOf(first)).toMatchObject({ id: declined!.id, status: 'declined' });
  });

  it('puts who let an offer pass behind the others once', async () => {
    const other = await addSharedPile(database.db, compound);
    const bookings = [await book(), await book(await guest(), '14:00', '16:00', other.pileId)];
    const [first, second] = [await guest(), await guest()];
    await joined(first);
    deps.setNow(on20('10:01'));
    await joined(second);
    await giveUp(bookings[0]!);
    await answer(first, (await offerOf(first))!.id, 'decline');
    expect(await offerOf(second)).toMatchObject({ pile_id: pile.pileId, status: 'offered' });
    await answer(second, (await offerOf(second))!.id, 'decline');
    deps.setNow(on20('10:02'));
    const third = await guest();
    await database.db
      .updateTable('wait_entry')
      .set({ passed_at: null })
      .where('household_id', '=', second.householdId)
      .execute();
    await giveUp(bookings[1]!);
    expect(await offerOf(second)).toMatchObject({ pile_id: other.pileId, status: 'offered' });
    expect(await entryOf(first)).toMatchObject({ status: 'waiting', passed_at: null });
    expect(third.householdId).not.toBe(second.householdId);
  });

  it('lets an offer that nobody answers go to the next', async () => {
    const bookingId = await book();
    const [first, second] = [await guest(), await guest()];
    await joined(first);
    deps.setNow(on20('10:01'));
    await joined(second);
    await giveUp(bookingId);
    expect(await expireOffers(deps)).toEqual({ expired: [] });
    const offer = (await offerOf(first))!;
    deps.setNow(on20('10:31'));
    expect(await answer(first, offer.id, 'accept')).toMatchObject({ reason: 'too-late' });
    expect(await expireOffers(deps)).toEqual({ expired: [offer.id] });
    expect(await offerOf(first)).toMatchObject({ status: 'expired' });
    expect(await offerOf(second)).toMatchObject({ status: 'offered', answer_by_at: on20('11:01') });
    expect(await expireOffers(deps)).toEqual({ expired: [] });
  });

  it('asks for an answer before the slot begins', async () => {
    const bookingId = await book(holder, '10:30', '12:30');
    const who = await guest();
    await joined(who, { fromAt: on20('10:30'), toAt: on20('12:30') });
    deps.setNow(on20('10:15'));
    await giveUp(bookingId);
    expect(await offerOf(who)).toMatchObject({ answer_by_at: on20('10:30') });
  });

  it('serves a household with a pile of its own last, however early it came', async () => {
    const bookingId = await book();
    const owner = await guest();
    await addSharedPile(database.db, compound, { lender_household_id: owner.householdId, status: 'paused' });
    await joined(owner);
    deps.setNow(on20('10:05'));
    const without = await guest();
    expect(await joined(without)).toMatchObject({ place: 1 });
    await giveUp(bookingId);
    expect(await offerOf(owner)).toBeUndefined();
    expect(await offerOf(without)).toMatchObject({ status: 'offered' });
  });

  it('skips whom the slot does not suit: another time, another pile, a week that is used up, too little energy', async () => {
    const rules = { ...DEFAULT_SHARING_RULES, slotsPerWeek: 1 };
    await setSharingRules(database.db, compound.compoundId, rules);
    const other = await addSharedPile(database.db, compound);
    const [otherTime, otherPile, usedUp, hungry, last] = [
      await guest(),
      await guest(),
      await guest(),
      await guest(),
      await guest(),
    ];
    const bookingId = await book();
    await book(await guest(), '14:00', '16:00', other.pileId);
    await book(await guest(), '17:00', '19:00');
    await book(await guest(), '17:00', '19:00', other.pileId);
    await joined(otherTime, { fromAt: on20('17:00'), toAt: on20('19:00') });
    await joined(otherPile, { pileId: other.pileId });
    await joined(usedUp);
    await book(usedUp, '20:00', '21:00');
    await joined(hungry, { wantedWh: 60_000 });
    deps.setNow(on20('10:05'));
    await joined(last);
    await giveUp(bookingId);
    for (const who of [otherTime, otherPile, usedUp, hungry]) expect(await offerOf(who)).toBeUndefined();
    expect(await offerOf(last)).toMatchObject({ status: 'offered', pile_id: pile.pileId });
  });

  it('refuses where a slot that fits is free, and says which', async () => {
    await book(holder, '14:00', '15:00');
    const who = await guest();
    const outcome = await join(who, { toAt: on20('17:00') });
    expect(outcome).toMatchObject({
      ok: false,
      reason: 'free-now',
      pileId: pile.pileId,
      startAt: on20('15:00'),
      endAt: on20('17:00'),
      promisedWh: 6000,
    });
    expect(await offerFreedSlots(deps)).toEqual({ offered: [] });
  });

  it.each<[string, Partial<JoinInput>]>([
    ['backwards', { fromAt: on20('16:00'), toAt: on20('14:00') }],
    ['backwards', { fromAt: 'tonight' }],
    ['too-wide', { toAt: '2026-11-21T15:00:00.000Z' }],
    ['too-narrow', { minutes: 180 }],
    ['past', { fromAt: on20('07:00'), toAt: on20('10:00') }],
    ['too-far', { fromAt: '2026-12-20T14:00:00.000Z', toAt: '2026-12-20T16:00:00.000Z' }],
    ['no-such-pile', { pileId: 'pile_of_nobody' }],
    ['no-such-length', { minutes: 45 }],
    ['energy', { wantedWh: 0 }],
    ['no-such-car', { vehicleId: 'car_of_somebody_else' }],
  ])('refuses to wait: %s', async (reason, change) => {
    await book();
    expect(await join(await guest(), change)).toMatchObject({ ok: false, reason });
  });

  it('refuses to wait twice for one time, for more than five times, or with a week that is used up', async () => {
    await setSharingRules(database.db, compound.compoundId, { ...DEFAULT_SHARING_RULES, slotsPerWeek: 1 });
    await book();
    const who = await guest();
    const { waitId } = await joined(who);
    expect(await join(who, { toAt: on20('17:00'), minutes: 60 })).toMatchObject({
      reason: 'already-waiting',
      waitId,
    });
    const busy = await guest();
    await book(busy, '18:00', '19:00');
    expect(await join(busy)).toMatchObject({ reason: 'slots-used-up', perWeek: 1 });
    for (const hour of ['11', '12', '13', '16']) {
      await book(await guest(), `${hour}:00`, `${hour}:30`);
      const change = { fromAt: on20(`${hour}:00`), toAt: on20(`${hour}:30`), minutes: 30, wantedWh: 2000 };
      await joined(who, change);
    }
    await book(await guest(), '17:00', '17:30');
    const sixth = { fromAt: on20('17:00'), toAt: on20('17:30'), minutes: 30, wantedWh: 2000 };
    expect(await join(who, sixth)).toMatchObject({ reason: 'too-many', most: 5 });
  });

  it('refuses to wait for a pile that is closed then, that one may not use, or whose lender decides', async () => {
    const who = await guest();
    const lender = await guest();
    const lent = await addSharedPile(database.db, compound, {
      lender_household_id: lender.householdId,
      needs_approval: 1,
    });
    const morning = { weekdays: [1, 2, 3, 4, 5, 6, 7], fromMinute: 360, toMinute: 720 };
    const shut = await addSharedPile(database.db, compound, { hours: [morning] });
    const paused = await addSharedPile(database.db, compound, { status: 'paused' });
    expect(await join(who, { pileId: lent.pileId })).toMatchObject({ reason: 'needs-approval' });
    expect(await join(lender, { pileId: lent.pileId })).toMatchObject({ reason: 'own-pile' });
    expect(await join(who, { pileId: shut.pileId })).toMatchObject({ reason: 'closed' });
    expect(await join(who, { pileId: paused.pileId })).toMatchObject({ reason: 'paused' });
    await database.db
      .updateTable('shared_pile')
      .set({ status: 'paused' })
      .where('compound_id', '=', compound.compoundId)
      .execute();
    expect(await join(who)).toMatchObject({ reason: 'no-pile' });
  });

  it('is left at any time; an offer goes to the next then', async () => {
    const bookingId = await book();
    const [first, second] = [await guest(), await guest()];
    const { waitId } = await joined(first);
    deps.setNow(on20('10:01'));
    await joined(second);
    const leave = (who: TestHousehold, id = waitId) =>
      leaveWaitList(deps, who.actor, {
        compoundId: compound.compoundId,
        householdId: who.householdId,
        waitId: id,
      });
    expect(await leave(second)).toEqual({ ok: false, reason: 'not-found' });
    await giveUp(bookingId);
    expect(await leave(first)).toEqual({ ok: true });
    expect(await leave(first)).toEqual({ ok: true });
    expect(await entryOf(first)).toMatchObject({ status: 'left' });
    expect(await offerOf(first)).toMatchObject({ status: 'declined' });
    const offer = (await offerOf(second))!;
    await answer(second, offer.id, 'accept');
    const { id } = await entryOf(second);
    expect(await leave(second, id)).toEqual({ ok: false, reason: 'already-over', status: 'taken' });
  });

  it('judges an offer once more when it is accepted', async () => {
    const rules = { ...DEFAULT_SHARING_RULES, slotsPerWeek: 1 };
    await setSharingRules(database.db, compound.compoundId, rules);
    const bookingId = await book();
    const who = await guest();
    await joined(who);
    await giveUp(bookingId);
    const offer = (await offerOf(who))!;
    expect(
      await answerOffer(deps, who.actor, { bookingId: offer.id, answer: 'accept', agreedWh: 7000 }),
    ).toMatchObject({ reason: 'promise-changed', promisedWh: 6000 });
    await book(who, '18:00', '19:00');
    expect(await answer(who, offer.id, 'accept')).toMatchObject({ reason: 'slots-used-up' });
    await database.db
      .updateTable('shared_pile')
      .set({ status: 'paused' })
      .where('pile_id', '=', pile.pileId)
      .execute();
    expect(await answer(who, offer.id, 'accept')).toMatchObject({ reason: 'paused' });
  });

  it('finds by itself what has become free, and ends the waiting that is over', async () => {
    await book();
    const [waits, late] = [await guest(), await guest()];
    await book(late, '10:30', '11:30');
    const blocker = await guest();
    await joined(blocker, { fromAt: on20('10:30'), toAt: on20('11:30'), minutes: 60 });
    await joined(waits);
    expect(await offerFreedSlots(deps)).toEqual({ offered: [] });
    const opened = await addSharedPile(database.db, compound);
    deps.setNow(on20('10:25'));
    const { offered } = await offerFreedSlots(deps);
    expect(offered).toHaveLength(1);
    expect(await offerOf(waits)).toMatchObject({ pile_id: opened.pileId });
    expect(await entryOf(blocker)).toMatchObject({ status: 'over', offers: 0 });
    expect(deps.published).toContainEqual({
      topic: 'plan-needed',
      message: { compoundId: compound.compoundId, cause: 'booking' },
    });
  });

  it('makes one offer of one slot, however many processes look at once', async () => {
    const bookingId = await book();
    const people = await Promise.all(Array.from({ length: 6 }, guest));
    for (const who of people) await joined(who);
    await database.db
      .updateTable('booking')
      .set({ status: 'cancelled' })
      .where('id', '=', bookingId)
      .execute();
    const runs = await Promise.all(Array.from({ length: 8 }, () => offerFreedSlots(deps)));
    expect(runs.flatMap(({ offered }) => offered)).toHaveLength(1);
    const offerId = runs.flatMap(({ offered }) => offered)[0]?.bookingId;
    deps.setNow(on20('10:30'));
    const ends = await Promise.all(Array.from({ length: 8 }, () => expireOffers(deps)));
    expect(ends.flatMap(({ expired }) => expired).filter((id) => id === offerId)).toHaveLength(1);
    const { held } = await database.db
      .selectFrom('booking')
      .select((eb) => eb.fn.countAll().as('held'))
      .where('pile_id', '=', pile.pileId)
      .where('status', '=', 'offered')
      .executeTakeFirstOrThrow();
    expect(Number(held)).toBe(1);
  });

  it('gives an offer that is answered and lapses at the same moment one end', async () => {
    const bookingId = await book();
    const [first, second] = [await guest(), await guest()];
    await joined(first);
    deps.setNow(on20('10:01'));
    await joined(second);
    await giveUp(bookingId);
    const offer = (await offerOf(first))!;
    const answers = await Promise.all([
      answer(first, offer.id, 'accept'),
      answer(first, offer.id, 'decline'),
      answer(first, offer.id, 'accept'),
    ]);
    const { status } = (await offerOf(first))!;
    expect(['booked', 'declined']).toContain(status);
    expect((await offerOf(second))?.status).toBe(status === 'booked' ? undefined : 'offered');
    expect(answers.some(({ ok }) => ok)).toBe(true);
  });

  it('is the own household’s alone: another role may not, others see nothing', async () => {
    const bookingId = await book();
    const who = await guest();
    const { waitId } = await joined(who);
    await giveUp(bookingId);
    const offer = (await offerOf(who))!;
    const stranger = await makeCompound(database.db);
    const key = { compoundId: compound.compoundId, householdId: who.householdId };
    const request = {
      ...key,
      pileId: null,
      vehicleId: null,
      fromAt: on20('14:00'),
      toAt: on20('16:00'),
      minutes: 60,
      wantedWh: 6000,
      idempotencyKey: 'x',
    };
    for (const [actor, reason] of [
      [compound.actors.operator, 'forbidden'],
      [compound.actors.property, 'forbidden'],
      [compound.actors.resident, 'not-found'],
      [stranger.actors.resident, 'not-found'],
      [stranger.actors.operator, 'not-found'],
    ] as const) {
      expect(await joinWaitList(deps, actor, request)).toEqual({ ok: false, reason });
      expect(await leaveWaitList(deps, actor, { ...key, waitId })).toEqual({ ok: false, reason });
      expect(
        await answerOffer(deps, actor, { bookingId: offer.id, answer: 'accept', agreedWh: null }),
      ).toEqual({ ok: false, reason });
    }
  });
});
