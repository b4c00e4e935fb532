import { beforeEach, describe, expect, it } from 'vitest';
import { SUGGESTED_OCCUPATION } from '~/domain/booking/occupation';
import { appealOccupation } from '~/use-cases/booking/appeal-occupation.server';
import { decideAppeal } from '~/use-cases/booking/decide-appeal.server';
import { followVisits } from '~/use-cases/booking/follow-visits.server';
import { releaseNoShows } from '~/use-cases/booking/release-no-shows.server';
import { remindSlots } from '~/use-cases/booking/remind-slots.server';
import { visitBill } from '~/use-cases/shared/visit/visit-bill.server';
import { makeCompound } from '../../factories/compound';
import { addSharedPile, publishBoard } from '../../factories/sharing';
import { bookingOf, bookTestSlot, meter, noticesOf, plugIn, setStatus, unplug } from '../../factories/visit';
import { describeOnBothDatabases } from '../../setup/database';
import { at, guestWithCard, type SharedPileScene, setOnline, sharedPileScene } from './shared-pile-scene';

describeOnBothDatabases('what a visit costs', (database) => {
  let scene: SharedPileScene;
  let bookingId: string;
  /** Every job at once on two machines. */
  const tick = async (time: string) => {
    scene.deps.setNow(at(time));
    for (const job of [remindSlots, releaseNoShows, followVisits])
      await Promise.all([job(scene.deps), job(scene.deps)]);
  };
  const booking = () => bookingOf(scene.deps, bookingId);
  const kinds = async (householdId = scene.guest.householdId) =>
    (await noticesOf(scene.deps, householdId)).map(({ kind }) => kind);
  const _events = async () =>
    (
      await database.db
        .selectFrom('booking_event')
        .select('kind')
        .where('booking_id', '=', bookingId)
        .orderBy('seq')
        .execute()
    ).map(({ kind }) => kind);
  const occupation = () =>
    database.db.selectFrom('occupation').selectAll().where('booking_id', '=', bookingId).executeTakeFirst();
  const bill = () =>
    database.db.selectFrom('charge_bill').selectAll().where('booking_id', '=', bookingId).executeTakeFirst();
  const book = (from: string, to: string, who = scene.guest) =>
    bookTestSlot(scene.deps, who, scene.pile, { startAt: at(from), endAt: at(to) });
  const arrive = async (time: string, who = scene.guest) => {
    scene.deps.setNow(at(time));
    const { transactionId } = await plugIn(scene.deps, scene.pile, who.idTag);
    await setStatus(scene.deps, scene.pile, 'Charging');
    return transactionId;
  };
  const leave = async (time: string, transactionId: number, wh = 6000) => {
    scene.deps.setNow(at(time));
    await unplug(scene.deps, scene.pile, transactionId, { meterStopWh: 1000 + wh });
    await setStatus(scene.deps, scene.pile, 'Available');
  };

  beforeEach(async () => {
    scene = await sharedPileScene(database.db, { occupation: SUGGESTED_OCCUPATION });
    bookingId = await book('11:00', '13:00');
  });

  describe('of a car that stays', () => {
    /** From 21:00 to 21:45 by the local clock, half an hour of which is free. */
    const stay = async () => {
      const transactionId = await arrive('11:05');
      scene.deps.setNow(at('12:50'));
      await unplug(scene.deps, scene.pile, transactionId, { meterStopWh: 9000, reason: 'Local' });
      await setStatus(scene.deps, scene.pile, 'Finishing');
      await tick('13:00');
      scene.deps.setNow(at('13:47'));
      await setStatus(scene.deps, scene.pile, 'Available', at('13:45'));
      await tick('13:47');
    };
    const appeal = (text = '车坏了', actor = scene.guest.actor) =>
      appealOccupation(scene.deps, actor, { bookingId, text });
    const decide = (waive: boolean, actor = scene.compound.actors.operator, reason = '核实') =>
      decideAppeal(scene.deps, actor, { bookingId, waive, reason });

    it('pays from the grace until the connector was free, by the published rule', async () => {
      await stay();
      expect(await occupation()).toMatchObject({ status: 'ended', until_at: at('13:45'), fee_fen: 750 });
      const made = await bill();
      expect(made).toMatchObject({ occupation_fen: 750 });
      expect(made!.total_fen).toBe(
        made!.electricity_fen + made!.service_fen + made!.guarantee_fen + made!.compensation_fen + 750,
      );
    });

    it('pays nothing where no rule was published when it booked, whatever is published later', async () => {
      scene = await sharedPileScene(database.db);
      bookingId = await book('11:00', '13:00');
      await database.db
        .insertInto('price_board')
        .values({
          compound_id: scene.compound.compoundId,
          id: 'board_later',
          board: 'common',
          version: 2,
          valid_from_at: at('10:30'),
          service_fee: '{"perKwhE4":3000,"byBandE4":{}}',
          occupation: JSON.stringify(SUGGESTED_OCCUPATION),
          notice: '公示',
          published_at: at('10:20'),
          published_by: 'person_of_test',
        })
        .execute();
      await stay();
      expect(await occupation()).toMatchObject({ status: 'ended', fee_fen: 0 });
      expect(await bill()).toMatchObject({ occupation_fen: 0 });
      expect(await appeal()).toEqual({ ok: false, reason: 'nothing-charged' });
    });

    it('can be appealed against and is waived: the bill is corrected and the household told', async () => {
      await stay();
      const before = await bill();
      const outcomes = await Promise.all([appeal(), appeal()]);
      expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
      expect(await decide(true)).toEqual({ ok: true });
      expect(await occupation()).toMatchObject({ status: 'waived', decision_text: '核实' });
      expect(await bill()).toMatchObject({ occupation_fen: 0, total_fen: before!.total_fen - 750 });
      expect(await decide(false)).toEqual({ ok: false, reason: 'not-appealed' });
      expect(await kinds()).toContain('appeal-decided');
    });

    it('keeps its fee with a reason', async () => {
      await stay();
      expect(await decide(false)).toEqual({ ok: false, reason: 'not-appealed' });
      await appeal();
      expect(await decide(false, undefined, ' ')).toEqual({ ok: false, reason: 'text' });
      expect(await decide(false)).toEqual({ ok: true });
      expect(await bill()).toMatchObject({ occupation_fen: 750 });
      expect(await appeal()).toEqual({ ok: false, reason: 'appealed-already' });
    });

    it('is appealed against in words, within a week, after the car has left, and by its household', async () => {
      expect(await appeal()).toEqual({ ok: false, reason: 'nothing-charged' });
      await stay();
      expect(await appeal(' ')).toEqual({ ok: false, reason: 'text' });
      const { operator, property, resident } = scene.compound.actors;
      const stranger = await makeCompound(database.db);
      expect(await appeal('x', operator)).toEqual({ ok: false, reason: 'forbidden' });
      expect(await appeal('x', resident)).toEqual({ ok: false, reason: 'not-found' });
      expect(await decide(true, scene.guest.actor)).toEqual({ ok: false, reason: 'forbidden' });
      expect(await decide(true, property)).toEqual({ ok: false, reason: 'forbidden' });
      expect(await decide(true, stranger.actors.operator)).toEqual({ ok: false, reason: 'not-found' });
      scene.deps.setNow('2026-11-27T13:46:00.000Z');
      expect(await appeal()).toEqual({ ok: false, reason: 'too-late' });
    });

    it('cannot be appealed against while the car is there', async () => {
      const transactionId = await arrive('11:05');
      scene.deps.setNow(at('12:50'));
      await unplug(scene.deps, scene.pile, transactionId, { meterStopWh: 9000 });
      await setStatus(scene.deps, scene.pile, 'Finishing');
      await tick('13:40');
      expect(await appeal()).toEqual({ ok: false, reason: 'still-there' });
    });
  });

  describe('its bill', () => {
    it('is made with the end of the session, corrected in place by what comes late, and never twice', async () => {
      const transactionId = await arrive('11:05');
      const halfway = at('12:00');
      scene.deps.setNow(halfway);
      await meter(scene.deps, scene.pile, transactionId, [[halfway, 4000]]);
      const running = await visitBill(database.db, await booking(), halfway);
      expect(running).toMatchObject({ energyWh: 3000 });
      await leave('12:55', transactionId, 8000);
      const made = await bill();
      expect(made).toMatchObject({ energy_wh: 8000 });
      await tick('13:00');
      await meter(scene.deps, scene.pile, transactionId, [[at('12:54'), 1100]]);
      await meter(scene.deps, scene.pile, transactionId, [[at('11:10'), 8900]]);
      const corrected = await bill();
      expect(corrected?.energy_wh).toBe(8000);
      expect(corrected?.made_at).toBe(made?.made_at);
      await unplug(scene.deps, scene.pile, transactionId, { meterStopWh: 9000, endedAt: at('12:55') });
      const rows = await database.db
        .selectFrom('charge_bill')
        .select('booking_id')
        .where('booking_id', '=', bookingId)
        .execute();
      expect(rows).toHaveLength(1);
    });

    it('moves energy between price bands by readings that come late', async () => {
      scene.deps.setNow(at('13:30'));
      bookingId = await bookTestSlot(scene.deps, scene.guest, scene.pile, {
        startAt: at('14:00'),
        endAt: at('16:00'),
        wantedWh: 7000,
      });
      const transactionId = await arrive('14:00');
      await leave('15:55', transactionId, 7000);
      const before = await bill();
      await meter(scene.deps, scene.pile, transactionId, [[at('15:00'), 1000]]);
      const after = await bill();
      expect(after!.electricity_fen).toBeLessThan(before!.electricity_fen);
      expect(after).toMatchObject({ energy_wh: 7000, made_at: before!.made_at });
    });

    it('gives the lender of a pile the service fee less the operator’s share, and tells it', async () => {
      const owner = await guestWithCard(database.db, scene.compound);
      const lent = await addSharedPile(database.db, scene.compound, {
        lender_household_id: owner.householdId,
      });
      await setOnline(database.db, lent, true);
      await publishBoard(database.db, scene.compound.compoundId, { board: lent.pileId });
      scene.pile = lent;
      bookingId = await bookTestSlot(scene.deps, scene.guest, lent, {
        startAt: at('13:00'),
        endAt: at('15:00'),
      });
      const transactionId = await arrive('13:00');
      await leave('14:55', transactionId, 10_000);
      await tick('15:00');
      // 10 kWh at 0.30 yuan, of which the operator keeps a fifth.
      expect(await bill()).toMatchObject({
        service_fen: 300,
        lender_fen: 240,
        lender_household_id: owner.householdId,
      });
      expect(await kinds(owner.householdId)).toEqual(['income-made']);
    });
  });
});
