import { canonicalJson, type JsonValue } from './canonical-json';

/** The hash that stands before the first event of every case. */
export const GENESIS_HASH = '0'.repeat(64);

/** Hex digest of a UTF-8 text. */
export type Sha256 = (text: string) => string;

/** What happened in a case; `seq` counts from 1 without gaps, and the case id lies within the hashed content. */
export interface CaseEvent {
  readonly caseId: string;
  readonly seq: number;
  readonly at: string;
  readonly kind: string;
  readonly actorId: string | null;
  readonly payload: JsonValue;
}

export interface LinkedEvent extends CaseEvent {
  readonly prevHash: string;
  readonly hash: string;
}

/** The last link as written elsewhere (a letter, a daily anchor): without it a cut-off tail cannot be noticed. */
export interface ChainHead {
  readonly seq: number;
  readonly hash: string;
}

export type ChainVerdict =
  | { ok: true; length: number; headHash: string }
  | { ok: false; seq: number; reason: 'altered' | 'missing' | 'reordered' };

/** The event with its hash over its own content and the hash before it. */
export function linkEvent(prevHash: string, event: CaseEvent, sha256: Sha256): LinkedEvent {
  const { caseId, seq, at, kind, actorId, payload } = event;
  const hash = sha256(canonicalJson({ caseId, seq, at, kind, actorId, payload, prevHash }));
  return { caseId, seq, at, kind, actorId, payload, prevHash, hash };
}

/** Checks a case's events in the order they are stored; names the first seq at which the chain no longer holds. */
export function verifyChain(events: readonly LinkedEvent[], sha256: Sha256, head?: ChainHead): ChainVerdict {
  let prevHash = GENESIS_HASH;
  for (const [index, event] of events.entries()) {
    const seq = index + 1;
    if (event.seq !== seq) {
      const displaced = event.seq < seq || events.some((other) => other.seq === seq);
      return { ok: false, seq, reason: displaced ? 'reordered' : 'missing' };
    }
    const expected = linkEvent(prevHash, event, sha256);
    if (event.prevHash !== prevHash || event.hash !== expected.hash || event.caseId !== events[0]?.caseId) {
      return { ok: false, seq, reason: 'altered' };
    }
    prevHash = event.hash;
  }
  return compareHead(events, prevHash, head);
}

function compareHead(events: readonly LinkedEvent[], headHash: string, head?: ChainHead): ChainVerdict {
  if (!head) return { ok: true, length: events.length, headHash };
  if (events.length < head.seq) return { ok: false, seq: events.length + 1, reason: 'missing' };
  const anchored = head.seq === 0 ? GENESIS_HASH : events[head.seq - 1]?.hash;
  if (anchored !== head.hash) return { ok: false, seq: head.seq, reason: 'altered' };
  return { ok: true, length: events.length, headHash };
}
