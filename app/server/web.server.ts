import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import path from 'node:path';
import { createRequestHandler } from '@remix-run/express';
import type { ServerBuild } from '@remix-run/node';
import compression from 'compression';
import express, { type NextFunction, type Request, type Response } from 'express';
import helmet from 'helmet';
import type { Logger } from 'pino';
import type { ViteDevServer } from 'vite';
import { localeFromHeaders } from '~/i18n/locale';
import { bodyLimit } from './body-limit';
import type { LoadContext } from './load-context';
import type { Metrics } from './metrics';
import { originCheck } from './origin-check';
import { pageRequests } from './page-requests';

export interface HealthOptions {
  trustProxy: boolean;
  metrics: Metrics;
  log: Logger;
  /** Whether this process takes requests: the database answers and it is not draining. */
  isReady: () => Promise<boolean>;
}

export interface WebOptions {
  build: ServerBuild | (() => Promise<ServerBuild>);
  /** Everything of the load context that is the same for all requests. */
  context: Omit<LoadContext, 'nonce' | 'locale' | 'viewer' | 'address'>;
  clientFolder: string;
  vite: ViteDevServer | null;
  /** People reach the server over TLS, so that browsers may be told to stay there. */
  behindTls: boolean;
  log: Logger;
  /** Further routes, mounted before the pages. */
  mount?: (app: express.Express) => void;
}

/** The Express app of every process: whether it lives, whether it takes requests, and its figures. */
export function createApp(options: HealthOptions): express.Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', options.trustProxy ? 1 : false);
  app.use(observe(options));
  app.get('/healthz', (_, response) => void response.type('text/plain').send('ok\n'));
  app.get('/readyz', async (_, response) => {
    const ready = await options.isReady();
    response
      .status(ready ? 200 : 503)
      .type('text/plain')
      .send(ready ? 'ready\n' : 'not ready\n');
  });
  app.get('/metrics', async (_, response) => {
    response.type(options.metrics.registry.contentType).send(await options.metrics.registry.metrics());
  });
  return app;
}

/** Adds what the web role serves: security headers, static files and the Remix pages. */
export function mountPages(app: express.Express, options: WebOptions): void {
  app.use(
    compression({
      filter: (request, response) => !isEventStream(response) && compression.filter(request, response),
    }),
  );
  if (!options.vite) serveStatic(app, options.clientFolder);
  app.use(securityHeaders(options.vite !== null, options.behindTls));
  if (options.vite) app.use(options.vite.middlewares);
  app.use(originCheck);
  app.use(bodyLimit);
  app.use(pageRequests);
  options.mount?.(app);
  app.all('*', pages(options));
  app.use(lastResort(options.log));
}

/** Files come before the policies of pages: those would outweigh many a file. */
function serveStatic(app: express.Express, folder: string): void {
  const setHeaders = (response: ServerResponse) => response.setHeader('X-Content-Type-Options', 'nosniff');
  const assets = path.join(folder, 'assets');
  app.use('/assets', express.static(assets, { immutable: true, maxAge: '1y', setHeaders }));
  app.use(express.static(folder, { maxAge: '1h', index: false, setHeaders }));
}

function pages(options: WebOptions) {
  const handler = createRequestHandler({
    build: options.build,
    mode: options.vite ? 'development' : 'production',
    getLoadContext: async (request, response) => {
      const recognised = await options.context.authentication.recognise(request.headers.cookie);
      if (recognised.setCookie) response.append('Set-Cookie', recognised.setCookie);
      return {
        ...options.context,
        nonce: response.locals.nonce as string,
        viewer: recognised.viewer,
        address: () => request.ip ?? 'unknown',
        locale: localeFromHeaders(request.headers.cookie ?? null, null),
      };
    },
  });
  return (request: Request, response: Response, next: NextFunction) => void handler(request, response, next);
}

function securityHeaders(dev: boolean, behindTls: boolean) {
  return [
    (_: Request, response: Response, next: NextFunction) => {
      response.locals.nonce = randomBytes(16).toString('base64');
      next();
    },
    helmet({
      referrerPolicy: { policy: 'strict-origin-when-cross-origin' },
      crossOriginEmbedderPolicy: false,
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'self'"],
          scriptSrc: ["'self'", (_, response) => `'nonce-${(response as Response).locals.nonce}'`],
          styleSrc: dev ? ["'self'", "'unsafe-inline'"] : ["'self'"],
          styleSrcAttr: ["'unsafe-inline'"],
          imgSrc: ["'self'", 'data:', 'blob:'],
          connectSrc: dev ? ["'self'", 'ws:'] : ["'self'"],
          fontSrc: ["'self'"],
          objectSrc: ["'none'"],
          baseUri: ["'none'"],
          formAction: ["'self'"],
          frameAncestors: ["'none'"],
        },
      },
      strictTransportSecurity: behindTls ? { maxAge: 15_552_000, includeSubDomains: false } : false,
    }),
  ];
}

function observe({ metrics, log }: HealthOptions) {
  return (request: Request, response: Response, next: NextFunction) => {
    const startedAt = performance.now();
    response.on('finish', () => {
      const seconds = (performance.now() - startedAt) / 1000;
      metrics.httpSeconds.observe({ method: request.method, status: String(response.statusCode) }, seconds);
      const level = response.statusCode >= 500 ? 'error' : 'debug';
      log[level]({
        method: request.method,
        path: request.path,
        status: response.statusCode,
        ms: Math.round(seconds * 1000),
      });
    });
    next();
  };
}

function isEventStream(response: Response): boolean {
  return String(response.getHeader('Content-Type') ?? '').startsWith('text/event-stream');
}

function lastResort(log: Logger) {
  return (error: Error & { status?: number }, _: Request, response: Response, next: NextFunction) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const isTheirs = error instanceof URIError || (error.status !== undefined && error.status < 500);
    const status = isTheirs ? (error.status ?? 400) : 500;
    if (!isTheirs) log.error({ err: error }, 'request failed');
    const words = isTheirs
      ? '请求无法识别 · The request could not be read'
      : '服务器出错了，请稍后再试 · Something went wrong';
    response.status(status).type('text/plain').send(`${words}\n`);
  };
}
