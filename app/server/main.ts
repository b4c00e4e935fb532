import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import process from 'node:process';
import type { Duplex } from 'node:stream';
import { pino } from 'pino';
import { dataFolderProblem } from '~/config/data-folder.server';
import { type Env, readEnv } from '~/config/env.server';
import { createGateway } from '~/gateway/create-gateway';
import { startNightPlanner } from '~/worker/night-planner.server';
import { startWorker } from '~/worker/start-worker.server';
import { type OpenDatabase, openDatabase } from '~db/client.server';
import { databaseProblem } from '~db/database-problem.server';
import { migrateToLatest } from '~db/migrate.server';
import { holdsSchema } from '~db/queries/health.server';
import { isEmpty } from '~db/seed/seed-base.server';
import { demoAccountLines, seedDemo } from './demo.server';
import { createDemoClock } from './demo-clock';
import { createMetrics } from './metrics';
import { createBus, createDeps, createSms } from './services.server';
import { startWeb } from './start-web.server';
import { createApp } from './web.server';

const DRAIN_LIMIT_MS = 15_000;

/** Builds everything once, starts the roles of this process, and ends them in order on SIGTERM or SIGINT. */
export async function main({ dev }: { dev: boolean }): Promise<void> {
  const verdict = readEnv();
  if (!verdict.ok) return fail(verdict.errors.join('; '));
  const { env } = verdict;
  const problem = dataFolderProblem(env.dataFolder);
  if (problem) return fail(problem);
  const log = pino({ level: env.LOG_LEVEL });
  const database = await prepareDatabase(env).catch((error: unknown) => fail(databaseProblem(error)));
  if (!database) return;

  const clock = createDemoClock();
  const bus = await createBus(env, (error) => log.error({ err: error }, 'bus'));
  const deps = createDeps(env, database, bus, clock.nowMs);
  const sms = createSms(env);
  const metrics = createMetrics();
  const state = { draining: false };
  const roles = new Set(env.ROLES);

  const app = createApp({
    trustProxy: env.TRUST_PROXY,
    metrics,
    log,
    isReady: async () => !state.draining && (await holdsSchema(database.db)),
  });
  const server = createServer(app);
  const stopWeb = roles.has('web')
    ? await startWeb({ app, env, dev, deps, database, sms, clock, log, port: () => portOf(server) })
    : null;
  const gateway = roles.has('gateway')
    ? createGateway(deps, {
        trustProxy: env.TRUST_PROXY,
        onError: (error) => log.error({ err: error }, 'gateway'),
      })
    : null;
  server.on('upgrade', (request, socket, head) => {
    if (!gateway?.handleUpgrade(request, socket, head)) refuseUpgrade(socket);
  });
  if (gateway) metrics.watchStations(() => gateway.stats().connections);
  await listen(server, env).catch((error: NodeJS.ErrnoException) => fail(listenProblem(error, env)));
  const stopPlanner = roles.has('worker') ? startNightPlanner(deps, { metrics, log }) : null;
  const stopWorker = roles.has('worker') ? startWorker({ deps, sms: sms.sender, metrics, log }) : null;
  announce(env, portOf(server));

  const stop = async () => {
    if (state.draining) return;
    state.draining = true;
    setTimeout(() => process.exit(1), DRAIN_LIMIT_MS).unref();
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeIdleConnections();
    await gateway?.close();
    await closed;
    await stopPlanner?.();
    await stopWorker?.();
    await stopWeb?.();
    await bus.close();
    await database.close();
    process.exit(0);
  };
  process.on('SIGTERM', () => void stop());
  process.on('SIGINT', () => void stop());
}

function fail(words: string): undefined {
  console.error(`邻桩: ${words}`);
  process.exit(1);
}

async function prepareDatabase(env: Env): Promise<OpenDatabase> {
  const database = openDatabase(env.databaseUrl);
  await migrateToLatest(database.db);
  if (env.DEMO && (await isEmpty(database.db))) await seedDemo(env, database);
  return database;
}

function refuseUpgrade(socket: Duplex): void {
  socket.on('error', () => undefined);
  socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
}

function listen(server: Server, env: Env): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(env.PORT, env.HOST, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function listenProblem(error: NodeJS.ErrnoException, env: Env): string {
  if (error.code === 'EADDRINUSE') return `port ${env.PORT} is already in use; choose another with PORT`;
  if (error.code === 'EACCES')
    return `port ${env.PORT} may not be opened by this user; choose another with PORT`;
  return `cannot listen on ${env.HOST}:${env.PORT} (${error.code ?? error.message})`;
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo | null)?.port ?? 0;
}

function announce(env: Env, port: number): void {
  console.log(`邻桩 Linzhuang: http://localhost:${port}`);
  if (env.DEMO) console.log(demoAccountLines().join('\n'));
}
