import { beforeEach, expect, it } from 'vitest';
import { continueSeries } from '~/use-cases/booking/continue-series.server';
import { endSeries } from '~/use-cases/booking/end-series.server';
import { type SeriesInput, startSeries } from '~/use-cases/booking/start-series.server';
import { findSeries, listBookingsOfSeries, listSeriesOfHousehold } from '~db/queries/booking-series.server';
import { type BookingScene, makeBookingScene } from '../../factories/booking-scene';
import { makeCompound } from '../../factories/compound';
import { addGuest, addSharedPile, publishBoard } from '../../factories/sharing';
import { describeOnBothDatabases } from '../../setup/database';

describeOnBothDatabases('a weekly series', (database) => {
  let scene: BookingScene;
  /** Fridays 22:00 to 24:00 in Shanghai; the first is today. */
  const start = (change: Partial<SeriesInput> = {}, who = scene.guest.actor) =>
    startSeries(scene.deps, who, {
      compoundId: scene.compound.compoundId,
      householdId: scene.guest.householdId,
      pileId: scene.pile.pileId,
      vehicleId: scene.guest.vehicleId,
      weekday: 5,
      startMinute: 22 * 60,
      minutes: 120,
      wantedWh: 10_000,
      untilOn: '2026-12-18',
      idempotencyKey: 'series-1',
      ...change,
    });
  const started = async (change: Partial<SeriesInput> = {}) => {
    const outcome = await start(change);
    if (!outcome.ok) throw new Error(`Not started: ${outcome.reason}`);
    return outcome;
  };
  const startsOf = async (seriesId: string) =>
    (await listBookingsOfSeries(database.db, scene.compound.compoundId, seriesId, 0)).map(
      ({ start_at }) => start_at,
    );

  beforeEach(async () => {
    scene = await makeBookingScene(database.db);
  });

  it('gets at once the weeks that may be booked already, and says what each promises', async () => {
    const { seriesId, weeks, nextOn } = await started();
    expect(weeks).toMatchObject([
      { on: '2026-11-20', ok: true, startAt: '2026-11-20T14:00:00.000Z', promisedWh: 10_000 },
    ]);
    expect(nextOn).toBe('2026-11-27');
    expect(await startsOf(seriesId)).toEqual(['2026-11-20T14:00:00.000Z']);
  });

  it('says which of those weeks it did not get and what is free in its place', async () => {
    const late = await addGuest(database.db, scene.compound);
    await scene.booked({}, late);
    expect((await started()).weeks).toMatchObject([
      { on: '2026-11-20', ok: false, reason: 'taken', nextBest: { pileId: scene.pile.pileId } },
    ]);
  });

  it('starts once for a form that is sent twice', async () => {
    const both = await Promise.all([start(), start()]);
    expect(both.map((outcome) => outcome.ok && outcome.isRepeat).toSorted()).toEqual([false, true]);
    const { compoundId } = scene.compound;
    expect(await listSeriesOfHousehold(database.db, compoundId, scene.guest.householdId)).toHaveLength(1);
  });

  it('goes on at the same local time as weeks open, each booked once, and ends with its date', async () => {
    const { seriesId } = await started();
    for (const now of ['2026-11-20T13:59:00.000Z', '2026-11-20T14:00:00.001Z', '2026-11-20T15:00:00.000Z']) {
      scene.deps.setNow(now);
      await Promise.all([continueSeries(scene.deps), continueSeries(scene.deps)]);
    }
    expect(await startsOf(seriesId)).toEqual(['2026-11-20T14:00:00.000Z', '2026-11-27T14:00:00.000Z']);
    for (const now of ['2026-11-28T00:00:00.000Z', '2026-12-05T00:00:00.000Z', '2026-12-12T00:00:00.000Z']) {
      scene.deps.setNow(now);
      await continueSeries(scene.deps);
    }
    expect(await startsOf(seriesId)).toEqual([
      '2026-11-20T14:00:00.000Z',
      '2026-11-27T14:00:00.000Z',
      '2026-12-04T14:00:00.000Z',
      '2026-12-11T14:00:00.000Z',
      '2026-12-18T14:00:00.000Z',
    ]);
    expect(await findSeries(database.db, scene.compound.compoundId, seriesId)).toMatchObject({
      status: 'ended',
      next_on: '2026-12-25',
    });
  });

  it('tells the household once of a week that it cannot have, and goes on with the next', async () => {
    const { seriesId } = await started();
    const late = await addGuest(database.db, scene.compound);
    scene.deps.setNow('2026-11-20T16:00:00.000Z');
    await scene.booked({ startAt: '2026-11-27T15:00:00.000Z', endAt: '2026-11-27T16:00:00.000Z' }, late);
    await continueSeries(scene.deps);
    await continueSeries(scene.deps);
    expect(await scene.noticesOf(scene.guest)).toMatchObject([
      {
        kind: 'series-missed',
        facts: { seriesId, startAt: '2026-11-27T14:00:00.000Z', reason: 'taken', nextBest: {} },
      },
    ]);
    expect(await findSeries(database.db, scene.compound.compoundId, seriesId)).toMatchObject({
      next_on: '2026-12-04',
    });
  });

  it('asks the lender for each week where the lender decides', async () => {
    const lender = await addGuest(database.db, scene.compound);
    const lent = await addSharedPile(database.db, scene.compound, {
      lender_household_id: lender.householdId,
      needs_approval: 1,
    });
    await publishBoard(database.db, scene.compound.compoundId, { board: lent.pileId });
    const { weeks } = await started({ pileId: lent.pileId });
    const week = weeks[0]!;
    expect(week.ok && (await scene.booking(week.bookingId)).status).toBe('requested');
    expect(await scene.noticesOf(lender)).toMatchObject([{ kind: 'request-made' }]);
  });

  it('begins next week where today’s time is over, as soon as that week opens', async () => {
    scene.deps.setNow('2026-11-20T14:00:00.001Z');
    expect(await started()).toMatchObject({ weeks: [{ on: '2026-11-27', ok: true }], nextOn: '2026-12-04' });
  });

  it('waits where the first week does not open yet', async () => {
    await addSharedPile(database.db, scene.compound, { lender_household_id: scene.guest.householdId });
    expect(await started({ weekday: 4 })).toMatchObject({ weeks: [], nextOn: '2026-11-26' });
  });

  it.each([
    ['series', { weekday: 8 }],
    ['series', { startMinute: -1 }],
    ['series', { untilOn: '2026-11-19' }],
    ['series', { untilOn: '2027-05-22' }],
    ['series', { untilOn: 'soon' }],
    ['not-on-grid', { startMinute: 22 * 60 + 10 }],
    ['too-long', { minutes: 600 }],
    ['too-short', { minutes: 0.5 }],
    ['energy', { wantedWh: 0 }],
    ['no-such-car', { vehicleId: 'car_of_somebody_else' }],
    ['not-found', { pileId: 'nowhere' }],
  ])('is refused as %s with %j, and nothing is stored', async (reason, change) => {
    const expected = reason === 'too-short' ? 'series' : reason;
    expect(await start(change)).toMatchObject({ ok: false, reason: expected });
    const { compoundId } = scene.compound;
    expect(await listSeriesOfHousehold(database.db, compoundId, scene.guest.householdId)).toEqual([]);
  });

  it('never starts at the household’s own lent pile', async () => {
    const own = await addSharedPile(database.db, scene.compound, {
      lender_household_id: scene.guest.householdId,
    });
    expect(await start({ pileId: own.pileId })).toMatchObject({ reason: 'own-pile' });
  });

  it('ends when its household says so; the booked weeks stay, or go with it', async () => {
    const { seriesId } = await started();
    const end = (cancelBooked: boolean, who = scene.guest.actor) =>
      endSeries(scene.deps, who, { seriesId, cancelBooked });
    expect(await end(false)).toEqual({ ok: true, isRepeat: false, cancelled: [] });
    expect(await end(false)).toEqual({ ok: true, isRepeat: true, cancelled: [] });
    expect(await startsOf(seriesId)).toHaveLength(1);
    scene.deps.setNow('2026-11-20T13:00:00.000Z');
    await continueSeries(scene.deps);
    expect(await end(true)).toMatchObject({ ok: true, isRepeat: false, cancelled: [expect.any(String)] });
    expect(await startsOf(seriesId)).toEqual([]);
  });

  it('is for the own household alone: another role may not, another household or compound sees nothing', async () => {
    const { seriesId } = await started();
    const stranger = (await makeCompound(database.db)).actors.resident;
    for (const [who, reason] of [
      [scene.compound.actors.operator, 'forbidden'],
      [scene.compound.actors.resident, 'not-found'],
      [stranger, 'not-found'],
    ] as const) {
      expect(await start({ idempotencyKey: 'x' }, who)).toEqual({ ok: false, reason });
      expect(await endSeries(scene.deps, who, { seriesId, cancelBooked: true })).toEqual({
        ok: false,
        reason,
      });
    }
  });
});
