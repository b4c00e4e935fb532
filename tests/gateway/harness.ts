import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import WebSocket from 'ws';
import { createGateway, type Gateway, type GatewayOptions } from '~/gateway/create-gateway';
import type { Db } from '~db/client.server';
import { makeDeps, type TestDeps } from '../factories/deps';
import type { TestStation } from '../factories/station';

export interface RunningGateway {
  gateway: Gateway;
  deps: TestDeps;
  url: string;
  port: number;
  server: Server;
  errors: unknown[];
  stop(): Promise<void>;
}

/** A gateway behind a real HTTP server on a free port. */
export async function startGateway(db: Db, options: Partial<GatewayOptions> = {}): Promise<RunningGateway> {
  const deps = makeDeps(db, '2026-11-20T14:00:00.000Z');
  const errors: unknown[] = [];
  const gateway = createGateway(deps, {
    commandPollMs: 50,
    firstWordGraceMs: 50,
    installFallback: false,
    onError: (error) => errors.push(error),
    ...options,
  });
  const server = createServer((_, response) => response.writeHead(404).end());
  server.on('upgrade', (request, socket, head) => {
    if (!gateway.handleUpgrade(request, socket, head)) socket.destroy();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    gateway,
    deps,
    server,
    port,
    errors,
    url: `ws://127.0.0.1:${port}/ocpp`,
    async stop() {
      await gateway.close();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

/** A bare socket of a station that sends and receives frames as they are. */
export class RawStation {
  readonly frames: unknown[][] = [];
  private waiting: (() => void)[] = [];
  private nextId = 0;

  constructor(readonly ws: WebSocket) {
    ws.on('message', (data) => {
      this.frames.push(JSON.parse(data.toString()));
      for (const wake of this.waiting.splice(0)) wake();
    });
    ws.on('error', () => undefined);
  }

  static async connect(
    url: string,
    station: Pick<TestStation, 'identity' | 'password'>,
  ): Promise<RawStation> {
    const raw = new RawStation(
      new WebSocket(`${url}/${encodeURIComponent(station.identity)}`, ['ocpp1.6'], {
        headers: { authorization: basic(station.identity, station.password) },
      }),
    );
    await once(raw.ws, 'open');
    return raw;
  }

  send(frame: unknown): void {
    this.ws.send(typeof frame === 'string' ? frame : JSON.stringify(frame));
  }

  /** Sends a call and waits for its answer: `[3, id, payload]` or `[4, id, code, …]`. */
  async call(action: string, payload: unknown, id = `m${++this.nextId}`): Promise<unknown[]> {
    const seen = this.frames.length;
    this.send([2, id, action, payload]);
    return this.next((frame) => (frame[0] === 3 || frame[0] === 4) && frame[1] === id, seen);
  }

  /** The payload of the answer to a call; throws on a CALLERROR. */
  async ask(action: string, payload: unknown): Promise<Record<string, unknown>> {
    const [type, , result] = await this.call(action, payload);
    if (type !== 3) throw new Error(`CALLERROR ${String(result)}`);
    return result as Record<string, unknown>;
  }

  async next(matches: (frame: unknown[]) => boolean, from = 0): Promise<unknown[]> {
    for (;;) {
      const found = this.frames.slice(from).find(matches);
      if (found) return found;
      await new Promise<void>((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error('no such frame came')), 8000);
        this.waiting.push(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
  }

  async closed(): Promise<number> {
    if (this.ws.readyState === WebSocket.CLOSED) return 0;
    const [code] = (await once(this.ws, 'close')) as [number];
    return code;
  }

  close(): void {
    this.ws.close();
  }
}

export function basic(identity: string, password: string | Uint8Array): string {
  const secret = typeof password === 'string' ? Buffer.from(password) : Buffer.from(password);
  return `Basic ${Buffer.concat([Buffer.from(`${identity}:`), secret]).toString('base64')}`;
}

/** The HTTP status that refuses an upgrade, or 101. */
export function upgradeStatus(
  url: string,
  { authorization, protocols = ['ocpp1.6'] }: { authorization?: string; protocols?: string[] } = {},
): Promise<number> {
  return new Promise((resolve, reject) => {
    const ws = new WebSocket(url, protocols, { headers: authorization ? { authorization } : {} });
    ws.on('open', () => {
      resolve(101);
      ws.terminate();
    });
    ws.on('unexpected-response', (_, response) => {
      resolve(response.statusCode ?? 0);
      ws.terminate();
    });
    ws.on('error', (error) =>
      /Unexpected server response|closed before/.test(error.message) ? undefined : reject(error),
    );
  });
}

/** Waits until `check` gives something true. */
export async function eventually<T>(
  check: () => Promise<T> | T,
  withinMs = 8000,
): Promise<Exclude<T, false | null | undefined>> {
  const until = Date.now() + withinMs;
  for (;;) {
    const value = await check();
    if (value) return value as Exclude<T, false | null | undefined>;
    if (Date.now() > until) throw new Error('it did not happen in time');
    await new Promise((done) => setTimeout(done, 15));
  }
}
