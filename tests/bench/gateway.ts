import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { createGateway } from '~/gateway/create-gateway';
import { openDatabase } from '~db/client.server';
import { migrateToLatest } from '~db/migrate.server';
import { makeCompound } from '../factories/compound';
import { makeDeps } from '../factories/deps';
import { addStation } from '../factories/station';
import { RawStation } from '../gateway/harness';

/**
 * MeterValues a second through the whole gateway, answered after commit:
 * `node --import tsx tests/bench/gateway.ts [stations] [messages a station] [postgres://…]`
 */
const [stationCount = 200, messageCount = 100] = process.argv.slice(2).map(Number);
const folder = mkdtempSync(path.join(tmpdir(), 'gateway-bench-'));
const { db, dialect, close } = openDatabase(process.argv[4] ?? `sqlite:${path.join(folder, 'bench.sqlite')}`);
await migrateToLatest(db);
const gateway = createGateway(makeDeps(db, '2026-11-20T14:00:00.000Z'), {
  installFallback: false,
  keep: 'nonconforming',
  onError: (error) => console.error(error),
});
const server = createServer();
server.on('upgrade', (request, socket, head) => void gateway.handleUpgrade(request, socket, head));
await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}/ocpp`;

const compound = await makeCompound(db);
const sockets: RawStation[] = [];
for (let count = 0; count < stationCount; count += 1) {
  const station = await addStation(db, compound);
  const raw = await RawStation.connect(url, station);
  await raw.ask('StartTransaction', {
    connectorId: 1,
    idTag: station.idTag,
    meterStart: 0,
    timestamp: '2026-11-20T12:00:00Z',
  });
  sockets.push(raw);
}

const latencies: number[] = [];
const cpuBefore = process.cpuUsage();
const startedAt = performance.now();
await Promise.all(
  sockets.map(async (raw) => {
    for (let message = 0; message < messageCount; message += 1) {
      const sentAt = performance.now();
      const timestamp = new Date(Date.parse('2026-11-20T12:00:00Z') + message * 1000).toISOString();
      const sampledValue = [
        { value: String(message) },
        { value: '7000', measurand: 'Power.Active.Import', unit: 'W' },
      ];
      raw.frames.length = 0;
      await raw.ask('MeterValues', { connectorId: 1, meterValue: [{ timestamp, sampledValue }] });
      latencies.push(performance.now() - sentAt);
    }
  }),
);
const seconds = (performance.now() - startedAt) / 1000;
const cpu = process.cpuUsage(cpuBefore);
latencies.sort((a, b) => a - b);
const quantile = (share: number) => latencies[Math.floor(latencies.length * share)]?.toFixed(1);
const { meterReports, meterCommits } = gateway.stats();
console.log(
  JSON.stringify({
    dialect,
    stations: stationCount,
    messages: latencies.length,
    perSecond: Math.round(latencies.length / seconds),
    p50Ms: Number(quantile(0.5)),
    p99Ms: Number(quantile(0.99)),
    cpuMicrosPerMessageBothEnds: Math.round((cpu.user + cpu.system) / latencies.length),
    reportsPerCommit: Math.round(meterReports / meterCommits),
  }),
);
await gateway.close();
server.close();
await close();
rmSync(folder, { recursive: true, force: true });
process.exit(0);
