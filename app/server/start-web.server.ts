import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ServerBuild } from '@remix-run/node';
import type { Express } from 'express';
import type { Logger } from 'pino';
import type { ViteDevServer } from 'vite';
import type { Env } from '~/config/env.server';
import type { Deps } from '~/use-cases/shared/deps';
import type { OpenDatabase } from '~db/client.server';
import { createAuthentication } from './authentication.server';
import { demoAccounts } from './demo.server';
import type { DemoClock } from './demo-clock';
import { mountDemoClock } from './demo-routes';
import { createRateLimits } from './rate-limits.server';
import type { Sms } from './services.server';
import { mountPages } from './web.server';

export interface WebParts {
  app: Express;
  env: Env;
  dev: boolean;
  deps: Deps;
  database: OpenDatabase;
  sms: Sms;
  clock: DemoClock;
  log: Logger;
  /** The port the process listens on, once it does. */
  port: () => number;
}

/** People of a demonstration sit behind one address and try things out. */
const DEMO_LIMIT_FACTOR = 20;

/** Mounts the pages on the process's app; the returned function ends what development adds to it. */
export async function startWeb(parts: WebParts): Promise<() => Promise<void>> {
  const { app, env, deps, sms, clock } = parts;
  const vite = parts.dev ? await startVite() : null;
  const behindTls = env.PUBLIC_URL?.startsWith('https:') ?? false;
  mountPages(app, {
    build: vite
      ? () => vite.ssrLoadModule('virtual:remix/server-build') as Promise<ServerBuild>
      : ((await import(pathToFileURL(path.resolve('build/server/index.js')).href)) as ServerBuild),
    context: {
      deps,
      login: {
        ...deps,
        clock: () => new Date().toISOString(),
        codePepper: env.CODE_PEPPER,
        takeCode: sms.takeCode,
      },
      authentication: createAuthentication(parts.database.db, { secureCookies: behindTls }),
      limits: createRateLimits(env.DEMO ? DEMO_LIMIT_FACTOR : 1),
      demo: env.DEMO,
      demoAccounts: env.DEMO ? demoAccounts : null,
      publicUrl: () => env.PUBLIC_URL?.replace(/\/$/, '') ?? `http://localhost:${parts.port()}`,
    },
    clientFolder: path.resolve('build/client'),
    vite,
    behindTls,
    log: parts.log,
    mount: (mounted) => {
      if (env.DEMO) mountDemoClock(mounted, clock, () => deps.bus.publish('clock-changed', {}));
    },
  });
  return async () => void (await vite?.close());
}

async function startVite(): Promise<ViteDevServer> {
  const { createServer } = await import('vite');
  return createServer({ server: { middlewareMode: true }, appType: 'custom' });
}
