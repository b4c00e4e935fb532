import { beforeEach, describe, expect, it } from 'vitest';
import { authoriseTag } from '~/use-cases/gateway/authorise-tag.server';
import { makeCompound, type TestCompound } from '../../factories/compound';
import { makeDeps, type TestDeps } from '../../factories/deps';
import { giveTariff } from '../../factories/night';
import {
  addGuest,
  addSharedPile,
  publishBoard,
  type TestHousehold,
  type TestSharedPile,
} from '../../factories/sharing';
import { addStation, addTag } from '../../factories/station';
import { bookingOf, bookTestSlot, noticesOf, plugIn } from '../../factories/visit';
import { describeOnBothDatabases } from '../../setup/database';

/** 18:00 in Shanghai. */
const NOW = '2026-11-20T10:00:00.000Z';
const at = (time: string) => `2026-11-20T${time}:00.000Z`;

describeOnBothDatabases('a tag at a shared pile', (database) => {
  let deps: TestDeps;
  let compound: TestCompound;
  let pile: TestSharedPile;
  let guest: TestHousehold;
  let idTag: string;
  const ask = (tag = idTag, at: TestSharedPile = pile) => authoriseTag(deps, at, tag);
  const bookings = () =>
    database.db.selectFrom('booking').selectAll().where('compound_id', '=', compound.compoundId).execute();
  const change = (patch: object, id = pile.pileId) =>
    database.db.updateTable('shared_pile').set(patch).where('pile_id', '=', id).execute();
  const newGuest = async () => {
    const who = await addGuest(database.db, compound);
    return { ...who, idTag: await addTag(database.db, compound.compoundId, who.householdId) };
  };

  beforeEach(async () => {
    deps = makeDeps(database.db, NOW);
    compound = await makeCompound(database.db, { ratedKva: 800, basePeakKw: 300 });
    await giveTariff(database.db, compound.compoundId);
    await publishBoard(database.db, compound.compoundId);
    pile = await addSharedPile(database.db, compound);
    ({ idTag, ...guest } = await newGuest());
  });

  describe('with a booking', () => {
    let bookingId: string;
    beforeEach(async () => {
      await change({ walk_ups: 0 });
      bookingId = await bookTestSlot(deps, guest, pile, { startAt: at('11:00'), endAt: at('13:00') });
    });

    it.each([
      ['10:49', 'Blocked'],
      ['10:50', 'Accepted'],
      ['12:59', 'Accepted'],
      ['13:00', 'Blocked'],
    ])('at %s is %s', async (time, status) => {
      deps.setNow(at(time));
      expect(await ask()).toBe(status);
    });

    it('is not let in early while the neighbour’s slot lasts', async () => {
      const before = await newGuest();
      await bookTestSlot(deps, before, pile, { startAt: at('10:00'), endAt: at('11:00') });
      deps.setNow(at('10:55'));
      expect(await ask()).toBe('Blocked');
      expect(await ask(before.idTag)).toBe('Accepted');
    });

    it('checks the booking in and ties the session to it in the same step', async () => {
      deps.setNow(at('10:55'));
      const started = await plugIn(deps, pile, idTag);
      expect(started.status).toBe('Accepted');
      expect(await bookingOf(deps, bookingId)).toMatchObject({
        status: 'active',
        checked_in_by: 'plug',
        transaction_id: started.transactionId,
      });
      expect(await bookings()).toHaveLength(1);
    });

    it('starts once however often the station says it, side by side too', async () => {
      deps.setNow(at('11:05'));
      const starts = await Promise.all([plugIn(deps, pile, idTag), plugIn(deps, pile, idTag)]);
      const again = await plugIn(deps, pile, idTag);
      expect(new Set([...starts, again].map(({ transactionId }) => transactionId)).size).toBe(1);
      expect(again.status).toBe('Accepted');
      const { turn } = await bookingOf(deps, bookingId);
      await plugIn(deps, pile, idTag, { startedAt: at('11:05') });
      expect((await bookingOf(deps, bookingId)).turn).toBe(turn);
    });

    it('of somebody else is Blocked, gets a number all the same, and leaves the booking as it is', async () => {
      const other = await newGuest();
      deps.setNow(at('11:05'));
      const refused = await plugIn(deps, pile, other.idTag);
      expect(refused).toMatchObject({ status: 'Blocked', transactionId: expect.any(Number) });
      expect(refused.transactionId).toBeGreaterThan(0);
      expect(await bookingOf(deps, bookingId)).toMatchObject({ status: 'booked', transaction_id: null });
      expect(await plugIn(deps, pile, other.idTag)).toEqual(refused);
    });

    it('that charged while the station was offline belongs to the slot in which it began', async () => {
      deps.setNow(at('13:30'));
      const queued = await plugIn(deps, pile, idTag, { startedAt: at('11:02') });
      expect(queued.status).toBe('Accepted');
      expect(await bookingOf(deps, bookingId)).toMatchObject({ transaction_id: queued.transactionId });
    });
  });

  describe('without a booking', () => {
    it('is a walk-up: until the next slot, with a promise and a price of its own', async () => {
      const later = await newGuest();
      await bookTestSlot(deps, later, pile, { startAt: at('14:00'), endAt: at('15:00') });
      expect(await ask()).toBe('Accepted');
      expect(await bookings()).toHaveLength(1);
      const started = await plugIn(deps, pile, idTag);
      expect(started.status).toBe('Accepted');
      const walkUp = (await bookings()).find(({ kind }) => kind === 'walk-up');
      expect(walkUp).toMatchObject({
        household_id: guest.householdId,
        vehicle_id: guest.vehicleId,
        person_id: guest.actor.personId,
        status: 'active',
        checked_in_by: 'plug',
        transaction_id: started.transactionId,
        start_at: NOW,
        end_at: at('14:00'),
      });
      expect(walkUp?.promised_wh).toBeGreaterThan(0);
      expect(await plugIn(deps, pile, idTag)).toEqual(started);
      expect(await bookings()).toHaveLength(2);
    });

    it.each([
      ['takes no walk-ups', () => change({ walk_ups: 0 })],
      ['is paused', () => change({ status: 'paused' })],
      [
        'has lost its verification',
        () =>
          database.db
            .updateTable('pile')
            .set({ verification_until_on: '2026-01-01' })
            .where('id', '=', pile.pileId)
            .execute(),
      ],
      [
        'is for others',
        () =>
          database.db
            .insertInto('shared_pile_household')
            .values({
              compound_id: compound.compoundId,
              pile_id: pile.pileId,
              household_id: compound.householdId,
              relation: 'member',
              at: NOW,
            })
            .execute(),
      ],
    ])('is Blocked where the pile %s', async (_, happen) => {
      await happen();
      expect(await ask()).toBe('Blocked');
      expect((await plugIn(deps, pile, idTag)).status).toBe('Blocked');
      expect(await bookings()).toEqual([]);
    });

    it('is Blocked where no price is published', async () => {
      const bare = await makeCompound(database.db);
      await giveTariff(database.db, bare.compoundId);
      const unpriced = await addSharedPile(database.db, bare);
      expect(await ask(unpriced.idTag, unpriced)).toBe('Blocked');
      expect((await plugIn(deps, unpriced, unpriced.idTag)).status).toBe('Blocked');
    });

    it('keeps its old right at a pile whose time nobody shares', async () => {
      const plain = await addStation(database.db, compound, { household_id: null });
      expect(await authoriseTag(deps, plain, idTag)).toBe('Accepted');
    });
  });

  describe('at a lent pile', () => {
    let owner: TestHousehold & { idTag: string };
    let lent: TestSharedPile;
    beforeEach(async () => {
      owner = await newGuest();
      lent = await addSharedPile(database.db, compound, { lender_household_id: owner.householdId });
      await publishBoard(database.db, compound.compoundId, { board: lent.pileId });
    });

    it('lets a guest in its slot alone, and no walk-ups', async () => {
      expect(await ask(idTag, lent)).toBe('Blocked');
      await bookTestSlot(deps, guest, lent, { startAt: at('11:00'), endAt: at('13:00') });
      deps.setNow(at('11:00'));
      expect(await ask(idTag, lent)).toBe('Accepted');
      expect((await plugIn(deps, lent, idTag)).status).toBe('Accepted');
    });

    it('lets its owner at any time, without a booking, and takes back the slot that is about to begin', async () => {
      const bookingId = await bookTestSlot(deps, guest, lent, { startAt: at('10:30'), endAt: at('12:00') });
      expect(await ask(owner.idTag, lent)).toBe('Accepted');
      expect((await plugIn(deps, lent, owner.idTag)).status).toBe('Accepted');
      expect(await bookingOf(deps, bookingId)).toMatchObject({
        status: 'cancelled',
        close_reason: 'owner-plugged-in',
      });
      expect(await noticesOf(deps, guest.householdId)).toMatchObject([{ kind: 'slot-taken-back' }]);
    });
  });
});
