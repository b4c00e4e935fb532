import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startChargePoint } from '~/cli/demo-piles/charge-point';
import type { ChargePoint } from '~/cli/demo-piles/charge-point-shape';
import { kwFromAmps } from '~/domain/shared/electrical';
import { startNightPlanner } from '~/worker/night-planner.server';
import type { Db } from '~db/client.server';
import { findLatestPlan } from '~db/queries/night-plans.server';
import { makeCompound, type TestCompound } from '../factories/compound';
import { giveTariff, wish } from '../factories/night';
import { addStation, type TestStation } from '../factories/station';
import { RawStation, type RunningGateway, startGateway } from '../gateway/harness';
import { openTestSqlite } from '../setup/database';

// 23:31 in Shanghai, in the valley: everybody wants to charge now.
const NOW_MS = Date.parse('2026-11-20T15:31:00.000Z');
const ROOM_KW = 20;
const NAMEPLATE_KW = 7.04;

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

describe('a night over real sockets under a tight transformer', () => {
  let db: Db;
  let closeDatabase: () => Promise<void>;
  let running: RunningGateway;
  let compound: TestCompound;
  let stopPlanner: () => Promise<void>;
  const points = new Map<string, ChargePoint>();
  const failures: unknown[] = [];
  /** Limits that stations took without our hearing of it, kW. */
  const silent = new Map<string, number>();
  const seen = { roomKw: ROOM_KW, highestKw: 0, samples: 0, broken: [] as string[] };
  let watching: NodeJS.Timeout;
  let offline = '';

  const limits = () => [
    ...[...points.values()].flatMap((point) => {
      const { transactionId, limitKw, kw } = point.state();
      // In the first instant of a transaction a pile has not looked at its profiles yet; one without any draws at once.
      return transactionId === null ? [] : [limitKw ?? (kw > 0 ? NAMEPLATE_KW : 0)];
    }),
    ...silent.values(),
  ];
  const limitOf = (identity: string) => points.get(identity)?.state().limitKw ?? 0;
  function sample(): void {
    const sumKw = limits().reduce((sum, kw) => sum + kw, 0);
    seen.samples += 1;
    seen.highestKw = Math.max(seen.highestKw, sumKw);
    if (sumKw > seen.roomKw + 1e-6) seen.broken.push(`${sumKw.toFixed(2)} of ${seen.roomKw} kW: ${limits()}`);
  }

  async function connect(station: TestStation): Promise<ChargePoint> {
    const point = await startChargePoint({
      url: running.url,
      identity: station.identity,
      password: station.password,
      tickMs: 10,
      now: () => Date.parse(running.deps.clock()),
      onEvent: sample,
    });
    points.set(station.identity, point);
    return point;
  }
  async function addPile(): Promise<TestStation> {
    const station = await addStation(db, compound);
    await wish(db, station, { readyTime: '02:00', kwh: 18, madeAt: running.deps.clock() });
    return station;
  }
  const plugIn = async (station: TestStation) => {
    await points.get(station.identity)?.plugIn({ idTag: station.idTag, needKwh: 30, maxKw: NAMEPLATE_KW });
    await settle();
  };
  const openCommands = async () => {
    const rows = await db
      .selectFrom('ocpp_command')
      .select('id')
      .where('compound_id', '=', compound.compoundId)
      .where('state', 'in', ['queued', 'sent'])
      .execute();
    return rows.length;
  };
  /** Waits until no command has been open for a while. */
  async function settle(): Promise<void> {
    for (let quiet = 0, left = 400; quiet < 8 && left > 0; left -= 1) {
      quiet = (await openCommands()) === 0 ? quiet + 1 : 0;
      await pause(25);
    }
  }
  const causeOfLatest = async () => (await findLatestPlan(db, compound.compoundId))?.cause;

  beforeAll(async () => {
    const opened = await openTestSqlite();
    db = opened.db;
    closeDatabase = opened.close;
    compound = await makeCompound(db, { ratedKva: (100 + ROOM_KW) / 0.76, basePeakKw: 100 });
    await giveTariff(db, compound.compoundId);
    running = await startGateway(db, { installFallback: true, callTimeoutMs: 400 });
    const beganMs = Date.now();
    running.deps.clock = () => new Date(NOW_MS + Date.now() - beganMs).toISOString();
    stopPlanner = startNightPlanner(running.deps, {
      metrics: { planSeconds: { observe: () => undefined } },
      log: { error: (problem: unknown) => void failures.push(problem) } as never,
      debounceMs: 30,
      pollMs: 100,
    });
    watching = setInterval(sample, 5);
  });
  afterAll(async () => {
    clearInterval(watching);
    await stopPlanner();
    await Promise.all([...points.values()].map((point) => point.close()));
    await running.stop();
    await closeDatabase();
  });

  it('shares the room among cars that come one after another, and gives it on when one leaves', async () => {
    const piles = await Promise.all(Array.from({ length: 5 }, addPile));
    for (const pile of piles) await connect(pile);
    await settle();
    for (const pile of piles) await plugIn(pile);
    expect(await causeOfLatest()).toBe('plug');
    const shared = limits().reduce((sum, kw) => sum + kw, 0);
    expect(shared).toBeGreaterThan(ROOM_KW * 0.75);
    await points.get(piles[0]!.identity)?.unplug();
    await settle();
    expect(await causeOfLatest()).toBe('unplug');
    await plugIn(piles[0]!);
    expect(seen.broken).toEqual([]);
  });

  it('keeps a pile that went offline in the sum while others move around it', async () => {
    const byLimit = [...points.keys()].sort((a, b) => limitOf(a) - limitOf(b));
    const [first, second] = byLimit;
    offline = first!;
    await points.get(first!)?.close();
    await settle();
    await points.get(second!)?.unplug();
    await settle();
    expect(seen.broken).toEqual([]);
    const { online } = await db
      .selectFrom('ocpp_station')
      .select('online')
      .where('identity', '=', first!)
      .executeTakeFirstOrThrow();
    expect(online).toBe(0);
  });

  it('keeps a limit in the sum whose answer was lost', async () => {
    const pile = await addPile();
    const raw = await RawStation.connect(running.url, pile);
    raw.ws.on('message', (text) => {
      const [type, id, action, payload] = JSON.parse(text.toString());
      if (type !== 2 || action !== 'SetChargingProfile') return;
      const { chargingProfilePurpose, chargingSchedule } = payload.csChargingProfiles;
      if (chargingProfilePurpose === 'TxDefaultProfile') return raw.send([3, id, { status: 'Accepted' }]);
      const amps = chargingSchedule.chargingSchedulePeriod[0].limit;
      silent.set(pile.identity, kwFromAmps(amps));
      sample();
    });
    await raw.ask('BootNotification', { chargePointVendor: 'V', chargePointModel: 'M' });
    await settle();
    silent.set(pile.identity, 1.4);
    await raw.ask('StartTransaction', {
      connectorId: 1,
      idTag: pile.idTag,
      meterStart: 0,
      timestamp: running.deps.clock(),
    });
    await pause(1500);
    expect(silent.get(pile.identity)).not.toBe(undefined);
    const lost = await db
      .selectFrom('ocpp_command')
      .select('id')
      .where('pile_id', '=', pile.pileId)
      .where('state', '=', 'timeout')
      .execute();
    expect(lost.length).toBeGreaterThan(0);
    expect(seen.broken).toEqual([]);
    raw.close();
    await pause(200);
    await settle();
  });

  it('is below a cap by the time the cap begins', async () => {
    const at = running.deps.clock();
    const inMinutes = (minutes: number) => new Date(Date.parse(at) + minutes * 60_000).toISOString();
    const holding = limits().reduce((sum, kw) => sum + kw, 0);
    const fixedKw = limitOf(offline) + [...silent.values()].reduce((sum, kw) => sum + kw, 0);
    const capRoomKw = fixedKw + 2;
    await db
      .insertInto('transformer_cap')
      .values({
        compound_id: compound.compoundId,
        id: 'cap_of_test',
        transformer_id: compound.transformerId,
        from_at: inMinutes(2),
        to_at: inMinutes(60),
        cap_kw: 100 + capRoomKw,
        reason: '检修',
        created_by: compound.actors.utility.personId,
        created_at: at,
        lifted_at: null,
      })
      .execute();
    running.deps.bus.publish('plan-needed', { compoundId: compound.compoundId, cause: 'limit' });
    await pause(100);
    await settle();
    await pause(600);
    expect(await causeOfLatest()).toBe('limit');
    const capped = limits().reduce((sum, kw) => sum + kw, 0);
    expect(holding).toBeGreaterThan(capRoomKw);
    expect(capped).toBeLessThanOrEqual(capRoomKw + 1e-6);
    expect(seen.broken).toEqual([]);
    expect(seen.samples).toBeGreaterThan(300);
    expect(failures).toEqual([]);
  });
});
