import { RPCClient } from 'ocpp-rpc';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { OpenDatabase } from '~db/client.server';
import { listFrames } from '~db/queries/frames.server';
import { makeStation, type TestStation } from '../factories/station';
import { openTestSqlite } from '../setup/database';
import { eventually, RawStation, type RunningGateway, startGateway } from './harness';

const START = '2026-11-20T12:00:00.000Z';

describe('OCPP 1.6 messages', () => {
  let opened: OpenDatabase;
  let running: RunningGateway;
  let station: TestStation;
  let raw: RawStation;

  beforeAll(async () => {
    opened = await openTestSqlite();
    running = await startGateway(opened.db);
  });
  beforeEach(async () => {
    ({ station } = await makeStation(opened.db));
    raw = await RawStation.connect(running.url, station);
    return () => raw.close();
  });
  afterAll(async () => {
    await running.stop();
    await opened.close();
    expect(running.errors).toEqual([]);
  });

  const start = (change: object = {}) =>
    raw.ask('StartTransaction', {
      connectorId: 1,
      idTag: station.idTag,
      meterStart: 100,
      timestamp: START,
      ...change,
    });
  const sessions = () =>
    opened.db.selectFrom('charging_session').selectAll().where('pile_id', '=', station.pileId).execute();
  const meterValues = () =>
    opened.db
      .selectFrom('meter_value')
      .selectAll()
      .where('pile_id', '=', station.pileId)
      .orderBy('measurand')
      .execute();
  const flaws = () =>
    eventually(async () => {
      const frames = await listFrames(opened.db, station.compoundId, station.pileId, 50);
      const found = frames.flatMap((frame) => frame.nonconformity ?? []);
      return found.length > 0 && found;
    });

  it('boot, beat and tell the time', async () => {
    const boot = await raw.ask('BootNotification', { chargePointVendor: 'V', chargePointModel: 'M' });
    expect(boot).toEqual({ status: 'Accepted', currentTime: running.deps.clock(), interval: 300 });
    expect(await raw.ask('Heartbeat', {})).toEqual({ currentTime: running.deps.clock() });
  });

  it('work without a BootNotification, as after a reconnect', async () => {
    expect(await raw.ask('Authorize', { idTag: station.idTag })).toEqual({
      idTagInfo: { status: 'Accepted' },
    });
  });

  it('accept a model name longer than the schema allows and record the flaw', async () => {
    const boot = { chargePointVendor: 'V', chargePointModel: 'a model name of more than twenty characters' };
    expect(await raw.ask('BootNotification', boot)).toMatchObject({ status: 'Accepted' });
    expect((await flaws()).join()).toContain('chargePointModel');
  });

  it('answer a repeated StartTransaction under a new message id with the same positive number', async () => {
    const first = await start();
    const again = await start();
    expect(first.transactionId).toBeGreaterThan(0);
    expect(again).toEqual(first);
    expect(await sessions()).toHaveLength(1);
  });

  it('answer a repeated StartTransaction under the same message id too', async () => {
    const payload = { connectorId: 1, idTag: station.idTag, meterStart: 100, timestamp: START };
    const [, , first] = await raw.call('StartTransaction', payload, 'same');
    const [, , again] = await raw.call('StartTransaction', payload, 'same');
    expect(again).toEqual(first);
  });

  it('give a number to a start with an unknown tag', async () => {
    expect(await start({ idTag: 'NOBODY' })).toMatchObject({
      transactionId: expect.any(Number),
      idTagInfo: { status: 'Invalid' },
    });
  });

  it('store a start without half of its fields rather than lose it', async () => {
    const started = await raw.ask('StartTransaction', { idTag: station.idTag });
    expect(started.transactionId).toBeGreaterThan(0);
    expect(await sessions()).toMatchObject([
      { connector_id: 1, meter_start_wh: 0, started_at: running.deps.clock() },
    ]);
    expect((await flaws()).join()).toContain('meterStart missing');
  });

  it('take a time without a zone as UTC and record it', async () => {
    await start({ timestamp: '2026-11-20T12:00:00' });
    expect((await sessions())[0]?.started_at).toBe(START);
    expect((await flaws()).join()).toContain('without-zone');
  });

  it('read a time with an offset', async () => {
    await start({ timestamp: '2026-11-20T20:00:00+08:00' });
    expect((await sessions())[0]?.started_at).toBe(START);
  });

  it.each([
    ['unknown', { transactionId: 99_999_999 }],
    ['number −1', { transactionId: -1 }],
    ['number 0', { transactionId: 0 }],
    ['no number', {}],
    ['a vendor field', { transactionId: 99_999_998, vendorBill: { amount: 3 } }],
  ])('answer a StopTransaction with %s by a .conf', async (_, change) => {
    const stop = { meterStop: 900, timestamp: '2026-11-20T13:00:00Z', ...change };
    expect(await raw.ask('StopTransaction', stop)).toEqual({});
    expect(await raw.ask('StopTransaction', stop)).toEqual({});
    expect(await sessions()).toHaveLength(1);
  });

  it('close a session with its readings; the reason is Local where none is told', async () => {
    const { transactionId } = await start();
    const transactionData = [
      { timestamp: START, sampledValue: [{ value: '100', context: 'Transaction.Begin' }] },
      {
        timestamp: '2026-11-20T13:00:00Z',
        sampledValue: [{ value: '7.1', unit: 'kWh', context: 'Transaction.End' }],
      },
    ];
    const stop = {
      transactionId,
      idTag: station.idTag,
      meterStop: 7100,
      timestamp: '2026-11-20T13:00:00Z',
      transactionData,
    };
    expect(await raw.ask('StopTransaction', stop)).toEqual({ idTagInfo: { status: 'Accepted' } });
    expect(await sessions()).toMatchObject([{ meter_stop_wh: 7100, stop_reason: 'Local' }]);
    expect((await meterValues()).map(({ context, value, unit }) => [context, value, unit])).toEqual([
      ['Transaction.Begin', 100, 'Wh'],
      ['Transaction.End', 7100, 'Wh'],
    ]);
  });

  it('read measurands and units by the rules, and never one measurand as another', async () => {
    const { transactionId } = await start();
    await raw.ask('MeterValues', {
      connectorId: 1,
      transactionId,
      meterValue: [
        {
          timestamp: '2026-11-20T12:10:00Z',
          sampledValue: [
            { value: '1500' },
            { value: '16.2', measurand: 'Current.Import', unit: 'A', phase: 'L1' },
            { value: '31', measurand: 'Temperature', unit: 'Celcius' },
            { value: '3.5', measurand: 'Power.Active.Import', unit: 'kW' },
            { value: '77', measurand: 'Vendor.Thing' },
            { value: 'abc', measurand: 'Voltage', unit: 'V' },
            { value: 'AA==', format: 'SignedData' },
          ],
        },
      ],
    });
    expect(
      (await meterValues()).map(({ measurand, phase, unit, value }) => [measurand, phase, unit, value]),
    ).toEqual([
      ['Current.Import', 'L1', 'A', 16.2],
      ['Energy.Active.Import.Register', '', 'Wh', 1500],
      ['Power.Active.Import', '', 'W', 3500],
      ['Temperature', '', 'Celsius', 31],
      ['Vendor.Thing', '', '', 77],
    ]);
    expect(await sessions()).toMatchObject([{ last_meter_wh: 1500 }]);
    expect((await flaws()).join()).toContain('sampledValue left out: value');
  });

  it('handle what is sent at once in the order it was sent', async () => {
    raw.send([
      2,
      's',
      'StartTransaction',
      { connectorId: 1, idTag: station.idTag, meterStart: 5, timestamp: START },
    ]);
    raw.send([
      2,
      'v',
      'MeterValues',
      {
        connectorId: 1,
        meterValue: [{ timestamp: '2026-11-20T12:20:00Z', sampledValue: [{ value: '40' }] }],
      },
    ]);
    raw.send([
      2,
      'e',
      'StopTransaction',
      { transactionId: -1, meterStop: 90, timestamp: '2026-11-20T13:00:00Z' },
    ]);
    await raw.next((frame) => frame[1] === 'e');
    expect(raw.frames.map((frame) => frame[1])).toEqual(['s', 'v', 'e']);
    expect(await sessions()).toMatchObject([{ meter_start_wh: 5, last_meter_wh: 90, meter_stop_wh: 90 }]);
  });

  it('answer the trains of notifications and a vendor message nobody agreed on', async () => {
    expect(await raw.ask('FirmwareStatusNotification', { status: 'Downloading' })).toEqual({});
    expect(await raw.ask('DiagnosticsStatusNotification', { status: 'Idle' })).toEqual({});
    expect(await raw.ask('DataTransfer', { vendorId: 'x' })).toEqual({ status: 'UnknownVendorId' });
    const status = { connectorId: 1, status: 'Preparing', errorCode: 'NoError' };
    expect(await raw.ask('StatusNotification', status)).toEqual({});
  });

  it('answer what nobody knows with NotImplemented, and what is ours to send with NotSupported', async () => {
    expect((await raw.call('MakeCoffee', {})).slice(0, 3)).toEqual([4, expect.any(String), 'NotImplemented']);
    expect((await raw.call('constructor', {})).slice(0, 3)).toEqual([
      4,
      expect.any(String),
      'NotImplemented',
    ]);
    expect((await raw.call('Reset', { type: 'Soft' })).slice(0, 3)).toEqual([
      4,
      expect.any(String),
      'NotSupported',
    ]);
  });

  it('record malformed frames, answer those that have an id and go on', async () => {
    for (const frame of [
      '{',
      'null',
      '[]',
      '[2]',
      '[9,"x","Heartbeat",{}]',
      '[2,{},"Heartbeat",{}]',
      '"\\u0000"',
    ])
      raw.send(frame);
    raw.send('[2,"bad","Heartbeat",7]');
    expect((await raw.next((frame) => frame[1] === 'bad')).slice(0, 3)).toEqual([
      4,
      'bad',
      'FormationViolation',
    ]);
    raw.ws.send(Buffer.from([1, 2, 3]));
    raw.send('[3,"never-asked",{}]');
    expect(await raw.ask('Heartbeat', {})).toHaveProperty('currentTime');
    const found = await flaws();
    for (const flaw of [
      'not-json',
      'not-a-frame',
      'unknown-type',
      'binary frame',
      'answer to nothing that was asked',
    ]) {
      expect(found).toContain(flaw);
    }
  });

  it('tolerate a call without a payload and a message id that is a number', async () => {
    raw.send('[2,"no-payload","Heartbeat"]');
    expect((await raw.next((frame) => frame[1] === 'no-payload'))[0]).toBe(3);
    raw.send('[2,17,"Heartbeat",{}]');
    expect((await raw.next((frame) => frame[1] === '17'))[0]).toBe(3);
  });

  it('keep frames without tags in clear', async () => {
    await start();
    const frames = await eventually(async () => {
      const rows = await listFrames(opened.db, station.compoundId, station.pileId, 10);
      return rows.length >= 2 && rows;
    });
    expect(frames.some(({ frame }) => frame.includes(station.idTag))).toBe(false);
    expect(frames.some(({ frame }) => frame.includes(`***${station.idTag.slice(-2)}`))).toBe(true);
  });

  it('satisfy an independent client that checks every answer strictly', async () => {
    const client = new RPCClient({
      endpoint: running.url,
      identity: station.identity,
      password: station.password,
      protocols: ['ocpp1.6'],
      strictMode: true,
      reconnect: false,
    } as ConstructorParameters<typeof RPCClient>[0]);
    await client.connect();
    const boot = await client.call('BootNotification', { chargePointVendor: 'V', chargePointModel: 'M' });
    expect(boot).toMatchObject({ status: 'Accepted' });
    const { transactionId } = (await client.call('StartTransaction', {
      connectorId: 1,
      idTag: station.idTag,
      meterStart: 0,
      timestamp: START,
    })) as { transactionId: number };
    const [meter] = await Promise.all([
      client.call('MeterValues', {
        connectorId: 1,
        transactionId,
        meterValue: [{ timestamp: START, sampledValue: [{ value: '1' }] }],
      }),
      client.call('StatusNotification', { connectorId: 1, status: 'Charging', errorCode: 'NoError' }),
      client.call('Heartbeat', {}),
    ]);
    expect(meter).toEqual({});
    await client.call('StopTransaction', { transactionId, meterStop: 10, timestamp: '2026-11-20T13:00:00Z' });
    await client.close();
    expect(await sessions()).toMatchObject([{ meter_stop_wh: 10 }]);
  });
});
