import { beforeEach, expect, it } from 'vitest';
import type { NightListRow, NightPage } from '~/components/night/night';
import { action, loader } from '~/routes/home.charging';
import { loader as operatorNights } from '~/routes/operator.nights._index';
import { loader as operatorNight } from '~/routes/operator.nights.$compoundId';
import { loader as utilityNight } from '~/routes/utility.nights.$compoundId';
import type { readCharging } from '~/routing/charging.server';
import { planNight } from '~/use-cases/night/plan-night.server';
import type { ActingPerson } from '~/use-cases/shared/deps';
import { makeCompound, type TestCompound } from '../factories/compound';
import { makeDeps, type TestDeps } from '../factories/deps';
import { answerNext, giveTariff, type PluggedCar, plugInCar } from '../factories/night';
import { answerOf, requestContext } from '../factories/request-context';
import { addStation } from '../factories/station';
import { describeOnBothDatabases } from '../setup/database';

// 22:00 in Shanghai, an hour before the valley.
const NOW = '2026-11-20T14:00:00.000Z';

describeOnBothDatabases('the pages of a night', (database) => {
  let deps: TestDeps;
  let compound: TestCompound;
  let car: PluggedCar;
  let owner: ActingPerson;
  beforeEach(async () => {
    deps = makeDeps(database.db, NOW);
    compound = await makeCompound(database.db, { ratedKva: 200 / 0.76, basePeakKw: 100 });
    await giveTariff(database.db, compound.compoundId);
    car = await plugInCar(database.db, compound, '2026-11-20T13:00:00.000Z');
    owner = residentOf(car.householdId);
  });

  const residentOf = (householdId: string): ActingPerson => ({
    personId: compound.actors.resident.personId,
    name: '测试住户',
    grants: [{ role: 'resident', compoundId: compound.compoundId, householdId }],
  });
  /** The context of a request, with the households of the actor as the viewer's memberships. */
  const contextOf = (actor: ActingPerson) => {
    const context = requestContext(deps, actor);
    const memberships = actor.grants.flatMap((grant) =>
      grant.role === 'resident'
        ? [{ ...grant, organisationId: null, organisationName: null, compoundName: '', householdDoor: '' }]
        : [],
    );
    return { ...context, viewer: context.viewer && { ...context.viewer, memberships } } as typeof context;
  };
  const get = () => new Request('https://linzhuang.example/home/charging');
  const read = async (actor: ActingPerson) => {
    const answer = await answerOf(() => loader({ request: get(), params: {}, context: contextOf(actor) }));
    return { ...answer, data: answer.data as Awaited<ReturnType<typeof readCharging>> };
  };
  const send = (fields: Record<string, string>, actor = owner) => {
    const body = new FormData();
    const all = {
      intent: 'save',
      pileId: car.pileId,
      readyTime: '07:00',
      amount: '20',
      amountKind: 'kwh',
      repeats: 'nightly',
    };
    for (const [name, value] of Object.entries({ ...all, ...fields })) body.append(name, value);
    const request = new Request('https://linzhuang.example/home/charging', { method: 'POST', body });
    return answerOf(() => action({ request, params: {}, context: contextOf(actor) }));
  };
  const night = async (load: typeof operatorNight, actor: ActingPerson) => {
    const params = { compoundId: compound.compoundId };
    const answer = await answerOf(() => load({ request: get(), params, context: contextOf(actor) }));
    return { ...answer, data: answer.data as NightPage };
  };

  it('shows a new wish at once, before the plan in force knows of it', async () => {
    await planNight(deps, compound.compoundId, 'plug');
    deps.setNow('2026-11-20T14:00:05.000Z');
    expect((await send({ amount: '11', readyTime: '09:00' })).status).toBe(302);
    const [night] = (await read(owner)).data.nights;
    expect(night?.night).toMatchObject({ wishKwh: 11, readyByAt: '2026-11-21T01:00:00.000Z' });
    expect(night?.night.fullAt).not.toBeNull();
  });

  it('tells a household its night: from when, full by when, how much, what it costs and why', async () => {
    await planNight(deps, compound.compoundId, 'plug');
    await answerNext(database.db, car, NOW);
    const { nights, history } = (await read(owner)).data;
    expect(nights).toHaveLength(1);
    const [{ night: tonight, usual, nowLeft }] = nights as [(typeof nights)[number]];
    expect(tonight).toMatchObject({
      state: 'waiting',
      pluggedInAt: '2026-11-20T13:00:00.000Z',
      unmetKwh: 0,
      wishSource: 'default',
    });
    expect(tonight.startsAt! >= '2026-11-20T15:00:00.000Z').toBe(true);
    expect(tonight.toComeKwh).toBeCloseTo(22.5, 1);
    const { electricityFen, serviceFen, totalFen } = tonight.cost!;
    // 22.5 kWh in the valley at 0.43 yuan, and 0.30 yuan of service.
    expect(electricityFen).toBeCloseTo(968, -1);
    expect(serviceFen).toBeCloseTo(675, -1);
    expect(totalFen).toBe(electricityFen + serviceFen);
    expect(tonight.why).toMatchObject({ reason: 'cheapest', cheapKind: 'valley', meanPriceE4: 4300 });
    expect(usual).toMatchObject({ readyTime: '07:30', amountKind: 'km' });
    expect(nowLeft).toBe(2);
    expect(history).toEqual([]);
  });

  it('tells what would be with the usual wish where no car is plugged in, or the pile is offline', async () => {
    const idle = await addStation(database.db, compound);
    const idleOwner = residentOf(idle.householdId);
    expect((await read(idleOwner)).data.nights[0]?.night).toMatchObject({
      state: 'offline',
      pluggedInAt: null,
    });
    await database.db
      .updateTable('ocpp_station')
      .set({ online: 1 })
      .where('identity', '=', idle.identity)
      .execute();
    const { night: tonight } = (await read(idleOwner)).data.nights[0]!;
    expect(tonight).toMatchObject({ state: 'not-plugged', pluggedInAt: null });
    expect(tonight.toComeKwh).toBeCloseTo(22.5, 1);
  });

  it('shows past sessions priced in their bands, 电费 and 服务费 apart', async () => {
    const session = { compound_id: compound.compoundId, pile_id: car.pileId, connector_id: 1 };
    await database.db
      .insertInto('charging_session')
      .values({
        ...session,
        transaction_id: 900_000 + car.transactionId,
        id_tag: car.idTag,
        household_id: car.householdId,
        vehicle_id: null,
        started_at: '2026-11-19T14:00:00.000Z',
        meter_start_wh: 0,
        last_meter_wh: 4000,
        last_meter_at: '2026-11-19T16:00:00.000Z',
        ended_at: '2026-11-19T16:00:00.000Z',
        meter_stop_wh: 4000,
        received_at: NOW,
      })
      .execute();
    const { history } = (await read(owner)).data;
    expect(history).toMatchObject([{ energyKwh: 4 }]);
    // 2 kWh at the peak's 0.68 and 2 kWh at the valley's 0.43 yuan; 0.30 yuan a kWh of service.
    expect(history[0]?.cost).toEqual({ electricityFen: 136 + 86, serviceFen: 120, totalFen: 342 });
  });

  it('shows a neighbour nothing of it, and refuses whoever is no resident', async () => {
    expect((await read(compound.actors.resident)).data.nights).toEqual([]);
    expect((await read(compound.actors.operator)).status).toBe(403);
  });

  it('takes a wish, shows it as the usual one, and keeps what was typed where it is wrong', async () => {
    const saved = await send({});
    expect(saved.status).toBe(302);
    expect(saved.response?.headers.get('Location')).toBe('/home/charging');
    expect((await read(owner)).data.nights[0]?.usual).toEqual({
      readyTime: '07:00',
      amountKind: 'kwh',
      amount: '20',
      repeats: 'nightly',
    });
    const wrong = await send({ readyTime: '7点', amount: 'abc' });
    expect(wrong.status).toBe(400);
    expect(wrong.data).toMatchObject({
      initialValue: { readyTime: '7点', amount: 'abc' },
      error: { readyTime: [expect.stringContaining('07:30')], amount: [expect.stringContaining('20')] },
    });
    expect((await send({ amount: '900' })).data).toMatchObject({
      error: { amount: [expect.stringContaining('200')] },
    });
  });

  it('charges at once and says how many times are left, then that none is', async () => {
    for (let i = 0; i < 2; i++) expect((await send({ intent: 'now', amount: '5' })).status).toBe(302);
    const refused = await send({ intent: 'now', amount: '5' });
    expect(refused.status).toBe(409);
    expect(JSON.stringify(refused.data)).toContain('本月 2 次');
  });

  it('does not know a neighbour’s pile', async () => {
    expect((await send({}, compound.actors.resident)).status).toBe(404);
  });

  it('shows operator and utility the whole night, plates masked, and only their own compounds', async () => {
    await planNight(deps, compound.compoundId, 'plug');
    const { data } = await night(operatorNight, compound.actors.operator);
    expect(data).toMatchObject({ plan: { cause: 'plug', unmetKwh: 0, fairness: 1, fullCars: 1 } });
    expect(data.cars).toHaveLength(1);
    expect(data.cars[0]?.plateMasked).toMatch(/\*\*\*/);
    expect(data.cars[0]).toMatchObject({ reason: 'cheapest', steered: true, desiredKw: 0 });
    const [transformer] = data.transformers;
    expect(transformer?.peakKw).toBeLessThanOrEqual(200);
    expect(transformer?.leastRoomKw).toBeCloseTo(200 - transformer!.peakKw, 3);
    expect(data.replans).toHaveLength(1);
    expect((await night(utilityNight, compound.actors.utility)).status).toBe(200);
    const stranger = await makeCompound(database.db);
    expect((await night(operatorNight, stranger.actors.operator)).status).toBe(404);
    expect((await night(operatorNight, compound.actors.utility)).status).toBe(403);
    expect((await night(utilityNight, compound.actors.property)).status).toBe(403);
    const list = await answerOf(() =>
      operatorNights({
        request: get(),
        params: {},
        context: requestContext(deps, compound.actors.operator),
      }),
    );
    const { compounds } = list.data as { compounds: NightListRow[] };
    expect(compounds).toMatchObject([{ id: compound.compoundId, cars: 1, cause: 'plug' }]);
  });
});
