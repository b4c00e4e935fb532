import { beforeEach, expect, it } from 'vitest';
import type { ChargingPlan, ChargingProblem } from '~/planner';
import { parseProblem } from '~/planner';
import { type NightContext, planNight } from '~/use-cases/night/plan-night.server';
import { findLatestPlan } from '~db/queries/night-plans.server';
import { makeCompound, type TestCompound } from '../../factories/compound';
import { makeDeps, type TestDeps } from '../../factories/deps';
import { giveTariff, plugInCar, queuedOrder, wish } from '../../factories/night';
import {
  addGuest,
  addSharedPile,
  publishBoard,
  type TestHousehold,
  type TestSharedPile,
} from '../../factories/sharing';
import { addTag } from '../../factories/station';
import { bookingOf, bookTestSlot, meter, noticesOf, plugIn, setStatus, unplug } from '../../factories/visit';
import { describeOnBothDatabases } from '../../setup/database';

/** 22:00 in Shanghai; the slots begin at 23:00. */
const NOW = '2026-11-20T14:00:00.000Z';
const START = '2026-11-20T15:00:00.000Z';
const END = '2026-11-20T19:00:00.000Z';
const SPARE_KW = 10;

describeOnBothDatabases('promised energy in the night’s plan', (database) => {
  let deps: TestDeps;
  let compound: TestCompound;
  let pile: TestSharedPile;
  let guest: TestHousehold;
  let idTag: string;
  const plan = async () => {
    const outcome = await planNight(deps, compound.compoundId, 'interval');
    if (!outcome.ok) throw new Error(outcome.reason);
    const row = await findLatestPlan(database.db, compound.compoundId);
    return {
      problem: JSON.parse(row!.problem) as ChargingProblem,
      plan: JSON.parse(row!.plan) as ChargingPlan,
      context: JSON.parse(row!.context) as NightContext,
    };
  };
  /** Private cars that want far more than there is, until 07:30. */
  const crowd = async (cars: number) => {
    for (let n = 0; n < cars; n++) {
      const car = await plugInCar(database.db, compound, NOW);
      await wish(database.db, car, { readyTime: '07:30', kwh: 60, madeAt: NOW });
    }
  };
  const cap = (capKw: number, fromAt = START, toAt = END) =>
    database.db
      .insertInto('transformer_cap')
      .values({
        compound_id: compound.compoundId,
        id: deps.newId('cap'),
        transformer_id: compound.transformerId,
        from_at: fromAt,
        to_at: toAt,
        cap_kw: capKw,
        reason: '检修',
        created_by: compound.actors.utility.personId,
        created_at: NOW,
        lifted_at: null,
      })
      .execute();
  const online = () =>
    database.db
      .updateTable('ocpp_station')
      .set({ online: 1, connected_at: NOW })
      .where('identity', '=', pile.identity)
      .execute();
  const events = (bookingId: string) =>
    database.db
      .selectFrom('booking_event')
      .select('kind')
      .where('booking_id', '=', bookingId)
      .orderBy('seq')
      .execute();

  const billOf = (bookingId: string) =>
    database.db
      .selectFrom('charge_bill')
      .selectAll()
      .where('booking_id', '=', bookingId)
      .executeTakeFirstOrThrow();

  beforeEach(async () => {
    deps = makeDeps(database.db, NOW);
    compound = await makeCompound(database.db, { ratedKva: (100 + SPARE_KW) / 0.76, basePeakKw: 100 });
    await giveTariff(database.db, compound.compoundId);
    await publishBoard(database.db, compound.compoundId);
    pile = await addSharedPile(database.db, compound);
    await online();
    guest = await addGuest(database.db, compound);
    idTag = await addTag(database.db, compound.compoundId, guest.householdId);
  });

  it.each([1, 6, 12])('keeps room for a slot ahead against %i cars without a promise', async (cars) => {
    const bookingId = await bookTestSlot(deps, guest, pile, { startAt: START, endAt: END, wantedWh: 25_000 });
    const { promised_wh } = await bookingOf(deps, bookingId);
    expect(promised_wh).toBe(25_000);
    await crowd(cars);
    const { problem, plan: made, context } = await plan();
    expect(parseProblem(problem).ok).toBe(true);
    expect(problem.vehicles).toHaveLength(cars);
    expect(made.vehicles.map(({ id }) => id)).toEqual(problem.vehicles.map(({ id }) => id));
    expect(context.sessions).toHaveLength(cars);
    const othersKwh = made.vehicles.reduce(
      (sum, { kw }) => sum + kw.slice(4, 20).reduce((own, power) => own + power / 4, 0),
      0,
    );
    expect(othersKwh).toBeLessThanOrEqual(4 * SPARE_KW - 25 + 0.01);
    const atRoot = made.nodes.find(({ id }) => id === compound.transformerId)!.loadKw.slice(4, 20);
    expect(Math.max(...atRoot)).toBeLessThanOrEqual(SPARE_KW + 0.01);
    expect((await events(bookingId)).map(({ kind }) => kind)).toEqual(['booked']);
  });

  it('gives the car that has come what it was promised first, and what it wants beyond it as to anybody', async () => {
    const bookingId = await bookTestSlot(deps, guest, pile, { startAt: START, endAt: END, wantedWh: 60_000 });
    const { promised_wh: promisedWh } = await bookingOf(deps, bookingId);
    expect(promisedWh).toBe(28_000);
    await crowd(8);
    deps.setNow(START);
    const { transactionId } = await plugIn(deps, pile, idTag);
    const { problem, plan: made } = await plan();
    const id = `s${transactionId}`;
    expect(problem.vehicles.filter((vehicle) => vehicle.id.startsWith(id))).toHaveLength(1);
    expect(problem.nodes.every((node) => !node.id.includes(id))).toBe(true);
    const own = made.vehicles.find((vehicle) => vehicle.id === id)!;
    const kwh = own.kw.slice(0, 16).reduce((sum, kw) => sum + kw / 4, 0);
    expect(kwh).toBeGreaterThanOrEqual(28 - 0.01);
    expect(Math.max(...own.kw)).toBeLessThanOrEqual(7 + 1e-6);
    expect(own.kw.slice(16).every((kw) => kw === 0)).toBe(true);
    const order = await queuedOrder(database.db, { ...pile, transactionId });
    expect(order).toMatchObject({ transactionId, connectorId: 1 });
    expect(await noticesOf(deps, guest.householdId)).toEqual([]);
  });

  it('counts what the session has had, and asks for no more than is left of the promise', async () => {
    await bookTestSlot(deps, guest, pile, { startAt: START, endAt: END, wantedWh: 20_000 });
    await crowd(8);
    deps.setNow(START);
    const { transactionId } = await plugIn(deps, pile, idTag);
    deps.setNow('2026-11-20T17:00:00.000Z');
    await meter(deps, pile, transactionId, [['2026-11-20T17:00:00.000Z', 1000 + 13_000]]);
    const { plan: made } = await plan();
    const own = made.vehicles.find(({ id }) => id === `s${transactionId}`)!;
    expect(own.kw.reduce((sum, kw) => sum + kw / 4, 0)).toBeCloseTo(7, 1);
  });

  it('is told to the household once where the utility caps the grid, and paid back at the end', async () => {
    const bookingId = await bookTestSlot(deps, guest, pile, { startAt: START, endAt: END, wantedWh: 20_000 });
    await crowd(4);
    await cap(102);
    await plan();
    await Promise.all([plan(), plan()]);
    const cuts = (await noticesOf(deps, guest.householdId)).filter(({ kind }) => kind === 'promise-cut');
    expect(cuts).toEqual([
      { kind: 'promise-cut', facts: { bookingId, promisedWh: 20_000, expectedWh: 8000 } },
    ]);
    expect((await events(bookingId)).map(({ kind }) => kind)).toEqual(['booked', 'cut-short']);
    const texts = await database.db
      .selectFrom('outbox')
      .select('id')
      .where('topic', '=', 'sms.notice')
      .where('compound_id', '=', compound.compoundId)
      .execute();
    expect(texts).toHaveLength(1);

    deps.setNow(START);
    const { transactionId } = await plugIn(deps, pile, idTag);
    deps.setNow(END);
    await unplug(deps, pile, transactionId, { meterStopWh: 1000 + 8000 });
    const bill = await billOf(bookingId);
    // 12 kWh at one yuan each is more than 8 kWh in the valley cost: the household is left with a credit.
    expect(bill).toMatchObject({ energy_wh: 8000, compensation_fen: -1200 });
    expect(bill.total_fen).toBe(bill.electricity_fen + bill.service_fen + bill.guarantee_fen - 1200);
    expect(bill.total_fen).toBeLessThan(0);
  });

  it.each([
    ['stood full: the end of its session tells', ['SuspendedEV'], END],
    ['stood full: its status overtakes the end of its session', ['SuspendedEV', 'Available'], END],
    ['left early', ['Charging'], '2026-11-20T17:00:00.000Z'],
  ])('is not paid back to a car that %s', async (_, statuses, endedAt) => {
    const bookingId = await bookTestSlot(deps, guest, pile, { startAt: START, endAt: END, wantedWh: 20_000 });
    await crowd(1);
    await cap(102);
    await plan();
    deps.setNow(START);
    const { transactionId } = await plugIn(deps, pile, idTag);
    deps.setNow(endedAt);
    for (const status of statuses) await setStatus(deps, pile, status);
    await unplug(deps, pile, transactionId, { meterStopWh: 1000 + 4000 });
    expect(await billOf(bookingId)).toMatchObject({ energy_wh: 4000, compensation_fen: 0 });
  });

  it('is told where the pile has gone offline and holds its safe limit', async () => {
    const bookingId = await bookTestSlot(deps, guest, pile, { startAt: START, endAt: END, wantedWh: 20_000 });
    deps.setNow(START);
    await plugIn(deps, pile, idTag);
    await plan();
    expect(await noticesOf(deps, guest.householdId)).toEqual([]);
    await database.db
      .updateTable('ocpp_station')
      .set({ online: 0 })
      .where('identity', '=', pile.identity)
      .execute();
    await plan();
    expect(await noticesOf(deps, guest.householdId)).toMatchObject([
      { kind: 'promise-cut', facts: { bookingId, expectedWh: expect.any(Number) } },
    ]);
  });
});
