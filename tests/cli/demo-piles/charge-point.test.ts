import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ConnectorLimitOrder } from '~/adapters/ocpp/port';
import { startChargePoint } from '~/cli/demo-piles/charge-point';
import type { ChargePointEvent } from '~/cli/demo-piles/charge-point-shape';
import type { OpenDatabase } from '~db/client.server';
import { type CommandAction, findCommand, queueCommand } from '~db/queries/commands.server';
import { makeStation, type TestStation } from '../../factories/station';
import { eventually, type RunningGateway, startGateway } from '../../gateway/harness';
import { openTestSqlite } from '../../setup/database';

const SPEED = 1200;

describe('a simulated pile at the real gateway', () => {
  let opened: OpenDatabase;
  let running: RunningGateway;

  beforeAll(async () => {
    opened = await openTestSqlite();
    running = await startGateway(opened.db, { installFallback: false });
  });
  afterAll(async () => {
    await running.stop();
    await opened.close();
  });

  async function begin(events: ChargePointEvent[] = []) {
    const { station } = await makeStation(opened.db);
    const startMs = Date.parse('2026-11-20T14:00:00Z');
    const realMs = Date.now();
    const now = () => startMs + (Date.now() - realMs) * SPEED;
    running.deps.setNow('2026-11-20T14:00:00.000Z');
    const pile = await startChargePoint({
      url: running.url,
      identity: station.identity,
      password: station.password,
      now,
      tickMs: 20,
      onEvent: (event) => events.push(event),
    });
    return { station, pile, now };
  }
  const session = (station: TestStation) =>
    opened.db
      .selectFrom('charging_session')
      .selectAll()
      .where('pile_id', '=', station.pileId)
      .executeTakeFirstOrThrow();
  const send = (station: TestStation, action: CommandAction, payload: unknown, limitKw: number | null) =>
    opened.db.transaction().execute(async (trx) => {
      const id = `${station.pileId}-${action}-${limitKw}`;
      await queueCommand(trx, {
        id,
        compoundId: station.compoundId,
        pileId: station.pileId,
        connectorId: 1,
        action,
        idempotencyKey: id,
        payload,
        limitKw,
        at: running.deps.clock(),
        expiresAt: '2026-11-22T00:00:00.000Z',
      });
      return id;
    });
  const confirmed = (station: TestStation, id: string) =>
    eventually(async () => (await findCommand(opened.db, station.compoundId, id))?.state === 'confirmed');

  it('charges a car until it is full and bills exactly what it needed', async () => {
    const events: ChargePointEvent[] = [];
    const { station, pile } = await begin(events);
    expect(await pile.plugIn({ idTag: station.idTag, needKwh: 2, maxKw: 7.04 })).toBe(true);
    await eventually(() => pile.state().status === 'SuspendedEV');
    await pile.unplug();
    const row = await session(station);
    expect(row.meter_stop_wh).toBeGreaterThanOrEqual(1999);
    expect(row.meter_stop_wh).toBeLessThanOrEqual(2000);
    expect(row.stop_reason).toBe('EVDisconnected');
    expect(events.map(({ kind }) => kind)).toEqual([
      'booted',
      'plugged',
      'started',
      'full',
      'stopped',
      'unplugged',
    ]);
    await eventually(async () => {
      const connector = await opened.db
        .selectFrom('connector')
        .select('status')
        .where('pile_id', '=', station.pileId)
        .executeTakeFirst();
      return connector?.status === 'Available';
    });
    await pile.close();
  });

  it('obeys a limit, pauses at 0 and stops when it is told to', async () => {
    const { station, pile, now } = await begin();
    await pile.plugIn({ idTag: station.idTag, needKwh: 4000, maxKw: 7.04 });
    await eventually(() => pile.state().kw === 7.04);
    const { transactionId } = pile.state();
    const order = (limitKw: number): ConnectorLimitOrder => ({
      kind: 'connector-limit',
      connectorId: 1,
      transactionId: transactionId ?? 0,
      startAt: new Date(now()).toISOString(),
      intervalMinutes: 6000,
      limitsKw: [limitKw],
      validToAt: new Date(now() + 6e9).toISOString(),
    });
    running.deps.setNow(new Date(now()).toISOString());
    await confirmed(station, await send(station, 'SetChargingProfile', order(3.3), 3.3));
    await eventually(() => pile.state().kw === 3.3);
    running.deps.setNow(new Date(now()).toISOString());
    await confirmed(station, await send(station, 'SetChargingProfile', order(0), 0));
    await eventually(() => pile.state().status === 'SuspendedEVSE');
    await confirmed(station, await send(station, 'ClearChargingProfile', { connectorId: 1 }, 7.04));
    await eventually(() => pile.state().kw === 7.04);
    await confirmed(station, await send(station, 'RemoteStopTransaction', { transactionId }, null));
    await eventually(async () => (await session(station)).stop_reason === 'Remote');
    expect(pile.state()).toMatchObject({ status: 'Finishing', kw: 0, transactionId: null });
    await pile.close();
  });

  it('keeps charging through a lost connection and loses no energy', async () => {
    const { station, pile } = await begin();
    await pile.plugIn({ idTag: station.idTag, needKwh: 3, maxKw: 7.04 });
    await send(station, 'Reset', { type: 'Soft' }, null);
    await eventually(() => pile.state().status === 'SuspendedEV');
    await pile.unplug();
    const row = await session(station);
    expect(row.ended_at).not.toBeNull();
    expect(row.meter_stop_wh).toBeGreaterThanOrEqual(2999);
    expect(running.errors).toEqual([]);
    await pile.close();
  });

  it('does not charge with a tag that is refused', async () => {
    const { pile } = await begin();
    expect(await pile.plugIn({ idTag: 'NOBODY', needKwh: 3, maxKw: 7.04 })).toBe(false);
    expect(pile.state()).toMatchObject({ status: 'Preparing', kw: 0 });
    await pile.close();
  });

  it('is not started where the server does not know it', async () => {
    await expect(startChargePoint({ url: running.url, identity: 'NOBODY', password: 'x' })).rejects.toThrow(
      '404',
    );
  });
});
