import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '~db/client.server';
import { migrateToLatest } from '~db/migrate.server';
import { makeCompound } from '../factories/compound';
import { addStation, type TestStation } from '../factories/station';
import { eventually, RawStation } from './harness';

const root = fileURLToPath(new URL('../..', import.meta.url));

describe('a process killed in the middle of a burst', () => {
  let folder: string;
  let child: ChildProcess;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'gateway-kill-'));
  });
  afterEach(() => {
    child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });

  it('has stored every start and every meter value that it had answered', async () => {
    const file = path.join(folder, 'test.sqlite');
    const before = openDatabase(`sqlite:${file}`);
    await migrateToLatest(before.db);
    const compound = await makeCompound(before.db);
    const stations: TestStation[] = [];
    for (let count = 0; count < 20; count += 1) stations.push(await addStation(before.db, compound));
    await before.close();

    const script = path.join(root, 'tests/gateway/child-server.ts');
    child = spawn(process.execPath, ['--import', 'tsx', script, file], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [port] = (await once(child.stdout as NodeJS.ReadableStream, 'data')) as [Buffer];
    const url = `ws://127.0.0.1:${port.toString().trim()}/ocpp`;
    const sockets = await Promise.all(stations.map((station) => RawStation.connect(url, station)));
    const started = await Promise.all(
      sockets.map((raw, index) =>
        raw.ask('StartTransaction', {
          connectorId: 1,
          idTag: stations[index]?.idTag,
          meterStart: index,
          timestamp: '2026-11-20T12:00:00Z',
        }),
      ),
    );
    for (const [index, raw] of sockets.entries()) {
      for (let second = 0; second < 400; second += 1) {
        raw.send([
          2,
          String(second),
          'MeterValues',
          {
            connectorId: 1,
            transactionId: started[index]?.transactionId,
            meterValue: [{ timestamp: sampledAt(second), sampledValue: [{ value: String(second) }] }],
          },
        ]);
      }
    }
    await eventually(() => sockets.reduce((sum, raw) => sum + raw.frames.length, 0) > 1500, 20_000);
    child.kill('SIGKILL');
    await once(child, 'exit');

    const answered = sockets.flatMap((raw, index) =>
      raw.frames
        .slice(1)
        .filter((frame) => frame[0] === 3)
        .map((frame) => `${stations[index]?.pileId} ${sampledAt(Number(frame[1]))}`),
    );
    expect(answered.length).toBeGreaterThan(1400);
    expect(answered.length).toBeLessThan(20 * 400);
    const after = openDatabase(`sqlite:${file}`);
    const rows = await after.db.selectFrom('meter_value').select(['pile_id', 'sampled_at']).execute();
    const stored = new Set(rows.map((row) => `${row.pile_id} ${row.sampled_at}`));
    expect(answered.filter((key) => !stored.has(key))).toEqual([]);
    const sessions = await after.db.selectFrom('charging_session').select('transaction_id').execute();
    expect(sessions.map((row) => row.transaction_id).sort()).toEqual(
      started.map((one) => one.transactionId).sort(),
    );
    await after.close();
  });
});

function sampledAt(second: number): string {
  return new Date(Date.parse('2026-11-20T12:00:00Z') + second * 1000).toISOString();
}
