import { beforeEach, describe, expect, it } from 'vitest';
import { ALWAYS_OPEN } from '~/domain/booking/opening-hours';
import { type LendInput, lendPile } from '~/use-cases/sharing/lend-pile.server';
import { recordVerification } from '~/use-cases/sharing/record-verification.server';
import { stopLending } from '~/use-cases/sharing/stop-lending.server';
import { listPriceBoards } from '~db/queries/price-boards.server';
import { findSharedPile } from '~db/queries/shared-piles.server';
import { type BookingScene, makeBookingScene, slotAt } from '../../factories/booking-scene';
import { makeCompound } from '../../factories/compound';
import { addGuest, publishBoard, type TestHousehold } from '../../factories/sharing';
import { addStation, type TestStation } from '../../factories/station';
import { describeOnBothDatabases } from '../../setup/database';

describeOnBothDatabases('lending a private pile', (database) => {
  let scene: BookingScene;
  let owner: TestHousehold;
  let own: TestStation;
  const lend = (change: Partial<LendInput> = {}, who = owner.actor) =>
    lendPile(scene.deps, who, {
      compoundId: scene.compound.compoundId,
      pileId: own.pileId,
      hours: ALWAYS_OPEN,
      minMinutes: 60,
      maxMinutes: 480,
      needsApproval: false,
      serviceFen: 40,
      notice: '充完请及时挪车',
      insurancePolicy: 'BX-20261120',
      insuredUntilOn: '2027-11-20',
      ...change,
    });
  const verify = (change = {}, who = scene.compound.actors.operator) =>
    recordVerification(scene.deps, who, {
      compoundId: scene.compound.compoundId,
      pileId: own.pileId,
      verificationNo: 'JD-2026-1',
      verificationUntilOn: '2029-11-20',
      ...change,
    });

  beforeEach(async () => {
    scene = await makeBookingScene(database.db);
    owner = await addGuest(database.db, scene.compound);
    own = await addStation(database.db, scene.compound, { household_id: owner.householdId });
  });

  it('waits for the operator to record the meter’s verification, and says so', async () => {
    expect(await lend()).toEqual({ ok: false, reason: 'gaps', gaps: ['not-for-trade', 'not-verified'] });
    expect(await verify({ verificationNo: ' ' })).toEqual({ ok: false, reason: 'verification-no' });
    expect(await verify({ verificationUntilOn: '2026-11-19' })).toEqual({ ok: false, reason: 'until' });
    expect(await verify()).toEqual({ ok: true });
    expect(await lend()).toMatchObject({ ok: true });
  });

  it('says everything that is missing at once', async () => {
    await database.db.updateTable('pile').set({ energised_at: null }).where('id', '=', own.pileId).execute();
    expect(await lend({ insurancePolicy: '', insuredUntilOn: 'soon' })).toEqual({
      ok: false,
      reason: 'gaps',
      gaps: ['no-power', 'not-for-trade', 'not-verified', 'not-insured'],
    });
  });

  it('is for the owner’s household alone, and the verification for the operator', async () => {
    const { resident, operator, property } = scene.compound.actors;
    const stranger = await makeCompound(database.db);
    expect(await lend({}, operator)).toEqual({ ok: false, reason: 'forbidden' });
    expect(await lend({}, resident)).toEqual({ ok: false, reason: 'not-found' });
    expect(await lend({}, stranger.actors.resident)).toEqual({ ok: false, reason: 'not-found' });
    expect(await verify({}, owner.actor)).toEqual({ ok: false, reason: 'forbidden' });
    expect(await verify({}, property)).toEqual({ ok: false, reason: 'forbidden' });
    expect(await verify({}, stranger.actors.operator)).toEqual({ ok: false, reason: 'not-found' });
    expect(await lend({ pileId: scene.pile.pileId })).toEqual({ ok: false, reason: 'forbidden' });
  });

  describe('with verified metering', () => {
    const published = () => listPriceBoards(database.db, scene.compound.compoundId, own.pileId);
    const row = () => findSharedPile(database.db, scene.compound.compoundId, own.pileId);

    beforeEach(async () => {
      await verify();
    });

    it('publishes its price from this moment on, passes the energy price through and can be booked', async () => {
      const lent = await lend();
      expect(lent).toMatchObject({
        ok: true,
        isRepeat: false,
        code: expect.stringMatching(/^[0-9a-z]{10}$/),
      });
      expect(await row()).toMatchObject({
        kind: 'lent',
        mode: 'lent',
        lender_household_id: owner.householdId,
      });
      expect(await published()).toMatchObject([
        {
          version: 1,
          valid_from_at: scene.deps.clock(),
          published_at: scene.deps.clock(),
          serviceFee: { perKwhE4: 4000, byBandE4: {} },
          notice: '充完请及时挪车',
        },
      ]);
      const bookingId = await scene.booked({
        pileId: own.pileId,
        ...slotAt('15:00', '18:00'),
        wantedWh: 10_000,
      });
      // From 23:00 on in the valley: 10 kWh at 0.43 and 0.40 yuan.
      expect(JSON.parse((await scene.booking(bookingId)).quote)).toMatchObject({
        electricityFen: 430,
        serviceFen: 400,
      });
    });

    it('takes the compound’s rule for cars that stay too long', async () => {
      const occupation = {
        graceMinutes: 30,
        fenPerMinute: 50,
        capFenPerDay: 3000,
        freeFromMinute: 1320,
        freeToMinute: 420,
      };
      await publishBoard(database.db, scene.compound.compoundId, {
        version: 2,
        validFromAt: '2026-11-02T00:00:00.000Z',
        occupation,
      });
      await lend();
      expect(await published()).toMatchObject([{ occupation }]);
    });

    it('lends once for a form that is sent twice, and not once more with other hours', async () => {
      const both = await Promise.all([lend(), lend()]);
      expect(both.map((outcome) => outcome.ok && outcome.isRepeat).toSorted()).toEqual([false, true]);
      expect(await published()).toHaveLength(1);
      const other = [{ weekdays: [1], fromMinute: 0, toMinute: 600 }];
      expect(await lend({ hours: other })).toEqual({ ok: false, reason: 'lent-already' });
    });

    it.each([
      [{ serviceFen: 101 }, 'price'],
      [{ serviceFen: -1 }, 'price'],
      [{ serviceFen: 33.3 }, 'price'],
      [{ notice: '每次另收安全管理费 5 元' }, 'price'],
      [{ hours: [] }, 'terms'],
      [{ minMinutes: 500 }, 'terms'],
      [{ maxMinutes: 10_000 }, 'terms'],
      [{ insuredUntilOn: '2026-11-19' }, 'gaps'],
    ])('is not lent with %j: %s', async (change, reason) => {
      expect(await lend(change)).toMatchObject({ ok: false, reason });
      expect(await row()).toBeUndefined();
      expect(await published()).toEqual([]);
    });

    it('can be lent again after an end, under the same code and without publishing the same price twice', async () => {
      const first = await lend();
      await stopLending(scene.deps, owner.actor, {
        compoundId: scene.compound.compoundId,
        pileId: own.pileId,
        takeBackIds: [],
      });
      expect(await scene.book({ pileId: own.pileId })).toMatchObject({ reason: 'closed-for-good' });
      scene.deps.setNow('2026-11-20T11:00:00.000Z');
      const again = await lend({ needsApproval: true });
      expect(again).toMatchObject({ ok: true, isRepeat: false, code: first.ok && first.code });
      expect(await row()).toMatchObject({ status: 'open', needs_approval: 1 });
      expect(await published()).toHaveLength(1);
    });
  });
});
