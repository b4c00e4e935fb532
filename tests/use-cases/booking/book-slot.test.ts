import { beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_SHARING_RULES } from '~/domain/booking/sharing-rules';
import { bookSlot } from '~/use-cases/booking/book-slot.server';
import { quoteSlot } from '~/use-cases/booking/quote-slot.server';
import type { SlotInput } from '~/use-cases/shared/booking/slot-input';
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

describeOnBothDatabases('booking a slot', (database) => {
  let deps: TestDeps;
  let compound: TestCompound;
  let pile: TestSharedPile;
  let guest: TestHousehold;
  let key = 0;
  const slot = (from: string, to: string): Pick<SlotInput, 'startAt' | 'endAt'> => ({
    startAt: `2026-11-20T${from}:00.000Z`,
    endAt: `2026-11-20T${to}:00.000Z`,
  });
  const input = (change: Partial<SlotInput> = {}): SlotInput => ({
    compoundId: compound.compoundId,
    householdId: guest.householdId,
    pileId: pile.pileId,
    vehicleId: guest.vehicleId,
    ...slot('14:00', '18:00'),
    wantedWh: 18_000,
    agreedWh: null,
    ...change,
  });
  const book = (change: Partial<SlotInput & { idempotencyKey: string }> = {}, who = guest) => {
    key += 1;
    return bookSlot(deps, who.actor, {
      ...input(),
      householdId: who.householdId,
      vehicleId: who.vehicleId,
      idempotencyKey: `key-${key}`,
      ...change,
    });
  };

  beforeEach(async () => {
    deps = makeDeps(database.db, NOW);
    compound = await makeCompound(database.db, { ratedKva: 800, basePeakKw: 300 });
    await giveTariff(database.db, compound.compoundId);
    await publishBoard(database.db, compound.compoundId);
    pile = await addSharedPile(database.db, compound);
    guest = await addGuest(database.db, compound);
  });

  it('promises what the slot will deliver and says what it costs, before and at booking', async () => {
    const quote = await quoteSlot(deps, guest.actor, input());
    // 23:00 to 02:00 is valley: 18 kWh at 0.43 and 0.30 yuan.
    expect(quote).toMatchObject({ ok: true, promisedWh: 18_000, quote: { totalFen: 1314 } });
    const booked = await book({ agreedWh: 18_000 });
    expect(booked).toMatchObject({ ok: true, promisedWh: 18_000, isRepeat: false });
    expect(deps.published).toContainEqual({
      topic: 'plan-needed',
      message: { compoundId: compound.compoundId, cause: 'booking' },
    });
  });

  it('makes one booking of a form that is sent twice', async () => {
    const [one, other] = await Promise.all([
      book({ idempotencyKey: 'same' }),
      book({ idempotencyKey: 'same' }),
    ]);
    const again = await book({ idempotencyKey: 'same' });
    if (!one.ok || !other.ok || !again.ok) throw new Error('refused');
    expect(new Set([one.bookingId, other.bookingId, again.bookingId]).size).toBe(1);
    expect([one.isRepeat, other.isRepeat].filter(Boolean)).toHaveLength(1);
  });

  it('refuses what somebody else has and names the nearest free slot', async () => {
    expect(await book()).toMatchObject({ ok: true });
    const late = await addGuest(database.db, compound);
    expect(await book({}, late)).toMatchObject({
      ok: false,
      reason: 'taken',
      nextBest: { pileId: pile.pileId, startAt: '2026-11-20T10:00:00.000Z' },
    });
    expect(await book(slot('18:00', '20:00'), late)).toMatchObject({ ok: true });
  });

  it('keeps the buffer after a slot free', async () => {
    await database.db
      .updateTable('shared_pile')
      .set({ buffer_minutes: 30 })
      .where('pile_id', '=', pile.pileId)
      .execute();
    expect(await book()).toMatchObject({ ok: true });
    const late = await addGuest(database.db, compound);
    expect(await book(slot('18:00', '20:00'), late)).toMatchObject({ reason: 'taken' });
    expect(await book(slot('18:30', '20:00'), late)).toMatchObject({ ok: true });
  });

  it('promises only what fits beside what is promised already', async () => {
    const tight = await makeCompound(database.db, { ratedKva: 100 / 0.76, basePeakKw: 95 });
    await giveTariff(database.db, tight.compoundId);
    await publishBoard(database.db, tight.compoundId);
    const piles = [await addSharedPile(database.db, tight), await addSharedPile(database.db, tight)];
    const promises = [];
    for (const place of piles) {
      const who = await addGuest(database.db, tight);
      const booked = await book({ compoundId: tight.compoundId, pileId: place.pileId }, who);
      promises.push(booked.ok ? booked.promisedWh : booked.reason);
    }
    // 70 % of 5 kW for four hours is 14 kWh: the first takes them all.
    expect(promises).toEqual([14_000, 'no-energy']);
  });

  it('books nothing where the promise has become less than what was agreed to', async () => {
    expect(await book({ wantedWh: 30_000, agreedWh: 30_000 })).toMatchObject({
      ok: false,
      reason: 'promise-changed',
      promisedWh: 28_000,
    });
  });

  it.each([
    ['no-published-price', { pileId: 'lent' }],
    ['too-long', slot('11:00', '23:00')],
    ['too-short', slot('14:00', '14:00')],
    ['not-on-grid', slot('14:10', '15:10')],
    ['past', slot('08:00', '09:00')],
    ['energy', { wantedWh: 0 }],
    ['energy', { wantedWh: Number.NaN }],
    ['no-such-car', { vehicleId: 'car_of_somebody_else' }],
    ['backwards', { startAt: 'tomorrow' }],
  ])('says %s', async (reason, change) => {
    if ('pileId' in change && change.pileId === 'lent') {
      const lender = await addGuest(database.db, compound);
      const lent = await addSharedPile(database.db, compound, { lender_household_id: lender.householdId });
      change = { pileId: lent.pileId };
    }
    const expected = reason === 'too-short' ? 'backwards' : reason;
    expect(await book(change as Partial<SlotInput>)).toMatchObject({ ok: false, reason: expected });
  });

  it('keeps to the week’s slots and busy hours of the compound’s rules', async () => {
    await setSharingRules(database.db, compound.compoundId, {
      ...DEFAULT_SHARING_RULES,
      slotsPerWeek: 2,
      busyMinutesPerWeek: 60,
    });
    expect(await book({ ...slot('14:00', '16:00'), vehicleId: null })).toMatchObject({ ok: true });
    expect(await book({ ...slot('12:00', '13:00'), vehicleId: null })).toMatchObject({
      reason: 'busy-hours-used-up',
      minutesLeft: 0,
    });
    expect(await book({ ...slot('16:00', '17:00'), vehicleId: null })).toMatchObject({ ok: true });
    expect(await book({ ...slot('18:00', '19:00'), vehicleId: null })).toMatchObject({
      reason: 'slots-used-up',
      perWeek: 2,
    });
  });

  it('lets households with a pile of their own book less far ahead', async () => {
    const inThreeDays = { startAt: '2026-11-23T14:00:00.000Z', endAt: '2026-11-23T16:00:00.000Z' };
    expect(await book(inThreeDays)).toMatchObject({ ok: true });
    const owner = await addSharedPile(database.db, compound, {
      lender_household_id: guest.householdId,
    });
    expect(owner.pileId).not.toBe(pile.pileId);
    expect(
      await book({ startAt: '2026-11-24T14:00:00.000Z', endAt: '2026-11-24T16:00:00.000Z' }),
    ).toMatchObject({
      reason: 'too-far',
    });
  });

  it('puts one car at one pile at a time', async () => {
    const other = await addSharedPile(database.db, compound);
    expect(await book()).toMatchObject({ ok: true });
    expect(await book({ pileId: other.pileId, ...slot('15:00', '16:00') })).toMatchObject({
      reason: 'car-elsewhere',
    });
  });

  it('is for the own household alone: another role may not, another compound sees nothing', async () => {
    const stranger = await makeCompound(database.db);
    const request = { ...input(), idempotencyKey: 'x' };
    expect(await bookSlot(deps, compound.actors.operator, request)).toEqual({
      ok: false,
      reason: 'forbidden',
    });
    expect(await bookSlot(deps, stranger.actors.resident, request)).toEqual({
      ok: false,
      reason: 'not-found',
    });
    expect(await bookSlot(deps, compound.actors.resident, request)).toEqual({
      ok: false,
      reason: 'not-found',
    });
  });

  describe('when a thousand people want ten slots at once', () => {
    it('gives ten bookings and 990 refusals that name a free slot', { timeout: 180_000 }, async () => {
      const slots = Array.from({ length: 10 }, (_, n) => {
        const startMs = Date.parse('2026-11-20T11:00:00.000Z') + n * 1_800_000;
        return {
          startAt: new Date(startMs).toISOString(),
          endAt: new Date(startMs + 1_800_000).toISOString(),
        };
      });
      await setSharingRules(database.db, compound.compoundId, {
        ...DEFAULT_SHARING_RULES,
        slotsPerWeek: 100,
        busyMinutesPerWeek: 10_080,
      });
      const people = await Promise.all(Array.from({ length: 20 }, () => addGuest(database.db, compound)));
      const outcomes = await Promise.all(
        Array.from({ length: 1000 }, (_, n) =>
          book({ ...slots[n % 10]!, vehicleId: null, wantedWh: 1000 }, people[n % 20]!),
        ),
      );
      const won = outcomes.filter((outcome) => outcome.ok);
      const lost = outcomes.filter((outcome) => !outcome.ok);
      expect(won).toHaveLength(10);
      expect(lost).toHaveLength(990);
      for (const outcome of lost)
        expect(outcome).toMatchObject({ reason: 'taken', nextBest: { startAt: expect.any(String) } });
      const { held } = await database.db
        .selectFrom('booking')
        .select((eb) => eb.fn.countAll<number>().as('held'))
        .where('compound_id', '=', compound.compoundId)
        .executeTakeFirstOrThrow();
      expect(Number(held)).toBe(10);
    });
  });
});
