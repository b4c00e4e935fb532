import { beforeEach, expect, it } from 'vitest';
import { DEFAULT_SHARING_RULES } from '~/domain/booking/sharing-rules';
import { answerSwap } from '~/use-cases/booking/answer-swap.server';
import { askSwap } from '~/use-cases/booking/ask-swap.server';
import { bookSlot } from '~/use-cases/booking/book-slot.server';
import { cancelSlot } from '~/use-cases/booking/cancel-slot.server';
import { expireSwaps } from '~/use-cases/booking/expire-swaps.server';
import { extendSlot } from '~/use-cases/booking/extend-slot.server';
import { moveSlot } from '~/use-cases/booking/move-slot.server';
import { findBooking, insertBookingEvent, lockBookings, updateBooking } from '~db/queries/bookings.server';
import { listNotices } from '~db/queries/household-notices.server';
import { findSwap, getBooking, listSwapsOfHousehold } from '~db/queries/swaps.server';
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

describeOnBothDatabases('swapping slots', (database) => {
  let deps: TestDeps;
  let compound: TestCompound;
  let piles: [TestSharedPile, TestSharedPile];
  let asker: TestHousehold;
  let asked: TestHousehold;
  let given: string;
  let wanted: string;
  let keys = 0;

  const book = async (who: TestHousehold, pileId: string, from: string, to: string) => {
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
      idempotencyKey: `key-${keys}`,
    });
    if (!booked.ok) throw new Error(booked.reason);
    return booked.bookingId;
  };
  const ask = (change: Partial<Parameters<typeof askSwap>[2]> = {}, who = asker) =>
    askSwap(deps, who.actor, { bookingId: given, pileId: piles[1].pileId, at: on20('15:00'), ...change });
  const askFor = async () => {
    const outcome = await ask();
    if (!outcome.ok) throw new Error(outcome.reason);
    return outcome.swapId;
  };
  const answer = (swapId: string, choice: 'accept' | 'decline' = 'accept', who = asked) =>
    answerSwap(deps, who.actor, { swapId, answer: choice });
  const row = (id: string) => getBooking(database.db, compound.compoundId, id);
  const change = (id: string, patch: Parameters<typeof updateBooking>[2], kind: 'moved' | 'cancelled') =>
    database.db.transaction().execute(async (trx) => {
      const { compoundId } = compound;
      await lockBookings(trx, compoundId);
      const booking = await findBooking(trx, compoundId, id);
      if (booking?.status !== 'booked') return null;
      await updateBooking(trx, booking, patch);
      const event = { compoundId, bookingId: id, at: deps.clock(), kind, personId: null, detail: {} };
      await insertBookingEvent(trx, event);
      return booking.household_id;
    });
  const cancel = (id: string) =>
    change(id, { status: 'cancelled', close_reason: 'by-household' }, 'cancelled');

  beforeEach(async () => {
    deps = makeDeps(database.db, NOW);
    compound = await makeCompound(database.db, { ratedKva: 800, basePeakKw: 300 });
    await giveTariff(database.db, compound.compoundId);
    await publishBoard(database.db, compound.compoundId);
    piles = [await addSharedPile(database.db, compound), await addSharedPile(database.db, compound)];
    [asker, asked] = [await addGuest(database.db, compound), await addGuest(database.db, compound)];
    given = await book(asker, piles[0].pileId, '12:00', '14:00');
    wanted = await book(asked, piles[1].pileId, '14:00', '16:00');
  });

  it('asks without telling either who the other is', async () => {
    const outcome = await ask();
    expect(outcome).toEqual({ ok: true, swapId: expect.any(String), answerByAt: on20('11:30') });
    const notices = await listNotices(database.db, compound.compoundId, asked.householdId, 5);
    expect(notices).toMatchObject([
      { kind: 'swap-asked', facts: { startAt: on20('12:00'), endAt: on20('14:00') } },
    ]);
    expect(JSON.stringify([outcome, notices])).not.toContain(asker.householdId);
    const open = await listSwapsOfHousehold(database.db, compound.compoundId, asked.householdId);
    expect(open).toMatchObject([{ from_start_at: on20('12:00'), to_start_at: on20('14:00') }]);
  });

  it('exchanges household, car and person; windows stay, promise and quote are made anew', async () => {
    await database.db.updateTable('vehicle').set({ max_kw: 2 }).where('id', '=', asker.vehicleId).execute();
    const before = [await row(given), await row(wanted)] as const;
    const swapId = await askFor();
    deps.setNow(on20('10:01'));
    expect(await answer(swapId)).toEqual({ ok: true, answer: 'accept' });
    const after = [await row(given), await row(wanted)] as const;
    expect(after[0]).toMatchObject({
      pile_id: piles[0].pileId,
      start_at: on20('12:00'),
      household_id: asked.householdId,
      vehicle_id: asked.vehicleId,
      person_id: asked.actor.personId,
      idempotency_key: before[1].idempotency_key,
      promised_wh: 6000,
    });
    // 2 kW for two hours is 4 kWh.
    expect(after[1]).toMatchObject({
      start_at: on20('14:00'),
      household_id: asker.householdId,
      vehicle_id: asker.vehicleId,
      idempotency_key: before[0].idempotency_key,
      promised_wh: 4000,
    });
    expect(JSON.parse(after[1].quote)).toMatchObject({ energyWh: 4000 });
    for (const who of [asker, asked]) {
      const notices = await listNotices(database.db, compound.compoundId, who.householdId, 1);
      expect(notices).toMatchObject([{ kind: 'swap-answered', facts: { accepted: true } }]);
    }
  });

  it('swaps overlapping slots of two cars under the constraint', async () => {
    given = await book(asker, piles[0].pileId, '18:00', '20:00');
    wanted = await book(asked, piles[1].pileId, '18:30', '20:30');
    const outcome = await ask({ at: on20('19:00') });
    if (!outcome.ok) throw new Error(outcome.reason);
    expect(await answer(outcome.swapId)).toMatchObject({ ok: true });
    expect(await row(given)).toMatchObject({ vehicle_id: asked.vehicleId });
    expect(await row(wanted)).toMatchObject({ vehicle_id: asker.vehicleId });
  });

  it('refuses where a car would be at two piles at once, and changes nothing', async () => {
    await book(asked, piles[1].pileId, '12:30', '13:30');
    expect(await answer(await askFor())).toEqual({ ok: false, reason: 'car-elsewhere' });
    expect(await row(given)).toMatchObject({ household_id: asker.householdId, promised_wh: 6000 });
    expect(await row(wanted)).toMatchObject({ household_id: asked.householdId, promised_wh: 6000 });
  });

  it('refuses what no longer fits the week or the pile, and tells a reason of the own household alone', async () => {
    const swapId = await askFor();
    await setSharingRules(database.db, compound.compoundId, {
      ...DEFAULT_SHARING_RULES,
      busyMinutesPerWeek: 60,
    });
    expect(await answer(swapId)).toEqual({ ok: false, reason: 'does-not-fit', why: 'busy-hours-used-up' });
    await setSharingRulesBack();
    await block(asked, piles[0]);
    expect(await answer(swapId)).toEqual({ ok: false, reason: 'does-not-fit', why: 'blocked' });
    await database.db.deleteFrom('shared_pile_household').execute();
    await block(asker, piles[1]);
    expect(await answer(swapId)).toEqual({ ok: false, reason: 'does-not-fit', why: null });
    expect(await row(given)).toMatchObject({ household_id: asker.householdId });
  });
  const setSharingRulesBack = () =>
    database.db.deleteFrom('sharing_rules').where('compound_id', '=', compound.compoundId).execute();
  const block = ({ householdId }: TestHousehold, { pileId }: TestSharedPile) =>
    database.db
      .insertInto('shared_pile_household')
      .values({
        compound_id: compound.compoundId,
        pile_id: pileId,
        household_id: householdId,
        relation: 'blocked',
        at: NOW,
      })
      .execute();

  it('is void when either slot has changed meanwhile', async () => {
    const swapId = await askFor();
    deps.setNow(on20('10:05'));
    await change(given, { wanted_wh: 5000 }, 'moved');
    expect(await answer(swapId)).toEqual({ ok: false, reason: 'changed' });
    expect(await findSwap(database.db, compound.compoundId, swapId)).toMatchObject({ status: 'over' });
    expect(await answer(swapId)).toEqual({ ok: false, reason: 'not-open', status: 'over' });
    const again = await askFor();
    await cancel(wanted);
    expect(await answer(again)).toEqual({ ok: false, reason: 'changed' });
  });

  it('is over when nobody answers, and when a slot is gone', async () => {
    const late = await askFor();
    expect((await expireSwaps(deps)).over).not.toContain(late);
    deps.setNow(on20('11:30'));
    expect((await expireSwaps(deps)).over).toContain(late);
    expect(await answer(late)).toMatchObject({ reason: 'not-open' });
    given = await book(asker, piles[0].pileId, '18:00', '20:00');
    const gone = await askFor();
    await cancel(given);
    const runs = await Promise.all([expireSwaps(deps), expireSwaps(deps)]);
    expect(runs.flatMap(({ over }) => over).filter((id) => id === gone)).toHaveLength(1);
    given = await book(asker, piles[0].pileId, '18:00', '20:00');
    const unanswered = await askFor();
    deps.setNow(on20('13:30'));
    expect(await answer(unanswered)).toEqual({ ok: false, reason: 'too-late' });
  });

  it('can be declined, and asked for again', async () => {
    const swapId = await askFor();
    expect(await ask()).toMatchObject({ reason: 'already-asked', answerByAt: on20('11:30') });
    expect(await answer(swapId, 'decline')).toEqual({ ok: true, answer: 'decline' });
    const notices = await listNotices(database.db, compound.compoundId, asker.householdId, 1);
    expect(notices).toMatchObject([{ kind: 'swap-answered', facts: { accepted: false } }]);
    expect(await ask()).toMatchObject({ ok: true });
  });

  it('refuses to ask nobody, oneself, too late, at a lender’s pile, or beyond the week', async () => {
    expect(await ask({ at: on20('20:00') })).toEqual({ ok: false, reason: 'nobody-there' });
    expect(await ask({ at: 'tonight' })).toEqual({ ok: false, reason: 'nobody-there' });
    expect(await ask({ pileId: 'pile_of_nobody' })).toEqual({ ok: false, reason: 'nobody-there' });
    await book(asker, piles[1].pileId, '18:00', '19:00');
    expect(await ask({ at: on20('18:00') })).toEqual({ ok: false, reason: 'own-slot' });
    const lent = await addSharedPile(database.db, compound, {
      lender_household_id: (await addGuest(database.db, compound)).householdId,
    });
    await publishBoard(database.db, compound.compoundId, { board: lent.pileId });
    await book(asked, lent.pileId, '20:00', '21:00');
    await database.db
      .updateTable('shared_pile')
      .set({ needs_approval: 1 })
      .where('pile_id', '=', lent.pileId)
      .execute();
    expect(await ask({ pileId: lent.pileId, at: on20('20:00') })).toMatchObject({ reason: 'needs-approval' });
    await block(asker, piles[1]);
    expect(await ask()).toEqual({ ok: false, reason: 'blocked' });
    await database.db.deleteFrom('shared_pile_household').execute();
    await setSharingRules(database.db, compound.compoundId, {
      ...DEFAULT_SHARING_RULES,
      busyMinutesPerWeek: 30,
    });
    expect(await ask()).toMatchObject({ reason: 'busy-hours-used-up' });
    await setSharingRulesBack();
    deps.setNow(on20('11:31'));
    expect(await ask()).toEqual({ ok: false, reason: 'too-late' });
    deps.setNow(NOW);
    await cancel(given);
    expect(await ask()).toEqual({ ok: false, reason: 'not-booked' });
  });

  it.each([1, 2, 3, 4])(
    'ends in one of two ways when the slot is cancelled while the swap is accepted (%i)',
    async (n) => {
      const swapId = await askFor();
      const cancelling = () => cancelSlot(deps, asker.actor, { bookingId: given });
      const [cancelled, outcome] =
        n % 2 === 0
          ? await Promise.all([cancelling(), answer(swapId)])
          : ((await Promise.all([answer(swapId), cancelling()])).toReversed() as [
              Awaited<ReturnType<typeof cancelling>>,
              Awaited<ReturnType<typeof answer>>,
            ]);
      const [mine, theirs] = [await row(given), await row(wanted)];
      expect(theirs.status).toBe('booked');
      if (outcome.ok) {
        // The slot is the other household's: whoever gave it away cannot cancel it any more.
        expect(cancelled).toEqual({ ok: false, reason: 'not-found' });
        expect(mine).toMatchObject({ status: 'booked', household_id: asked.householdId });
        expect(theirs.household_id).toBe(asker.householdId);
      } else {
        expect(outcome).toEqual({ ok: false, reason: 'changed' });
        expect(cancelled).toMatchObject({ ok: true });
        expect(mine).toMatchObject({ status: 'cancelled', household_id: asker.householdId });
        expect(theirs.household_id).toBe(asked.householdId);
      }
    },
  );

  it('lets nobody move or lengthen a slot that has just changed hands', async () => {
    const swapId = await askFor();
    const terms = { bookingId: given, wantedWh: null, agreedWh: null };
    const [swapped, moved, extended] = await Promise.all([
      answer(swapId),
      moveSlot(deps, asker.actor, {
        ...terms,
        pileId: piles[0].pileId,
        startAt: on20('20:00'),
        endAt: on20('22:00'),
      }),
      extendSlot(deps, asker.actor, { ...terms, endAt: on20('15:00') }),
    ]);
    const owner = (await row(given)).household_id;
    expect(owner).toBe(swapped.ok ? asked.householdId : asker.householdId);
    if (swapped.ok)
      for (const outcome of [moved, extended]) expect(outcome).toMatchObject({ reason: 'not-found' });
    else expect([moved.ok, extended.ok]).toContain(true);
  });

  it('happens once when it is accepted twice at once', async () => {
    const swapId = await askFor();
    const outcomes = await Promise.all([answer(swapId), answer(swapId), answer(swapId)]);
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await row(given)).toMatchObject({ household_id: asked.householdId });
  });

  it('is for the two households alone: the asker does not answer, other roles may not, others see nothing', async () => {
    const swapId = await askFor();
    const stranger = await makeCompound(database.db);
    const third = await addGuest(database.db, compound);
    expect(await answer(swapId, 'accept', asker)).toEqual({ ok: false, reason: 'forbidden' });
    expect(await answer(swapId, 'accept', third)).toEqual({ ok: false, reason: 'not-found' });
    const accept = { swapId, answer: 'accept' } as const;
    expect(await answerSwap(deps, compound.actors.operator, accept)).toMatchObject({ reason: 'forbidden' });
    expect(await answerSwap(deps, stranger.actors.operator, accept)).toMatchObject({ reason: 'not-found' });
    expect(await answerSwap(deps, stranger.actors.resident, accept)).toMatchObject({ reason: 'not-found' });
    const wish = { bookingId: given, pileId: piles[1].pileId, at: on20('15:00') };
    expect(await askSwap(deps, third.actor, wish)).toEqual({ ok: false, reason: 'not-found' });
    expect(await askSwap(deps, compound.actors.operator, wish)).toEqual({ ok: false, reason: 'forbidden' });
    expect(await askSwap(deps, stranger.actors.operator, wish)).toEqual({ ok: false, reason: 'not-found' });
  });
});
