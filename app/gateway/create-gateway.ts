import { randomBytes } from 'node:crypto';
import { type IncomingMessage, STATUS_CODES } from 'node:http';
import { hostname } from 'node:os';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { StationKey } from '~/domain/gateway/station';
import { expireCommands } from '~/use-cases/gateway/expire-commands.server';
import type { BootOptions } from '~/use-cases/gateway/record-boot.server';
import type { Deps } from '~/use-cases/shared/deps';
import { listStationsWithCommands } from '~db/queries/commands.server';
import { type AdmissionOptions, createAdmission } from './admission';
import { answerCall } from './answer-call';
import { createCommandRunner } from './commands/command-runner';
import { createPrepareCommand } from './commands/prepare-command';
import { loadConformity } from './conformity';
import { type Connection, type ConnectionOptions, createConnection } from './connection';
import { createFrameLog, type FrameLogOptions } from './frame-log';
import { isGatewayPath, SUBPROTOCOL } from './handshake';
import { HANDSHAKE_RATES } from './handshake-limits';
import { createMeterBatch } from './meter-batch';
import { repeat } from './repeat';
import { createStationRegistry } from './station-registry';

export interface GatewayOptions extends AdmissionOptions, BootOptions, ConnectionOptions, FrameLogOptions {
  /** The name of this process in `ocpp_station.node`. */
  node: string;
  maxPayloadBytes: number;
  heartbeatIntervalS: number;
  pingIntervalMs: number;
  commandPollMs: number;
  /** How long `close` waits for what was received to be answered. */
  drainMs: number;
  onError: (error: unknown) => void;
}

export interface GatewayStats {
  node: string;
  connections: number;
  waitingCalls: number;
  handledCalls: number;
  meterReports: number;
  meterCommits: number;
  refusedHandshakes: number;
  errors: number;
}

export interface Gateway {
  /** Takes an upgrade under `/ocpp/`; false for any other path, which stays untouched. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean;
  /** Answers what was received, closes every connection and marks its stations offline. */
  close(): Promise<void>;
  stats(): GatewayStats;
}

const DEFAULTS: Omit<GatewayOptions, 'node' | 'onError'> = {
  maxPayloadBytes: 131_072,
  heartbeatIntervalS: 300,
  pingIntervalMs: 30_000,
  commandPollMs: 2000,
  callTimeoutMs: 30_000,
  firstWordGraceMs: 3000,
  drainMs: 5000,
  handshakes: HANDSHAKE_RATES,
  trustProxy: false,
  probeCapabilities: false,
  installFallback: true,
  keep: 'all',
  keepDays: 7,
};

/** The OCPP 1.6J server. It listens through the `upgrade` event of an HTTP server that others own. */
export function createGateway(deps: Deps, given: Partial<GatewayOptions> = {}): Gateway {
  const node = `${hostname()}-${randomBytes(4).toString('hex')}`;
  const options: GatewayOptions = { ...DEFAULTS, node, onError: () => undefined, ...given };
  let closing = false;
  let refusedHandshakes = 0;
  let errors = 0;
  const onError = (error: unknown) => {
    errors += 1;
    options.onError(error);
  };
  const wss = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: options.maxPayloadBytes,
    handleProtocols: () => SUBPROTOCOL,
  });
  const admit = createAdmission(deps, options);
  const registry = createStationRegistry(deps, options.node, onError);
  const meters = createMeterBatch(deps);
  const frameLog = createFrameLog(deps, options, onError);
  const tools = loadConformity().then((conformity) => ({
    conformity,
    runner: createCommandRunner(deps, createPrepareCommand(conformity), onError),
  }));
  tools.catch(onError);

  function refuse(socket: Duplex, status: number): void {
    refusedHandshakes += 1;
    const challenge = status === 401 ? 'WWW-Authenticate: Basic realm="ocpp"\r\n' : '';
    const head = `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${challenge}`;
    socket.end(`${head}Connection: close\r\nContent-Length: 0\r\n\r\n`, () => socket.destroy());
  }

  async function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    if (closing) return refuse(socket, 503);
    const admission = await admit(request);
    if (!admission.ok) return refuse(socket, admission.status);
    const ready = await tools;
    if (socket.destroyed) return;
    if (closing) return refuse(socket, 503);
    wss.handleUpgrade(request, socket, head, (ws) => welcome(ws, admission.station, ready));
  }

  function welcome(ws: WebSocket, station: StationKey, { conformity, runner }: Awaited<typeof tools>): void {
    const context = { deps, station, meters, boot: options, heartbeatIntervalS: options.heartbeatIntervalS };
    const connection: Connection = createConnection({
      ws,
      station,
      options,
      conformity,
      frameLog,
      onError,
      open: () =>
        registry.take(
          () => connection,
          station,
          () => ws.readyState === ws.OPEN,
        ),
      handleCall: (action, fields, note) => answerCall(conformity, { ...context, note }, action, fields),
      onReady: () => runner.run(connection),
      onClosed: () => {
        if (connection.epoch !== null) registry.drop(connection, connection.epoch);
      },
    });
  }

  async function pollCommands(): Promise<void> {
    await expireCommands(deps);
    for (const identity of await listStationsWithCommands(deps.db, options.node, deps.clock())) {
      await runCommands(identity);
    }
  }

  async function runCommands(identity: string): Promise<void> {
    const { runner } = await tools;
    const connection = registry.find(identity);
    if (connection) runner.run(connection);
  }

  const unsubscribe = deps.bus.subscribe('command-queued', ({ identity }) => {
    runCommands(identity).catch(onError);
  });
  const stopPolling = repeat(() => pollCommands().catch(onError), options.commandPollMs);
  const stopKeeping = repeat(() => registry.keep().catch(onError), options.pingIntervalMs);

  return {
    handleUpgrade(request, socket, head) {
      if (!isGatewayPath(request.url)) return false;
      socket.on('error', () => socket.destroy());
      upgrade(request, socket, head).catch((error: unknown) => {
        onError(error);
        if (!socket.destroyed) refuse(socket, 500);
      });
      return true;
    },
    async close() {
      closing = true;
      unsubscribe();
      await Promise.all([stopPolling(), stopKeeping()]);
      const drained = Promise.all(registry.list().map((connection) => connection.drain()));
      await Promise.race([drained, new Promise((done) => setTimeout(done, options.drainMs).unref())]);
      await registry.release();
      await frameLog.close();
    },
    stats: () => {
      const open = registry.list();
      const sum = (count: (connection: Connection) => number) =>
        open.reduce((total, connection) => total + count(connection), 0);
      return {
        node: options.node,
        connections: open.length,
        waitingCalls: sum((connection) => connection.waitingCalls),
        handledCalls: registry.handledBefore + sum((connection) => connection.handledCalls),
        meterReports: meters.reports,
        meterCommits: meters.batches,
        refusedHandshakes,
        errors,
      };
    },
  };
}
