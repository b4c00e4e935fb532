import { EventEmitter, once } from 'node:events';
import { describe, expect, it, vi } from 'vitest';
import type { WebSocket } from 'ws';
import { loadConformity } from '~/gateway/conformity';
import { type ConnectionParts, createConnection } from '~/gateway/connection';

function fakeSocket(bufferedAmount = 0) {
  const socket = new EventEmitter() as EventEmitter & Record<string, unknown>;
  const sent: string[] = [];
  Object.assign(socket, {
    OPEN: 1,
    CLOSED: 3,
    readyState: 1,
    isPaused: false,
    bufferedAmount,
    send: (text: string) => sent.push(text),
    terminate: vi.fn(),
    close: vi.fn(),
    pause: vi.fn(),
    resume: vi.fn(),
    ping: vi.fn(),
  });
  return { socket, sent, ws: socket as unknown as WebSocket };
}

async function connect(ws: WebSocket, change: Partial<ConnectionParts> = {}) {
  const parts: ConnectionParts = {
    ws,
    station: { identity: 'P1', compoundId: 'c', pileId: 'p' },
    options: { callTimeoutMs: 1000, firstWordGraceMs: 1000 },
    conformity: await loadConformity(),
    frameLog: { record: vi.fn(), flush: async () => undefined, close: async () => undefined },
    open: async () => 1,
    handleCall: async () => ({ ok: true, payload: {} }),
    onReady: vi.fn(),
    onClosed: vi.fn(),
    onError: vi.fn(),
    ...change,
  };
  return { parts, connection: createConnection(parts) };
}

const turns = () => new Promise((done) => setTimeout(done, 5));
const heartbeat = Buffer.from('[2,"a","Heartbeat",{}]');

describe('a connection', () => {
  it('is cut when the station does not read what it is sent', async () => {
    const { socket, sent, ws } = fakeSocket(2_000_000);
    await connect(ws);
    socket.emit('message', heartbeat, false);
    await turns();
    expect(socket.terminate).toHaveBeenCalled();
    expect(sent).toEqual([]);
  });

  it('answers InternalError when a message could not be stored, so that the station sends it again', async () => {
    const { socket, sent, ws } = fakeSocket();
    const failure = new Error('the database is gone');
    const { parts } = await connect(ws, { handleCall: () => Promise.reject(failure) });
    socket.emit('message', heartbeat, false);
    await turns();
    expect(JSON.parse(sent[0] ?? '').slice(0, 3)).toEqual([4, 'a', 'InternalError']);
    expect(sent[0]).not.toContain('database');
    expect(parts.onError).toHaveBeenCalledWith(failure);
  });

  it('handles nothing before it has taken its station over, then all in order', async () => {
    const { socket, sent, ws } = fakeSocket();
    const taking = new EventEmitter();
    await connect(ws, { open: async () => Number((await once(taking, 'over'))[0]) });
    for (const id of ['1', '2', '3'])
      socket.emit('message', Buffer.from(`[2,"${id}","Heartbeat",{}]`), false);
    await turns();
    expect(sent).toEqual([]);
    taking.emit('over', 1);
    await turns();
    expect(sent.map((text) => JSON.parse(text)[1])).toEqual(['1', '2', '3']);
  });

  it('is closed when its station cannot be taken over', async () => {
    const { socket, ws } = fakeSocket();
    await connect(ws, { open: () => Promise.reject(new Error('no')) });
    await turns();
    expect(socket.close).toHaveBeenCalledWith(1011, 'not ready');
  });

  it('is ready for commands once the station has spoken, or after a while in silence', async () => {
    const { socket, ws } = fakeSocket();
    const spoken = await connect(ws);
    await turns();
    expect(spoken.connection.isReady).toBe(false);
    socket.emit('message', heartbeat, false);
    await turns();
    expect(spoken.parts.onReady).toHaveBeenCalledOnce();
    const silent = await connect(fakeSocket().ws, { options: { callTimeoutMs: 1000, firstWordGraceMs: 10 } });
    await new Promise((done) => setTimeout(done, 30));
    expect(silent.connection.isReady).toBe(true);
  });

  it('holds a station back that sends faster than it is answered', async () => {
    const { socket, ws } = fakeSocket();
    await connect(ws, { handleCall: () => new Promise(() => undefined) });
    for (let count = 0; count < 20; count += 1) socket.emit('message', heartbeat, false);
    await turns();
    expect(socket.pause).toHaveBeenCalled();
  });
});
