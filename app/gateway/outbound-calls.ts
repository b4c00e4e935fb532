import { randomUUID } from 'node:crypto';
import { encodeCall } from './frame';

export type CallAnswer =
  | { kind: 'result'; payload: unknown }
  | { kind: 'error'; code: string; description: string }
  | { kind: 'timeout' }
  | { kind: 'closed' };

export interface OutboundCalls {
  /** Sends a CALL once the one before is answered; `onLate` hears an answer that comes after the time-out. */
  call(action: string, payload: object, onLate?: (answer: CallAnswer) => void): Promise<CallAnswer>;
  /** Hands an answer to the call of this id and returns its action; null where nothing was asked. */
  settle(id: string, answer: CallAnswer): string | null;
  closeAll(): void;
}

const LATE_MAX = 8;

/** At most one CALL is unanswered at a time (OCPP-J 1.6 §4.1.1). */
export function createOutboundCalls(timeoutMs: number, send: (text: string) => boolean): OutboundCalls {
  const late = new Map<string, { action: string; onLate: (answer: CallAnswer) => void }>();
  let turn: Promise<unknown> = Promise.resolve();
  let closed = false;
  let pending: {
    id: string;
    action: string;
    resolve: (answer: CallAnswer) => void;
    timer: NodeJS.Timeout;
  } | null = null;

  function ask(action: string, payload: object, onLate?: (answer: CallAnswer) => void): Promise<CallAnswer> {
    return new Promise((resolve) => {
      const id = randomUUID();
      const timer = setTimeout(() => {
        pending = null;
        if (onLate) late.set(id, { action, onLate });
        if (late.size > LATE_MAX) late.delete(late.keys().next().value ?? '');
        resolve({ kind: 'timeout' });
      }, timeoutMs);
      pending = { id, action, resolve, timer };
      if (closed || !send(encodeCall(id, action, payload))) settle(id, { kind: 'closed' });
    });
  }

  function settle(id: string, answer: CallAnswer): string | null {
    if (pending?.id === id) {
      const { action, resolve, timer } = pending;
      clearTimeout(timer);
      pending = null;
      resolve(answer);
      return action;
    }
    const missed = late.get(id);
    if (!missed) return null;
    late.delete(id);
    missed.onLate(answer);
    return missed.action;
  }

  return {
    call(action, payload, onLate) {
      const asked = turn.then(() => ask(action, payload, onLate));
      turn = asked;
      return asked;
    },
    settle,
    closeAll() {
      closed = true;
      if (pending) settle(pending.id, { kind: 'closed' });
    },
  };
}
