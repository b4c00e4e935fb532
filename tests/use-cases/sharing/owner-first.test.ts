import { beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_SHARING_RULES } from '~/domain/booking/sharing-rules';
import { ownerPluggedIn } from '~/use-cases/shared/sharing/owner-first.server';
import { keepOwnersFirst } from '~/use-cases/sharing/keep-owners-first.server';
import { takeBackSlot } from '~/use-cases/sharing/take-back-slot.server';
import { listLenderIncome } from '~db/queries/lender-income.server';
import { checkIn, slotAt } from '../../factories/booking-scene';
import { makeCompound } from '../../factories/compound';
import { wish } from '../../factories/night';
import { addGuest, setSharingRules } from '../../factories/sharing';
import { describeOnBothDatabases } from '../../setup/database';
import { type LendingScene, makeLendingScene } from './lent-pile';

describeOnBothDatabases('the owner’s car', (database) => {
  let scene: LendingScene;
  let bookingId: string;
  let transactionId = 0;
  const takeBack = (who = scene.owner.actor, id = bookingId) =>
    takeBackSlot(scene.deps, who, { bookingId: id });
  const onTheLentPile = (change = {}) => ({ pileId: scene.lent.pileId, ...change });
  const plugIn = async (householdId = scene.owner.householdId) => {
    transactionId += 1;
    const at = scene.deps.clock();
    await database.db
      .insertInto('charging_session')
      .values({
        compound_id: scene.key.compoundId,
        transaction_id: transactionId,
        pile_id: scene.key.pileId,
        connector_id: 1,
        id_tag: `T${transactionId}`,
        household_id: householdId,
        vehicle_id: null,
        started_at: at,
        meter_start_wh: 0,
        last_meter_wh: 0,
        last_meter_at: at,
        ended_at: null,
        received_at: at,
      })
      .execute();
    return database.db.transaction().execute((trx) => ownerPluggedIn(trx, scene.deps, scene.key));
  };
  const wantsToLeaveAt = (readyTime: string) =>
    wish(
      database.db,
      { ...scene.lent, householdId: scene.owner.householdId },
      { readyTime, kwh: 10, madeAt: scene.deps.clock() },
    );

  beforeEach(async () => {
    scene = await makeLendingScene(database.db);
    bookingId = await scene.booked(onTheLentPile());
  });

  describe('when its owner takes a guest’s slot back', () => {
    it('has the time for itself, and the guest is told in time with the nearest slot', async () => {
      expect(await takeBack()).toEqual({ ok: true, isRepeat: false, fen: 0 });
      expect(await takeBack()).toEqual({ ok: true, isRepeat: true, fen: 0 });
      expect(await scene.booking(bookingId)).toMatchObject({
        status: 'cancelled',
        close_reason: 'owner-needs-it',
      });
      expect(await scene.eventsOf(bookingId)).toEqual(['booked', 'taken-back']);
      expect(await scene.noticesOf(scene.guest)).toMatchObject([
        {
          kind: 'slot-taken-back',
          facts: { bookingId, fen: 0, nextBest: { pileId: scene.pile.pileId, ...slotAt('14:00', '18:00') } },
        },
      ]);
      const sms = await database.db
        .selectFrom('outbox')
        .select('topic')
        .where('compound_id', '=', scene.key.compoundId)
        .execute();
      expect(sms).toEqual([{ topic: 'sms.notice' }]);
      const other = await addGuest(database.db, scene.compound);
      expect(await scene.book(onTheLentPile(), other)).toMatchObject({ reason: 'closed' });
    });

    it('pays the guest for it by rule when it comes later than two hours before, and the owner bears it', async () => {
      scene.deps.setNow('2026-11-20T12:00:00.001Z');
      expect(await takeBack()).toEqual({ ok: true, isRepeat: false, fen: 500 });
      const bill = await database.db
        .selectFrom('charge_bill')
        .selectAll()
        .where('booking_id', '=', bookingId)
        .executeTakeFirst();
      expect(bill).toMatchObject({
        household_id: scene.guest.householdId,
        compensation_fen: -500,
        total_fen: -500,
        lender_fen: -500,
      });
      const income = await listLenderIncome(database.db, scene.key.compoundId, scene.owner.householdId);
      expect(income).toEqual([{ month: '2026-11', fen: -500, energyWh: 0, bills: 1 }]);
      expect(await scene.noticesOf(scene.guest)).toMatchObject([{ facts: { fen: 500 } }]);
    });

    it('does not count towards the guest’s week', async () => {
      const { compoundId } = scene.key;
      await setSharingRules(database.db, compoundId, { ...DEFAULT_SHARING_RULES, slotsPerWeek: 1 });
      scene.deps.setNow('2026-11-20T13:59:00.000Z');
      await takeBack();
      expect(await scene.book({ ...slotAt('15:00', '16:00') })).toMatchObject({ ok: true });
    });

    it('takes an offer back as well: whoever had it waits on where it stood', async () => {
      const { compoundId } = scene.key;
      const waitId = `wait_${bookingId}`;
      await database.db
        .insertInto('wait_entry')
        .values({
          compound_id: compoundId,
          id: waitId,
          household_id: scene.guest.householdId,
          person_id: scene.guest.actor.personId,
          vehicle_id: null,
          pile_id: scene.lent.pileId,
          from_at: slotAt('14:00', '18:00').startAt,
          to_at: slotAt('14:00', '18:00').endAt,
          minutes: 240,
          wanted_wh: 18_000,
          status: 'offered',
          idempotency_key: waitId,
          made_at: scene.deps.clock(),
        })
        .execute();
      await database.db
        .updateTable('booking')
        .set({ status: 'offered', wait_id: waitId })
        .where('id', '=', bookingId)
        .execute();
      scene.deps.setNow('2026-11-20T13:30:00.000Z');
      expect(await takeBack()).toEqual({ ok: true, isRepeat: false, fen: 0 });
      expect(await scene.booking(bookingId)).toMatchObject({ status: 'expired' });
      const entry = await database.db
        .selectFrom('wait_entry')
        .select(['status', 'passed_at'])
        .where('id', '=', waitId)
        .executeTakeFirst();
      expect(entry).toEqual({ status: 'waiting', passed_at: null });
    });

    it('cannot take it from a guest whose car is charging', async () => {
      scene.deps.setNow('2026-11-20T14:00:00.000Z');
      await checkIn(database.db, scene, bookingId);
      expect(await takeBack()).toEqual({ ok: false, reason: 'not-now', status: 'active' });
    });

    it('is the owner’s alone at a lent pile and the operator’s at a common one', async () => {
      const { operator, property } = scene.compound.actors;
      const stranger = await makeCompound(database.db);
      expect(await takeBack(operator)).toEqual({ ok: false, reason: 'forbidden' });
      expect(await takeBack(scene.guest.actor)).toEqual({ ok: false, reason: 'not-found' });
      expect(await takeBack(stranger.actors.resident)).toEqual({ ok: false, reason: 'not-found' });
      const common = await scene.booked({ ...slotAt('18:00', '20:00') });
      expect(await takeBack(scene.owner.actor, common)).toEqual({ ok: false, reason: 'not-found' });
      expect(await takeBack(scene.guest.actor, common)).toEqual({ ok: false, reason: 'forbidden' });
      expect(await takeBack(property, common)).toEqual({ ok: false, reason: 'forbidden' });
      expect(await takeBack(stranger.actors.operator, common)).toEqual({ ok: false, reason: 'not-found' });
      expect(await takeBack(operator, common)).toEqual({ ok: true, isRepeat: false, fen: 0 });
      expect(await scene.booking(common)).toMatchObject({ close_reason: 'operator-needs-it' });
    });
  });

  describe('while it charges at its own pile', () => {
    it('comes before guests: nobody books there until it leaves by its wish', async () => {
      await wantsToLeaveAt('22:00');
      await plugIn();
      const other = await addGuest(database.db, scene.compound);
      expect(await scene.book(onTheLentPile(slotAt('10:30', '12:00')), other)).toMatchObject({
        reason: 'taken',
        nextBest: { pileId: scene.pile.pileId },
      });
      expect(await scene.book(onTheLentPile(slotAt('18:00', '19:00')), other)).toMatchObject({ ok: true });
      expect(await scene.booking(bookingId)).toMatchObject({ status: 'booked' });
    });

    it('takes a slot that is about to begin, pays for it where it is late and says what is free', async () => {
      scene.deps.setNow('2026-11-20T13:00:00.000Z');
      expect(await plugIn()).toEqual([{ bookingId, fen: 500 }]);
      expect(await scene.booking(bookingId)).toMatchObject({
        status: 'cancelled',
        close_reason: 'owner-plugged-in',
      });
      expect(await scene.noticesOf(scene.guest)).toMatchObject([
        {
          kind: 'slot-taken-back',
          facts: { reason: 'owner-plugged-in', nextBest: { pileId: scene.pile.pileId } },
        },
      ]);
    });

    it('leaves a slot alone that begins after it has left, and one that is far enough ahead', async () => {
      await wantsToLeaveAt('22:00');
      scene.deps.setNow('2026-11-20T13:00:00.000Z');
      expect(await plugIn()).toEqual([]);
    });

    it('takes a slot that comes near while it still charges, in time to cost nothing', async () => {
      scene.deps.setNow('2026-11-20T10:59:00.000Z');
      expect(await plugIn()).toEqual([]);
      expect((await keepOwnersFirst(scene.deps)).takenBack).not.toContain(bookingId);
      scene.deps.setNow('2026-11-20T11:04:00.000Z');
      expect((await keepOwnersFirst(scene.deps)).takenBack).toContain(bookingId);
      expect((await keepOwnersFirst(scene.deps)).takenBack).not.toContain(bookingId);
      expect(await scene.noticesOf(scene.guest)).toMatchObject([{ facts: { fen: 0 } }]);
    });

    it('is not meant by a guest’s session, nor by one at a common pile', async () => {
      scene.deps.setNow('2026-11-20T13:00:00.000Z');
      expect(await plugIn(scene.guest.householdId)).toEqual([]);
      const common = { compoundId: scene.key.compoundId, pileId: scene.pile.pileId };
      const at = database.db.transaction().execute((trx) => ownerPluggedIn(trx, scene.deps, common));
      expect(await at).toEqual([]);
    });
  });

  it('earns its owner what the bills of its guests say, by local month', async () => {
    const bill = (id: string, made_at: string, lender_fen: number) =>
      database.db
        .insertInto('charge_bill')
        .values({
          compound_id: scene.key.compoundId,
          booking_id: id,
          household_id: scene.guest.householdId,
          pile_id: scene.key.pileId,
          price_board_id: price,
          energy_wh: 10_000,
          lines: '[]',
          electricity_fen: 430,
          service_fen: 300,
          guarantee_fen: 0,
          compensation_fen: 0,
          occupation_fen: 0,
          total_fen: 730,
          lender_household_id: scene.owner.householdId,
          lender_fen,
          made_at,
          updated_at: made_at,
        })
        .execute();
    const { price_board_id: price } = await scene.booking(bookingId);
    const second = await scene.booked(onTheLentPile(slotAt('18:00', '19:00')));
    const third = await scene.booked(onTheLentPile(slotAt('19:00', '20:00')));
    await bill(bookingId, '2026-11-30T15:59:59.000Z', 670);
    await bill(second, '2026-11-30T16:00:00.000Z', 500);
    await bill(third, '2026-12-03T00:00:00.000Z', 170);
    expect(await listLenderIncome(database.db, scene.key.compoundId, scene.owner.householdId)).toEqual([
      { month: '2026-12', fen: 670, energyWh: 20_000, bills: 2 },
      { month: '2026-11', fen: 670, energyWh: 10_000, bills: 1 },
    ]);
    expect(await listLenderIncome(database.db, scene.key.compoundId, scene.guest.householdId)).toEqual([]);
  });
});
