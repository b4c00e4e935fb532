import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ConnectorLimitOrder } from '~/adapters/ocpp/port';
import type { OpenDatabase } from '~db/client.server';
import { type CommandAction, findCommand, queueCommand } from '~db/queries/commands.server';
import { makeStation, type TestStation } from '../factories/station';
import { openTestSqlite } from '../setup/database';
import { eventually, RawStation, type RunningGateway, startGateway } from './harness';

describe('commands over the wire', () => {
  let opened: OpenDatabase;
  let running: RunningGateway;
  let station: TestStation;
  let raw: RawStation;
  let count = 0;

  beforeAll(async () => {
    opened = await openTestSqlite();
    running = await startGateway(opened.db, { callTimeoutMs: 300 });
  });
  beforeEach(async () => {
    ({ station } = await makeStation(opened.db));
    raw = await RawStation.connect(running.url, station);
    return () => raw.close();
  });
  afterAll(async () => {
    await running.stop();
    await opened.close();
  });

  async function queue(action: CommandAction, payload: unknown, limitKw: number | null = null, wake = true) {
    count += 1;
    const id = `cmd_${count}`;
    await opened.db.transaction().execute((trx) =>
      queueCommand(trx, {
        id,
        compoundId: station.compoundId,
        pileId: station.pileId,
        connectorId: 1,
        action,
        idempotencyKey: id,
        payload,
        limitKw,
        at: running.deps.clock(),
        expiresAt: '2026-11-21T00:00:00.000Z',
      }),
    );
    if (wake) running.deps.bus.publish('command-queued', { identity: station.identity });
    return id;
  }
  const state = async (id: string) => (await findCommand(opened.db, station.compoundId, id))?.state;
  const until = (id: string, wanted: string) => eventually(async () => (await state(id)) === wanted);
  const nextCall = (action: string, from = 0) =>
    raw.next((frame) => frame[0] === 2 && frame[2] === action, from);
  const connector = () =>
    opened.db
      .selectFrom('connector')
      .selectAll()
      .where('pile_id', '=', station.pileId)
      .executeTakeFirstOrThrow();
  const start = async () =>
    Number(
      (
        await raw.ask('StartTransaction', {
          connectorId: 1,
          idTag: station.idTag,
          meterStart: 0,
          timestamp: '2026-11-20T13:00:00Z',
        })
      ).transactionId,
    );
  const order = (transactionId: number): ConnectorLimitOrder => ({
    kind: 'connector-limit',
    connectorId: 1,
    transactionId,
    startAt: '2026-11-20T14:00:00.000Z',
    intervalMinutes: 15,
    limitsKw: [3.3, 0, 7.04],
    validToAt: '2026-11-20T15:00:00.000Z',
  });

  it('carry a plan in kW as a TxProfile of the running transaction, and the four limits follow', async () => {
    const transactionId = await start();
    const id = await queue('SetChargingProfile', order(transactionId), 3.3);
    const [, messageId, , payload] = await nextCall('SetChargingProfile');
    expect(payload).toMatchObject({
      connectorId: 1,
      csChargingProfiles: {
        transactionId,
        stackLevel: 1,
        chargingProfilePurpose: 'TxProfile',
        chargingSchedule: {
          chargingRateUnit: 'A',
          chargingSchedulePeriod: [
            { startPeriod: 0, limit: 15 },
            { startPeriod: 930, limit: 0 },
            { startPeriod: 1830, limit: 32 },
          ],
        },
      },
    });
    expect(await state(id)).toBe('sent');
    expect(await connector()).toMatchObject({ sent_kw: 3.3, acked_kw: null });
    raw.send([3, messageId, { status: 'Accepted' }]);
    await until(id, 'confirmed');
    expect(await connector()).toMatchObject({ sent_kw: 3.3, acked_kw: 3.3 });
  });

  it('are found by polling when nobody rings', async () => {
    await raw.ask('Heartbeat', {});
    const id = await queue('TriggerMessage', { requestedMessage: 'Heartbeat' }, null, false);
    const [, messageId] = await nextCall('TriggerMessage');
    raw.send([3, messageId, { status: 'Accepted' }]);
    await until(id, 'confirmed');
  });

  it('wait for the answer of the one before', async () => {
    await raw.ask('Heartbeat', {});
    const first = await queue('TriggerMessage', { requestedMessage: 'Heartbeat' });
    const second = await queue('TriggerMessage', { requestedMessage: 'StatusNotification' });
    const [, firstId] = await nextCall('TriggerMessage');
    expect(raw.frames.filter((frame) => frame[0] === 2)).toHaveLength(1);
    expect(await state(second)).toBe('queued');
    const seen = raw.frames.length;
    raw.send([3, firstId, { status: 'Rejected' }]);
    const [, secondId, , payload] = await nextCall('TriggerMessage', seen);
    expect(payload).toEqual({ requestedMessage: 'StatusNotification' });
    raw.send([4, secondId, 'NotSupported', '', {}]);
    await until(first, 'rejected');
    await until(second, 'rejected');
  });

  it('run out of time without an answer, and a late one still counts', async () => {
    const transactionId = await start();
    const id = await queue('SetChargingProfile', order(transactionId), 3.3);
    const [, messageId] = await nextCall('SetChargingProfile');
    await until(id, 'timeout');
    raw.send([3, messageId, { status: 'Accepted' }]);
    await until(id, 'confirmed');
    expect(await connector()).toMatchObject({ acked_kw: 3.3 });
  });

  it('are not sent where their transaction has ended', async () => {
    const transactionId = await start();
    await raw.ask('StopTransaction', { transactionId, meterStop: 1, timestamp: '2026-11-20T13:30:00Z' });
    const id = await queue('SetChargingProfile', order(transactionId), 3.3);
    await until(id, 'rejected');
    expect(raw.frames.filter((frame) => frame[0] === 2)).toEqual([]);
    expect(await connector()).toMatchObject({ sent_kw: null });
  });

  it('are not sent where they do not conform', async () => {
    await raw.ask('Heartbeat', {});
    const id = await queue('Reset', { type: 'Gently' });
    await until(id, 'rejected');
    expect(raw.frames.filter((frame) => frame[0] === 2)).toEqual([]);
  });

  it('time out when the connection is lost before the answer, and the next connection gets what is still queued', async () => {
    await raw.ask('Heartbeat', {});
    const sent = await queue('TriggerMessage', { requestedMessage: 'Heartbeat' });
    await nextCall('TriggerMessage');
    const queued = await queue('Reset', { type: 'Soft' });
    raw.ws.terminate();
    await until(sent, 'timeout');
    raw = await RawStation.connect(running.url, station);
    const [, messageId] = await nextCall('Reset');
    raw.send([3, messageId, { status: 'Accepted' }]);
    await until(queued, 'confirmed');
  });

  it('install the safe limit after a boot, in the unit and phases of the pile', async () => {
    const fallback = await startGateway(opened.db, { installFallback: true, probeCapabilities: true });
    const three = (await makeStation(opened.db, { phases: 'ABC' })).station;
    const booting = await RawStation.connect(fallback.url, three);
    await booting.ask('BootNotification', { chargePointVendor: 'V', chargePointModel: 'M' });
    const [, askedId, , keys] = await booting.next((frame) => frame[2] === 'GetConfiguration');
    expect(keys).toHaveProperty('key');
    booting.send([
      3,
      askedId,
      {
        configurationKey: [
          { key: 'ChargingScheduleAllowedChargingRateUnit', readonly: true, value: 'Power' },
        ],
      },
    ]);
    const [, , , payload] = await booting.next((frame) => frame[2] === 'SetChargingProfile');
    expect(payload).toMatchObject({
      connectorId: 0,
      csChargingProfiles: {
        chargingProfilePurpose: 'TxDefaultProfile',
        chargingSchedule: { chargingRateUnit: 'W', chargingSchedulePeriod: [{ limit: 0, numberPhases: 3 }] },
      },
    });
    booting.close();
    await fallback.stop();
  });
});
