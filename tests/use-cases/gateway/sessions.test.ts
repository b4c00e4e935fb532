import { beforeAll, expect, it } from 'vitest';
import type { MeterSample } from '~/domain/gateway/meter-sample';
import { recordMeterValues } from '~/use-cases/gateway/record-meter-values.server';
import { type SessionStart, startSession } from '~/use-cases/gateway/start-session.server';
import { type SessionEnd, stopSession } from '~/use-cases/gateway/stop-session.server';
import { listMeterValues } from '~db/queries/meter-values.server';
import { findSession } from '~db/queries/sessions.server';
import { makeCompound, type TestCompound } from '../../factories/compound';
import { makeDeps, type TestDeps } from '../../factories/deps';
import { addStation, addTag, type TestStation } from '../../factories/station';
import { describeOnBothDatabases } from '../../setup/database';

const START = '2026-11-20T12:00:00.000Z';
const END = '2026-11-20T22:00:00.000Z';

function sample(at: string, value: number, change: Partial<MeterSample> = {}): MeterSample {
  return {
    sampledAt: at,
    context: 'Sample.Periodic',
    measurand: 'Energy.Active.Import.Register',
    phase: '',
    location: 'Outlet',
    unit: 'Wh',
    value,
    ...change,
  };
}

describeOnBothDatabases('charging sessions', (database) => {
  let compound: TestCompound;
  let station: TestStation;
  let deps: TestDeps;

  const startOf = (change: Partial<SessionStart> = {}): SessionStart => ({
    connectorId: 1,
    idTag: station.idTag,
    meterStartWh: 1000,
    startedAt: START,
    ...change,
  });
  const endOf = (change: Partial<SessionEnd> = {}): SessionEnd => ({
    transactionId: null,
    idTag: null,
    meterStopWh: 9000,
    endedAt: END,
    reason: 'Local',
    samples: [],
    ...change,
  });
  const sessions = () =>
    database.db.selectFrom('charging_session').selectAll().where('pile_id', '=', station.pileId).execute();
  const session = async (transactionId: number) => {
    const row = await findSession(database.db, station, transactionId);
    if (!row) throw new Error('no such session');
    return row;
  };

  beforeAll(async () => {
    compound = await makeCompound(database.db);
  });
  const fresh = async (change: Parameters<typeof addStation>[2] = {}) => {
    station = await addStation(database.db, compound, change);
    deps = makeDeps(database.db, '2026-11-20T12:00:05.000Z');
  };

  it('gives the same start the same positive number, in however many messages it comes', async () => {
    await fresh();
    const first = await startSession(deps, station, startOf());
    const again = await startSession(deps, station, startOf());
    expect(first.status).toBe('Accepted');
    expect(first.transactionId).toBeGreaterThan(0);
    expect(again).toEqual(first);
    expect(await sessions()).toHaveLength(1);
    expect((await sessions())[0]).toMatchObject({ household_id: station.householdId, last_meter_wh: 1000 });
    expect(deps.published.map(({ topic }) => topic)).toEqual(['plan-needed', 'compound-changed']);
  });

  it('gives the same start one number when it comes twice at once', async () => {
    await fresh();
    const numbers = await Promise.all([1, 2, 3].map(() => startSession(deps, station, startOf())));
    expect(new Set(numbers.map((started) => started.transactionId)).size).toBe(1);
    expect(await sessions()).toHaveLength(1);
  });

  it('numbers a start with a tag that is unknown, blocked or of another household, and says so', async () => {
    await fresh();
    const blocked = await addTag(database.db, station.compoundId, station.householdId, 'blocked');
    const other = await addStation(database.db, compound);
    const unknown = await startSession(deps, station, startOf({ idTag: 'NOBODY' }));
    expect(unknown).toMatchObject({ status: 'Invalid', transactionId: expect.any(Number) });
    expect(await startSession(deps, station, startOf({ idTag: blocked }))).toMatchObject({
      status: 'Blocked',
    });
    expect(await startSession(deps, station, startOf({ idTag: other.idTag }))).toMatchObject({
      status: 'Invalid',
    });
    expect((await session(unknown.transactionId)).household_id).toBeNull();
  });

  it('blocks on a pile that is not energised, with a number all the same', async () => {
    await fresh({ energised_at: null });
    const started = await startSession(deps, station, startOf());
    expect(started.status).toBe('Blocked');
    expect(started.transactionId).toBeGreaterThan(0);
  });

  it('lets every household of the compound charge at a shared pile, whatever the case of its tag', async () => {
    await fresh({ household_id: null });
    const other = await addStation(database.db, compound);
    const started = await startSession(deps, station, startOf({ idTag: other.idTag.toLowerCase() }));
    expect(started.status).toBe('Accepted');
    expect((await session(started.transactionId)).household_id).toBe(other.householdId);
  });

  it('does not know the tags of another compound', async () => {
    await fresh({ household_id: null });
    const elsewhere = await addStation(database.db, await makeCompound(database.db));
    expect(await startSession(deps, station, startOf({ idTag: elsewhere.idTag }))).toMatchObject({
      status: 'Invalid',
    });
  });

  it('closes a session once; a repeated end changes nothing', async () => {
    await fresh();
    const { transactionId } = await startSession(deps, station, startOf());
    await stopSession(deps, station, endOf({ transactionId, reason: 'EVDisconnected' }));
    await stopSession(
      deps,
      station,
      endOf({ transactionId, meterStopWh: 9999, endedAt: '2026-11-20T23:00:00.000Z' }),
    );
    expect(await session(transactionId)).toMatchObject({
      ended_at: END,
      meter_stop_wh: 9000,
      last_meter_wh: 9000,
      stop_reason: 'EVDisconnected',
    });
    expect(deps.published.filter(({ topic }) => topic === 'plan-needed')).toHaveLength(2);
  });

  it('judges the tag of an end and is silent without one', async () => {
    await fresh();
    const { transactionId } = await startSession(deps, station, startOf());
    expect(await stopSession(deps, station, endOf({ transactionId }))).toEqual({
      transactionId,
      status: null,
    });
    expect(await stopSession(deps, station, endOf({ transactionId, idTag: 'NOBODY' }))).toMatchObject({
      status: 'Invalid',
    });
  });

  it('closes the only running session that an end without a number fits', async () => {
    await fresh();
    const { transactionId } = await startSession(deps, station, startOf());
    expect(await stopSession(deps, station, endOf({ idTag: station.idTag }))).toMatchObject({
      transactionId,
    });
    expect((await session(transactionId)).ended_at).toBe(END);
  });

  it('keeps an end without a start as one closed session, however often it comes', async () => {
    await fresh();
    const first = await stopSession(deps, station, endOf({ transactionId: 987654 }));
    const again = await stopSession(deps, station, endOf({ transactionId: 987654 }));
    expect(again.transactionId).toBe(first.transactionId);
    expect(await sessions()).toHaveLength(1);
    expect((await sessions())[0]).toMatchObject({
      start_known: 0,
      ended_at: END,
      meter_stop_wh: 9000,
      meter_start_wh: 9000,
    });
  });

  it('joins a start that arrives after its end to one closed session', async () => {
    await fresh();
    const ended = await stopSession(deps, station, endOf());
    const started = await startSession(deps, station, startOf());
    expect(started.transactionId).toBe(ended.transactionId);
    await stopSession(deps, station, endOf());
    expect(await sessions()).toHaveLength(1);
    expect((await sessions())[0]).toMatchObject({
      started_at: START,
      meter_start_wh: 1000,
      ended_at: END,
      start_known: 1,
      id_tag: station.idTag,
      household_id: station.householdId,
    });
  });

  it('takes the begin of an end without a start from its readings', async () => {
    await fresh();
    const begin = sample(START, 1500, { context: 'Transaction.Begin' });
    await stopSession(deps, station, endOf({ samples: [begin] }));
    expect((await sessions())[0]).toMatchObject({
      started_at: START,
      meter_start_wh: 1500,
      meter_stop_wh: 9000,
    });
  });

  it('closes a session whose end was lost when the next begins, and corrects it when the end comes after all', async () => {
    await fresh();
    const first = await startSession(deps, station, startOf());
    const second = await startSession(deps, station, startOf({ meterStartWh: 9000, startedAt: END }));
    expect(await session(first.transactionId)).toMatchObject({
      stop_reason: 'Superseded',
      meter_stop_wh: 1000,
    });
    expect((await session(second.transactionId)).ended_at).toBeNull();
    await stopSession(
      deps,
      station,
      endOf({ transactionId: first.transactionId, endedAt: '2026-11-20T21:00:00.000Z', meterStopWh: 8800 }),
    );
    expect(await session(first.transactionId)).toMatchObject({ stop_reason: 'Local', meter_stop_wh: 8800 });
    expect((await session(second.transactionId)).ended_at).toBeNull();
  });

  it('does not resurrect an old session when its start is replayed after a newer one', async () => {
    await fresh();
    deps.setNow(END);
    await startSession(deps, station, startOf({ meterStartWh: 9000, startedAt: END }));
    const old = await startSession(deps, station, startOf());
    expect(await session(old.transactionId)).toMatchObject({
      ended_at: END,
      meter_stop_wh: 9000,
      stop_reason: 'Superseded',
    });
  });

  it('merges meter values as a set and moves the live register forward only', async () => {
    await fresh();
    const { transactionId } = await startSession(deps, station, startOf());
    const report = (samples: MeterSample[]) => ({ station, connectorId: 1, transactionId, samples });
    const at10 = '2026-11-20T12:10:00.000Z';
    const at20 = '2026-11-20T12:20:00.000Z';
    await recordMeterValues(deps, [report([sample(at20, 3000)]), report([sample(at10, 2000)])]);
    await recordMeterValues(deps, [report([sample(at20, 3000), sample(at10, 2000)])]);
    expect(await session(transactionId)).toMatchObject({ last_meter_wh: 3000, last_meter_at: at20 });
    const values = await listMeterValues(database.db, station.compoundId, station.pileId, transactionId);
    expect(values.map(({ sampled_at, value }) => [sampled_at, value])).toEqual([
      [at10, 2000],
      [at20, 3000],
    ]);
  });

  it('never lets the reading at the begin of a transaction overwrite the live register', async () => {
    await fresh();
    const { transactionId } = await startSession(deps, station, startOf());
    const later = '2026-11-20T12:30:00.000Z';
    await recordMeterValues(deps, [
      { station, connectorId: 1, transactionId, samples: [sample('2026-11-20T12:20:00.000Z', 4000)] },
    ]);
    await recordMeterValues(deps, [
      {
        station,
        connectorId: 1,
        transactionId,
        samples: [sample(later, 9000, { context: 'Transaction.Begin' })],
      },
    ]);
    expect((await session(transactionId)).last_meter_wh).toBe(4000);
  });

  it('gives values without a number to the session that runs on the connector', async () => {
    await fresh();
    const { transactionId } = await startSession(deps, station, startOf());
    await recordMeterValues(deps, [
      { station, connectorId: 1, transactionId: null, samples: [sample('2026-11-20T12:15:00.000Z', 2500)] },
    ]);
    expect((await session(transactionId)).last_meter_wh).toBe(2500);
  });

  it('keeps values of an unknown transaction without touching a session', async () => {
    await fresh();
    await recordMeterValues(deps, [
      { station, connectorId: 1, transactionId: 424242, samples: [sample(START, 1)] },
    ]);
    expect(await listMeterValues(database.db, station.compoundId, station.pileId, 424242)).toHaveLength(1);
  });

  it('measures power from what is told, or from the register where it is not', async () => {
    await fresh();
    const { transactionId } = await startSession(deps, station, startOf());
    const connector = () =>
      database.db
        .selectFrom('connector')
        .selectAll()
        .where('pile_id', '=', station.pileId)
        .executeTakeFirstOrThrow();
    deps.setNow('2026-11-20T13:00:00.000Z');
    await recordMeterValues(deps, [
      { station, connectorId: 1, transactionId, samples: [sample('2026-11-20T12:15:00.000Z', 2750)] },
    ]);
    expect(await connector()).toMatchObject({ measured_kw: 7, measured_at: '2026-11-20T12:15:00.000Z' });
    const power = sample('2026-11-20T12:30:00.000Z', 3300, { measurand: 'Power.Active.Import', unit: 'W' });
    await recordMeterValues(deps, [{ station, connectorId: 1, transactionId, samples: [power] }]);
    expect((await connector()).measured_kw).toBeCloseTo(3.3);
    await stopSession(deps, station, endOf({ transactionId, endedAt: '2026-11-20T12:45:00.000Z' }));
    expect((await connector()).measured_kw).toBe(0);
  });

  it('does not let one station write to the session of another', async () => {
    await fresh();
    const { transactionId } = await startSession(deps, station, startOf());
    const other = await addStation(database.db, compound);
    await stopSession(deps, other, endOf({ transactionId }));
    await recordMeterValues(deps, [
      { station: other, connectorId: 1, transactionId, samples: [sample(END, 99_999)] },
    ]);
    expect(await session(transactionId)).toMatchObject({ ended_at: null, last_meter_wh: 1000 });
  });
});
