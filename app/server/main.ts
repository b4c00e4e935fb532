import { accessSync, constants, mkdirSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import type { ServerBuild } from '@remix-run/node';
import { pino } from 'pino';
import type { ViteDevServer } from 'vite';
import { type Env, readEnv } from '~/config/env.server';
import { startWorker } from '~/worker/start-worker.server';
import { type OpenDatabase, openDatabase } from '~db/client.server';
import { migrateToLatest } from '~db/migrate.server';
import { isEmpty } from '~db/seed/seed-base.server';
import { createAuthentication } from './authentication.server';
import { demoAccountLines, demoAccounts, seedDemo } from './demo.server';
import { createDemoClock } from './demo-clock';
import { mountDemoClock } from './demo-routes';
import { createMetrics } from './metrics';
import { createRateLimits } from './rate-limits.server';
import { createBus, createDeps, createSms } from './services.server';
import { createWebApp } from './web.server';

const DRAIN_LIMIT_MS = 15_000;

/** Builds everything once, starts the roles of this process, and ends them in order on SIGTERM or SIGINT. */
export async function main({ dev }: { dev: boolean }): Promise<void> {
  const verdict = readEnv();
  if (!verdict.ok) return fail(verdict.errors.join('; '));
  const { env } = verdict;
  const problem = dataFolderProblem(env);
  if (problem) return fail(problem);
  const log = pino({ level: env.LOG_LEVEL });

  const database = await prepareDatabase(env).catch((error: Error) =>
    fail(`the database cannot be used: ${error.message}`),
  );
  if (!database) return;

  const clock = createDemoClock();
  const bus = await createBus(env, (error) => log.error({ err: error }, 'bus'));
  const deps = createDeps(env, database, bus, clock.nowMs);
  const realDeps = { ...deps, clock: () => new Date().toISOString() };
  const sms = createSms(env);
  const metrics = createMetrics();
  const vite = dev ? await startVite() : null;
  let draining = false;

  const server = createServer();
  if (env.ROLES.includes('web')) {
    const app = createWebApp({
      build: vite
        ? () => vite.ssrLoadModule('virtual:remix/server-build') as Promise<ServerBuild>
        : ((await import(pathToFileURL(path.resolve('build/server/index.js')).href)) as ServerBuild),
      context: {
        deps,
        login: {
          ...realDeps,
          codePepper: env.CODE_PEPPER ?? 'linzhuang-development-pepper',
          latestCode: sms.latestCode,
        },
        authentication: createAuthentication(database.db, {
          secureCookies: env.PUBLIC_URL?.startsWith('https:') ?? false,
        }),
        limits: createRateLimits(env.DEMO ? 20 : 1),
        demo: env.DEMO,
        demoAccounts: env.DEMO ? demoAccounts : null,
        publicUrl: () => env.PUBLIC_URL?.replace(/\/$/, '') ?? `http://localhost:${portOf(server)}`,
      },
      clientFolder: path.resolve('build/client'),
      vite,
      trustProxy: env.TRUST_PROXY,
      metrics,
      log,
      isReady: async () => !draining && (await answers(database)),
      mount: (mounted) => {
        if (env.DEMO) mountDemoClock(mounted, clock, () => bus.publish('clock-changed', {}));
      },
    });
    server.on('request', app);
  }
  const stopWorker = env.ROLES.includes('worker')
    ? startWorker({ deps, realClock: realDeps.clock, sms: sms.sender, metrics, log })
    : null;

  await listen(server, env).catch((error: NodeJS.ErrnoException) => fail(listenProblem(error, env)));
  announce(env, portOf(server));

  const stop = async () => {
    if (draining) return;
    draining = true;
    setTimeout(() => process.exit(1), DRAIN_LIMIT_MS).unref();
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeIdleConnections();
    });
    await stopWorker?.();
    await vite?.close();
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

function dataFolderProblem(env: Env): string | null {
  try {
    mkdirSync(env.dataFolder, { recursive: true });
    accessSync(env.dataFolder, constants.W_OK | constants.X_OK);
    return null;
  } catch (error) {
    return `the data folder ${env.dataFolder} cannot be written (${(error as NodeJS.ErrnoException).code}); choose another with DATA_DIR`;
  }
}

async function prepareDatabase(env: Env): Promise<OpenDatabase> {
  const database = openDatabase(env.databaseUrl);
  await migrateToLatest(database.db);
  if (env.DEMO && (await isEmpty(database.db))) await seedDemo(env, database);
  return database;
}

async function answers(database: OpenDatabase): Promise<boolean> {
  try {
    await database.db.selectFrom('compound').select('id').limit(1).execute();
    return true;
  } catch {
    return false;
  }
}

async function startVite(): Promise<ViteDevServer> {
  const { createServer: createViteServer } = await import('vite');
  return createViteServer({ server: { middlewareMode: true }, appType: 'custom' });
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
