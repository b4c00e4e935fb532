import { beforeEach, expect, it } from 'vitest';
import { DEFAULT_SHARING_RULES } from '~/domain/booking/sharing-rules';
import { extendSlot } from '~/use-cases/booking/extend-slot.server';
import { moveSlot } from '~/use-cases/booking/move-slot.server';
import { type BookingScene, makeBookingScene, slotAt } from '../../factories/booking-scene';
import { addGuest, addSharedPile, setSharingRules } from '../../factories/sharing';
import { describeOnBothDatabases } from '../../setup/database';

const RACERS = 12;

describeOnBothDatabases('many who want one time at once', (database) => {
  let scene: BookingScene;
  const holdersOf = async (pileId: string, from: string, to: string) => {
    const window = slotAt(from, to);
    const rows = await database.db
      .selectFrom('booking')
      .select('id')
      .where('pile_id', '=', pileId)
      .where('status', 'in', ['booked', 'active'])
      .where('start_ms', '<', Date.parse(window.endAt))
      .where('hold_until_ms', '>', Date.parse(window.startAt))
      .execute();
    return rows.map(({ id }) => id);
  };

  beforeEach(async () => {
    scene = await makeBookingScene(database.db, { ratedKva: 2000, basePeakKw: 300 });
    await setSharingRules(database.db, scene.compound.compoundId, {
      ...DEFAULT_SHARING_RULES,
      busyMinutesPerWeek: 10_080,
    });
    await database.db.updateTable('feeder').set({ limit_kw: 900 }).execute();
  });

  it('move there: one gets it, the others keep what they have and are told the nearest free slot', async () => {
    const racers = await Promise.all(
      Array.from({ length: RACERS }, async () => {
        const pile = await addSharedPile(database.db, scene.compound);
        const guest = await addGuest(database.db, scene.compound);
        const bookingId = await scene.booked({ pileId: pile.pileId, wantedWh: 7000 }, guest);
        return { guest, bookingId, pileId: pile.pileId };
      }),
    );
    const outcomes = await Promise.all(
      racers.map(({ guest, bookingId }) =>
        moveSlot(scene.deps, guest.actor, {
          bookingId,
          pileId: scene.pile.pileId,
          ...slotAt('15:00', '17:00'),
          wantedWh: null,
          agreedWh: null,
        }),
      ),
    );
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1);
    for (const [index, outcome] of outcomes.entries()) {
      if (outcome.ok) continue;
      expect(outcome).toMatchObject({ reason: 'taken', nextBest: { startAt: expect.any(String) } });
      expect((await scene.booking(racers[index]!.bookingId)).pile_id).toBe(racers[index]!.pileId);
    }
    expect(await holdersOf(scene.pile.pileId, '15:00', '17:00')).toHaveLength(1);
  });

  it('extend into it, book it and move into it: one gets it, the others hear that it is taken', async () => {
    const neighbour = await scene.booked({ ...slotAt('14:00', '16:00'), wantedWh: 7000 });
    const mover = await addGuest(database.db, scene.compound);
    const elsewhere = await addSharedPile(database.db, scene.compound);
    const moved = await scene.booked(
      { pileId: elsewhere.pileId, ...slotAt('12:00', '14:00'), wantedWh: 7000 },
      mover,
    );
    const bookers = await Promise.all(
      Array.from({ length: RACERS - 2 }, () => addGuest(database.db, scene.compound)),
    );
    const outcomes = await Promise.all([
      extendSlot(scene.deps, scene.guest.actor, {
        bookingId: neighbour,
        endAt: slotAt('14:00', '18:00').endAt,
        wantedWh: null,
        agreedWh: null,
      }),
      moveSlot(scene.deps, mover.actor, {
        bookingId: moved,
        pileId: scene.pile.pileId,
        ...slotAt('16:00', '18:00'),
        wantedWh: null,
        agreedWh: null,
      }),
      ...bookers.map((guest) => scene.book({ ...slotAt('16:00', '18:00'), wantedWh: 7000 }, guest)),
    ]);
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1);
    for (const outcome of outcomes) if (!outcome.ok) expect(outcome).toMatchObject({ reason: 'taken' });
    expect(await holdersOf(scene.pile.pileId, '16:00', '18:00')).toHaveLength(1);
  });

  it('extend the same slot from several phones: it is extended once', async () => {
    const bookingId = await scene.booked({ wantedWh: 7000 });
    const outcomes = await Promise.all(
      Array.from({ length: 5 }, () =>
        extendSlot(scene.deps, scene.guest.actor, {
          bookingId,
          endAt: slotAt('14:00', '19:00').endAt,
          wantedWh: null,
          agreedWh: null,
        }),
      ),
    );
    expect(outcomes.filter((outcome) => outcome.ok && !outcome.isRepeat)).toHaveLength(1);
    expect(outcomes.every(({ ok }) => ok)).toBe(true);
    expect(await scene.eventsOf(bookingId)).toEqual(['booked', 'extended']);
  });
});
