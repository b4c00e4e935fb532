import { beforeEach, describe, expect, it } from 'vitest';
import type { Quote } from '~/domain/booking/quote';
import { DEFAULT_SHARING_RULES } from '~/domain/booking/sharing-rules';
import { cancelSlot } from '~/use-cases/booking/cancel-slot.server';
import { type ExtendInput, extendSlot } from '~/use-cases/booking/extend-slot.server';
import { type MoveInput, moveSlot } from '~/use-cases/booking/move-slot.server';
import { type BookingScene, checkIn, makeBookingScene, slotAt } from '../../factories/booking-scene';
import { makeCompound } from '../../factories/compound';
import {
  addGuest,
  addSharedPile,
  publishBoard,
  setSharingRules,
  type TestSharedPile,
} from '../../factories/sharing';
import { describeOnBothDatabases } from '../../setup/database';

describeOnBothDatabases('changing a slot', (database) => {
  let scene: BookingScene;
  let other: TestSharedPile;
  let bookingId: string;
  const move = (change: Partial<MoveInput> = {}, who = scene.guest.actor) =>
    moveSlot(scene.deps, who, {
      bookingId,
      pileId: other.pileId,
      ...slotAt('15:00', '19:00'),
      wantedWh: null,
      agreedWh: null,
      ...change,
    });
  const extend = (change: Partial<ExtendInput> = {}, who = scene.guest.actor) =>
    extendSlot(scene.deps, who, {
      bookingId,
      endAt: slotAt('14:00', '20:00').endAt,
      wantedWh: null,
      agreedWh: null,
      ...change,
    });
  const cancel = (who = scene.guest.actor) => cancelSlot(scene.deps, who, { bookingId });

  beforeEach(async () => {
    scene = await makeBookingScene(database.db);
    other = await addSharedPile(database.db, scene.compound);
    bookingId = await scene.booked();
  });

  describe('to another pile and time', () => {
    it('promises and quotes it anew there, and gives the old time back', async () => {
      expect(await move({ wantedWh: 28_000 })).toMatchObject({
        ok: true,
        promisedWh: 28_000,
        isRepeat: false,
      });
      const moved = await scene.booking(bookingId);
      expect(moved).toMatchObject({
        pile_id: other.pileId,
        ...{ start_at: slotAt('15:00', '19:00').startAt, end_at: slotAt('15:00', '19:00').endAt },
        status: 'booked',
        wanted_wh: 28_000,
        promised_wh: 28_000,
      });
      expect((JSON.parse(moved.quote) as Quote).energyWh).toBe(28_000);
      expect(await scene.eventsOf(bookingId)).toEqual(['booked', 'moved']);
      const late = await addGuest(database.db, scene.compound);
      expect(await scene.book({}, late)).toMatchObject({ ok: true });
    });

    it('may overlap the slot that it replaces, and counts once towards the week', async () => {
      await setSharingRules(database.db, scene.compound.compoundId, {
        ...DEFAULT_SHARING_RULES,
        slotsPerWeek: 1,
      });
      expect(await move({ pileId: scene.pile.pileId })).toMatchObject({ ok: true });
      expect(await scene.book({ vehicleId: null, ...slotAt('20:00', '21:00') })).toMatchObject({
        reason: 'slots-used-up',
      });
    });

    it('moves once for a form that is sent twice', async () => {
      const both = await Promise.all([move(), move()]);
      expect(both.map((outcome) => outcome.ok && outcome.isRepeat).toSorted()).toEqual([false, true]);
      expect(await scene.eventsOf(bookingId)).toEqual(['booked', 'moved']);
    });

    it('is quoted on the board in force at the new time', async () => {
      const before = await scene.booking(bookingId);
      const board = await publishBoard(database.db, scene.compound.compoundId, {
        version: 2,
        validFromAt: '2026-11-21T00:00:00.000Z',
        perKwhE4: 5000,
      });
      await move({ ...slotAt('02:00', '04:00', '2026-11-21') });
      expect(before.price_board_id).not.toBe(board);
      expect((await scene.booking(bookingId)).price_board_id).toBe(board);
    });

    it('keeps what it has where the new time is taken, closed or too dear in energy', async () => {
      const late = await addGuest(database.db, scene.compound);
      await scene.booked({ pileId: other.pileId, ...slotAt('15:00', '19:00') }, late);
      expect(await move()).toMatchObject({
        ok: false,
        reason: 'taken',
        nextBest: { startAt: expect.any(String) },
      });
      expect(await move({ ...slotAt('08:00', '09:00') })).toMatchObject({ reason: 'past' });
      expect(await move({ ...slotAt('19:10', '20:00') })).toMatchObject({ reason: 'not-on-grid' });
      expect(await move({ pileId: 'nowhere' })).toMatchObject({ reason: 'no-such-pile' });
      expect(await move({ ...slotAt('19:00', '20:00'), agreedWh: 9000 })).toMatchObject({
        reason: 'promise-changed',
        promisedWh: 7000,
      });
      expect(await scene.booking(bookingId)).toMatchObject({ pile_id: scene.pile.pileId, turn: 0 });
    });

    it('goes to a pile whose lender decides only by asking', async () => {
      await database.db
        .updateTable('shared_pile')
        .set({ needs_approval: 1 })
        .where('pile_id', '=', other.pileId)
        .execute();
      expect(await move()).toEqual({ ok: false, reason: 'needs-approval' });
    });

    it('is too late once the slot has begun or ended', async () => {
      scene.deps.setNow('2026-11-20T14:00:00.000Z');
      expect(await move()).toEqual({ ok: false, reason: 'begun' });
      await checkIn(database.db, scene, bookingId);
      expect(await move()).toEqual({ ok: false, reason: 'not-now', status: 'active' });
    });
  });

  describe('to a later end', () => {
    it('promises the rest of the energy with it', async () => {
      expect(await extend({ wantedWh: 40_000 })).toMatchObject({ ok: true, promisedWh: 40_000 });
      expect(await scene.booking(bookingId)).toMatchObject({
        end_at: '2026-11-20T20:00:00.000Z',
        asked_end_at: '2026-11-20T20:00:00.000Z',
        hold_until_ms: Date.parse('2026-11-20T20:00:00.000Z'),
        wanted_wh: 40_000,
      });
      expect(await extend({ wantedWh: 40_000 })).toMatchObject({ ok: true, isRepeat: true });
      expect(await scene.eventsOf(bookingId)).toEqual(['booked', 'extended']);
    });

    it('goes on while the car charges: what it has had keeps its price, the rest is promised until the new end', async () => {
      const before = JSON.parse((await scene.booking(bookingId)).quote) as Quote;
      scene.deps.setNow('2026-11-20T17:00:00.000Z');
      await checkIn(database.db, scene, bookingId, 12_000);
      const extended = await extend({ wantedWh: 30_000 });
      expect(extended).toMatchObject({ ok: true, promisedWh: 30_000 });
      const row = await scene.booking(bookingId);
      const quote = JSON.parse(row.quote) as Quote;
      expect(row).toMatchObject({
        status: 'active',
        promised_wh: 30_000,
        start_at: '2026-11-20T14:00:00.000Z',
      });
      // 18 kWh more from 01:00 on are in the valley, 0.43 and 0.30 yuan each.
      expect(quote.energyWh).toBe(30_000);
      expect(quote.totalFen).toBe(Math.round((before.totalFen * 12) / 18) + 1314);
    });

    it('does not reach into the next slot, past closing time, over the longest slot or off the grid', async () => {
      const late = await addGuest(database.db, scene.compound);
      await scene.booked({ ...slotAt('20:00', '21:00') }, late);
      expect(await extend({ endAt: '2026-11-20T20:30:00.000Z' })).toMatchObject({ reason: 'taken' });
      expect(await extend({ endAt: '2026-11-20T19:50:00.000Z' })).toMatchObject({ reason: 'not-on-grid' });
      await database.db
        .updateTable('shared_pile')
        .set({ max_minutes: 300 })
        .where('pile_id', '=', scene.pile.pileId)
        .execute();
      expect(await extend()).toMatchObject({ reason: 'too-long' });
      expect(await extend({ endAt: '2026-11-20T17:00:00.000Z' })).toEqual({ ok: false, reason: 'not-later' });
      expect(await extend({ endAt: 'tomorrow' })).toEqual({ ok: false, reason: 'not-later' });
      expect(await extend({ endAt: '2026-11-20T19:00:00.000Z' })).toMatchObject({ ok: true });
    });

    it('keeps to the busy hours of the week, as booking does', async () => {
      await setSharingRules(database.db, scene.compound.compoundId, {
        ...DEFAULT_SHARING_RULES,
        busyFromMinute: 0,
        busyToMinute: 360,
        busyMinutesPerWeek: 180,
      });
      expect(await extend({ endAt: '2026-11-20T19:00:00.000Z' })).toMatchObject({ ok: true });
      expect(await extend({ endAt: '2026-11-20T19:30:00.000Z' })).toEqual({
        ok: false,
        reason: 'busy-hours-used-up',
        minutesLeft: 180,
        nextBest: null,
      });
    });

    it('needs the lender’s word where it decides, and is over when the slot is', async () => {
      await database.db
        .updateTable('shared_pile')
        .set({ needs_approval: 1 })
        .where('pile_id', '=', scene.pile.pileId)
        .execute();
      expect(await extend()).toEqual({ ok: false, reason: 'needs-approval' });
      scene.deps.setNow('2026-11-20T18:00:00.000Z');
      expect(await extend()).toEqual({ ok: false, reason: 'not-now', status: 'booked' });
    });
  });

  describe('into nothing', () => {
    it('gives the time to others at once and does not count when it comes early', async () => {
      expect(await cancel()).toEqual({ ok: true, isRepeat: false, countsTowardsWeek: false });
      expect(await cancel()).toEqual({ ok: true, isRepeat: true, countsTowardsWeek: false });
      expect(await scene.eventsOf(bookingId)).toEqual(['booked', 'cancelled']);
      const late = await addGuest(database.db, scene.compound);
      expect(await scene.book({}, late)).toMatchObject({ ok: true });
    });

    it('counts towards the week when it comes late', async () => {
      await setSharingRules(database.db, scene.compound.compoundId, {
        ...DEFAULT_SHARING_RULES,
        slotsPerWeek: 1,
      });
      scene.deps.setNow('2026-11-20T13:00:00.001Z');
      expect(await cancel()).toMatchObject({ ok: true, countsTowardsWeek: true });
      expect(await scene.book({ ...slotAt('20:00', '21:00') })).toMatchObject({ reason: 'slots-used-up' });
    });

    it('is too late once the slot has begun', async () => {
      scene.deps.setNow('2026-11-20T14:00:00.000Z');
      expect(await cancel()).toEqual({ ok: false, reason: 'begun' });
      await checkIn(database.db, scene, bookingId);
      expect(await cancel()).toEqual({ ok: false, reason: 'not-now', status: 'active' });
    });
  });

  it('is for the own household alone: another role may not, another household or compound sees nothing', async () => {
    const stranger = (await makeCompound(database.db)).actors.resident;
    for (const [who, reason] of [
      [scene.compound.actors.operator, 'forbidden'],
      [scene.compound.actors.resident, 'not-found'],
      [stranger, 'not-found'],
    ] as const) {
      expect(await move({}, who)).toEqual({ ok: false, reason });
      expect(await extend({}, who)).toEqual({ ok: false, reason });
      expect(await cancel(who)).toEqual({ ok: false, reason });
    }
    expect(await scene.booking(bookingId)).toMatchObject({ status: 'booked', turn: 0 });
  });
});
