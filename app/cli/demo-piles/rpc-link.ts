import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import WebSocket from 'ws';

export interface RpcLinkOptions {
  url: string;
  identity: string;
  password: string;
  /** Answers a CALL of the server; what it throws becomes a CALLERROR NotSupported. */
  answer(action: string, payload: Record<string, unknown>): object;
  /** Runs at each connect; what it calls as a greeting goes out before all that waits. */
  greet(call: RpcCall, isFirst: boolean): Promise<void>;
}

export type CallKind = 'durable' | 'passing' | 'greeting';

/** Sends a CALL when its turn comes. A durable one outlives a lost connection and is sent again under a new id. */
export type RpcCall = (
  action: string,
  payload: () => object,
  kind?: CallKind,
) => Promise<Record<string, unknown>>;

export interface RpcLink {
  readonly call: RpcCall;
  /** Drops the socket; the link connects again. */
  reconnect(): void;
  close(): Promise<void>;
}

interface Waiting {
  action: string;
  payload: () => object;
  kind: CallKind;
  id: string | null;
  attempts: number;
  resolve(payload: Record<string, unknown>): void;
  reject(error: Error): void;
}

const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 10_000;
const MAX_ATTEMPTS = 5;

/** A station's side of OCPP-J: one CALL unanswered at a time, transaction messages kept until they are answered. */
export async function openRpcLink(options: RpcLinkOptions): Promise<RpcLink> {
  const queue: Waiting[] = [];
  let ws: WebSocket | null = null;
  let closed = false;
  let retryMs = FIRST_RETRY_MS;

  function sendNext(): void {
    const head = queue[0];
    if (!head || head.id !== null || ws?.readyState !== WebSocket.OPEN) return;
    head.id = randomUUID();
    head.attempts += 1;
    ws.send(JSON.stringify([2, head.id, head.action, head.payload()]));
  }

  function receive(text: string): void {
    const [type, id, third, fourth] = JSON.parse(text) as [number, string, unknown, unknown];
    if (type === 2) {
      answerCall(id, String(third), fourth as Record<string, unknown>);
      return;
    }
    const head = queue[0];
    if (!head || head.id !== id) return;
    if (type === 3) {
      queue.shift();
      head.resolve(third as Record<string, unknown>);
    } else if (head.kind === 'durable' && head.attempts < MAX_ATTEMPTS) {
      head.id = null;
    } else {
      queue.shift();
      head.reject(new Error(`${head.action}: ${String(third)}`));
    }
    sendNext();
  }

  function answerCall(id: string, action: string, payload: Record<string, unknown>): void {
    let frame: unknown[];
    try {
      frame = [3, id, options.answer(action, payload)];
    } catch (error) {
      frame = [4, id, 'NotSupported', String((error as Error).message).slice(0, 255), {}];
    }
    ws?.send(JSON.stringify(frame));
  }

  function onClose(): void {
    const kept = queue.filter((waiting) => waiting.kind === 'durable' && !closed);
    for (const waiting of queue) {
      if (!kept.includes(waiting)) waiting.reject(new Error(`${waiting.action}: the connection was lost`));
      waiting.id = null;
    }
    queue.splice(0, queue.length, ...kept);
    if (!closed) void reconnectLater();
  }

  async function reconnectLater(): Promise<void> {
    await pause(retryMs);
    retryMs = Math.min(retryMs * 2, LONGEST_RETRY_MS);
    if (!closed) await connect(false).catch(() => closed || void reconnectLater());
  }

  function connect(isFirst: boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const { identity, password } = options;
      const socket = new WebSocket(`${options.url}/${encodeURIComponent(identity)}`, ['ocpp1.6'], {
        headers: {
          authorization: `Basic ${Buffer.from(`${identity}:${password}`).toString('base64')}`,
        },
      });
      socket.on('message', (data) => receive(data.toString()));
      socket.once('error', reject);
      socket.once('open', () => {
        ws = socket;
        retryMs = FIRST_RETRY_MS;
        socket.off('error', reject);
        socket.on('error', () => undefined);
        socket.once('close', onClose);
        options.greet(call, isFirst).then(resolve, reject);
        sendNext();
      });
    });
  }

  const call: RpcCall = (action, payload, kind = 'passing') =>
    new Promise((resolve, reject) => {
      if (closed) {
        reject(new Error(`${action}: the link is closed`));
        return;
      }
      const waiting: Waiting = { action, payload, kind, id: null, attempts: 0, resolve, reject };
      const firstOther = queue.findIndex((one) => one.kind !== 'greeting' && one.id === null);
      if (kind === 'greeting' && firstOther >= 0) queue.splice(firstOther, 0, waiting);
      else queue.push(waiting);
      sendNext();
    });

  await connect(true);
  return {
    call,
    reconnect: () => ws?.close(1000),
    async close() {
      closed = true;
      const socket = ws;
      if (!socket || socket.readyState === WebSocket.CLOSED) return;
      const ended = new Promise((resolve) => socket.once('close', resolve));
      socket.close(1000);
      const timer = setTimeout(() => socket.terminate(), 2000);
      await ended;
      clearTimeout(timer);
    },
  };
}
