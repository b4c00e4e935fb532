import type { RawData, WebSocket } from 'ws';
import type { StationKey } from '~/domain/gateway/station';
import type { Conformity } from './conformity';
import { type ErrorCode, encodeError, encodeResult, type Frame, parseFrame } from './frame';
import type { FrameLog } from './frame-log';
import { createInboundQueue } from './inbound-queue';
import { createOutboundCalls, type OutboundCalls } from './outbound-calls';

export type Reply = { ok: true; payload: object } | { ok: false; code: ErrorCode; description: string };

export interface ConnectionOptions {
  callTimeoutMs: number;
  /** Commands wait this long after a connect for the station's first word, because a rebooting one boots first. */
  firstWordGraceMs: number;
}

export interface ConnectionParts {
  ws: WebSocket;
  station: StationKey;
  options: ConnectionOptions;
  conformity: Conformity;
  frameLog: FrameLog;
  /** Runs before the first message is handled; resolves to the connection's epoch. */
  open(): Promise<number>;
  handleCall(action: string, payload: Record<string, unknown>, note: (flaw: string) => void): Promise<Reply>;
  onReady(): void;
  onClosed(): void;
  onError(error: unknown): void;
}

export interface Connection {
  readonly station: StationKey;
  /** Null until the connection has taken its station over. */
  readonly epoch: number | null;
  /** Whether commands may be sent. */
  readonly isReady: boolean;
  readonly waitingCalls: number;
  readonly handledCalls: number;
  readonly call: OutboundCalls['call'];
  /** Pings; ends a connection that has been silent since the last time. */
  checkAlive(): void;
  close(code: number, reason: string): void;
  /** Stops reading, answers what was read, closes and waits for the close. */
  drain(): Promise<void>;
}

const PAUSE_AT = 16;
const RESUME_AT = 4;
const BUFFERED_MAX_BYTES = 1_048_576;
const MALFORMED_MAX = 50;
const CLOSE_GRACE_MS = 2000;

interface WaitingCall {
  id: string;
  action: string;
  payload: Record<string, unknown>;
}

/** One station's socket: its calls are handled one after another in the order they came, and it is asked one thing at a time. */
export function createConnection(parts: ConnectionParts): Connection {
  const { ws, station, options, conformity, frameLog } = parts;
  const state = {
    epoch: null as number | null,
    heard: true,
    spoke: false,
    graceOver: false,
    draining: false,
  };
  let malformed = 0;
  let handledCalls = 0;
  const isOpen = () => ws.readyState === ws.OPEN;
  const isReady = () =>
    state.epoch !== null && isOpen() && !state.draining && (state.spoke || state.graceOver);
  const outbound = createOutboundCalls(options.callTimeoutMs, (text) => send(text));
  const queue = createInboundQueue<WaitingCall>({
    pauseAt: PAUSE_AT,
    resumeAt: RESUME_AT,
    handle,
    pause: () => ws.pause(),
    resume: () => ws.isPaused && !state.draining && ws.resume(),
  });

  function send(text: string, nonconformity: string | null = null): boolean {
    if (!isOpen()) return false;
    if (ws.bufferedAmount > BUFFERED_MAX_BYTES) {
      frameLog.record(station, 'out', text, 'not sent: the station does not read');
      ws.terminate();
      return false;
    }
    frameLog.record(station, 'out', text, nonconformity);
    ws.send(text, (error) => error && parts.onError(error));
    return true;
  }

  function receive(data: RawData, isBinary: boolean): void {
    state.heard = true;
    const text = data.toString();
    const verdict = isBinary
      ? ({ ok: false, reason: 'binary frame', answerTo: null } as const)
      : parseFrame(text);
    if (!verdict.ok) {
      refuse(text, verdict.reason, verdict.answerTo);
      return;
    }
    malformed = 0;
    const { frame } = verdict;
    const flaw = verdict.nonconformity ?? (frame.kind === 'call' ? flawOfCall(frame) : flawOfAnswer(frame));
    frameLog.record(station, 'in', text, flaw);
    if (frame.kind === 'call') queue.push({ ...frame, payload: frame.payload as Record<string, unknown> });
  }

  function refuse(text: string, reason: string, answerTo: string | null): void {
    frameLog.record(station, 'in', text, reason);
    if (answerTo !== null) send(encodeError(answerTo, 'FormationViolation', reason));
    malformed += 1;
    if (malformed >= MALFORMED_MAX) ws.close(1008, 'too many malformed frames');
  }

  function flawOfCall(frame: Extract<Frame, { kind: 'call' }>): string | null {
    return conformity.flawOf(`${frame.action}Request`, frame.payload);
  }

  function flawOfAnswer(frame: Extract<Frame, { kind: 'result' | 'error' }>): string | null {
    const action = outbound.settle(frame.id, frame);
    if (action === null) return 'answer to nothing that was asked';
    return frame.kind === 'result' ? conformity.flawOf(`${action}Response`, frame.payload) : null;
  }

  async function handle({ id, action, payload }: WaitingCall): Promise<void> {
    const flaws: string[] = [];
    const reply = await parts
      .handleCall(action, payload, (flaw) => flaws.push(flaw))
      .catch((error: unknown): Reply => {
        parts.onError(error);
        return { ok: false, code: 'InternalError', description: 'not stored, please send again' };
      });
    handledCalls += 1;
    send(
      reply.ok ? encodeResult(id, reply.payload) : encodeError(id, reply.code, reply.description),
      flaws.length > 0 ? `${action}: ${flaws.join('; ')}` : null,
    );
    if (state.spoke) return;
    state.spoke = true;
    if (isReady()) parts.onReady();
  }

  function close(code: number, reason: string): void {
    ws.close(code, reason);
    setTimeout(() => ws.terminate(), CLOSE_GRACE_MS).unref();
  }

  const grace = setTimeout(() => {
    state.graceOver = true;
    if (isReady()) parts.onReady();
  }, options.firstWordGraceMs);
  ws.on('message', receive);
  ws.on('pong', () => {
    state.heard = true;
  });
  ws.on('error', (error) => frameLog.record(station, 'in', '', `socket: ${error.message}`));
  ws.on('close', () => {
    clearTimeout(grace);
    queue.clear();
    outbound.closeAll();
    parts.onClosed();
  });
  takeOver(parts, state, () => {
    queue.start();
    if (isReady()) parts.onReady();
  });

  return {
    station,
    get epoch() {
      return state.epoch;
    },
    get isReady() {
      return isReady();
    },
    get waitingCalls() {
      return queue.waiting;
    },
    get handledCalls() {
      return handledCalls;
    },
    call: outbound.call,
    checkAlive() {
      if (!isOpen() || ws.isPaused) return;
      if (!state.heard) return ws.terminate();
      state.heard = false;
      ws.ping();
    },
    close,
    async drain() {
      state.draining = true;
      if (ws.readyState === ws.CLOSED) return;
      const closed = new Promise<void>((resolve) => ws.once('close', () => resolve()));
      ws.pause();
      await queue.idle();
      // A paused socket would not read the answer to its closing handshake.
      ws.resume();
      close(1001, 'going away');
      await closed;
    },
  };
}

function takeOver(parts: ConnectionParts, state: { epoch: number | null }, done: () => void): void {
  parts
    .open()
    .then((epoch) => {
      state.epoch = epoch;
      done();
    })
    .catch((error: unknown) => {
      parts.onError(error);
      parts.ws.close(1011, 'not ready');
    });
}
