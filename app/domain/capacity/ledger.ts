import { PHASES, type Phase, type PhaseCount } from '../shared/electrical';
import { floorKw } from './connection-input';
import { demandKw, groupByRating, isWithin } from './need-factor';
import type { NeedFactorStep } from './parameters';

export type LedgerState = 'queued' | 'reserved' | 'committed' | 'existing' | 'released';

/** One line of the append-only ledger: the state one pile's capacity is in from `at` on, at every node of its path; an ordered pile holds its floor only. */
export interface LedgerEntry {
  readonly seq: number;
  readonly pileKey: string;
  readonly state: LedgerState;
  readonly kw: number;
  readonly phaseCount: PhaseCount;
  readonly phases: readonly Phase[] | null;
  readonly ordered: boolean;
  readonly nodeIds: readonly string[];
  readonly rank: number;
  readonly at: string;
}

/** A transformer or feeder: planning limit and base peak in kW. */
export interface LedgerNode {
  readonly id: string;
  readonly limitKw: number;
  readonly basePeakKw: number;
}

export const LEDGER_TRANSITIONS: Readonly<Record<LedgerState, readonly LedgerState[]>> = {
  queued: ['reserved', 'released'],
  reserved: ['committed', 'queued', 'released'],
  committed: ['existing', 'released'],
  existing: ['released'],
  released: ['queued', 'reserved'],
};

const HOLDING: ReadonlySet<LedgerState> = new Set(['reserved', 'committed', 'existing']);

export interface NodeTotals {
  readonly nodeId: string;
  readonly piles: Readonly<Record<LedgerState, number>>;
  readonly ratedKw: Readonly<Record<LedgerState, number>>;
  readonly phaseKw: Readonly<Record<Phase, number>>;
  readonly heldKw: number;
  readonly freeKw: number;
}

export type LedgerVerdict =
  | { ok: true; freeKwByNode: Record<string, number> }
  | { ok: false; reason: 'bad-transition'; from: LedgerState | null }
  | { ok: false; reason: 'bad-load' | 'load-changed' | 'no-node' }
  | { ok: false; reason: 'unknown-node'; nodeId: string }
  | { ok: false; reason: 'over-limit'; nodeId: string; shortfallKw: number };

/** The last entry of every pile, by seq. */
export function currentEntries(entries: readonly LedgerEntry[]): LedgerEntry[] {
  const latest = new Map<string, LedgerEntry>();
  for (const entry of entries) {
    const earlier = latest.get(entry.pileKey);
    if (!earlier || entry.seq > earlier.seq) latest.set(entry.pileKey, entry);
  }
  return [...latest.values()];
}

/** Capacity in kW the entries hold by the need-factor rule: direct piles at their rating, ordered ones at their floor. */
export function heldKw(entries: readonly LedgerEntry[], steps: readonly NeedFactorStep[]): number {
  const holding = entries.filter((entry) => HOLDING.has(entry.state));
  return demandKw(
    groupByRating(holding, (entry) => floorKw({ ...entry, orderable: entry.ordered })),
    steps,
  );
}

/** Counts, ratings and held capacity of one node; `phaseKw` is the rating of holding piles, unrecorded phases shared evenly. */
export function nodeTotals(
  node: LedgerNode,
  entries: readonly LedgerEntry[],
  steps: readonly NeedFactorStep[],
): NodeTotals {
  const here = currentEntries(entries).filter((entry) => entry.nodeIds.includes(node.id));
  const piles = { queued: 0, reserved: 0, committed: 0, existing: 0, released: 0 };
  const ratedKw = { queued: 0, reserved: 0, committed: 0, existing: 0, released: 0 };
  const phaseKw = { A: 0, B: 0, C: 0 };
  for (const entry of here) {
    piles[entry.state] += 1;
    ratedKw[entry.state] += entry.kw;
    if (!HOLDING.has(entry.state)) continue;
    const phases = entry.phases ?? PHASES;
    for (const phase of phases) phaseKw[phase] += entry.kw / phases.length;
  }
  const held = heldKw(here, steps);
  return {
    nodeId: node.id,
    piles,
    ratedKw,
    phaseKw,
    heldKw: held,
    freeKw: node.limitKw - node.basePeakKw - held,
  };
}

/** Whether `next` may be appended: a legal move of an unchanged load that, if it takes capacity anew, fits at every node. */
export function decideEntry(
  entries: readonly LedgerEntry[],
  nodes: readonly LedgerNode[],
  next: LedgerEntry,
  steps: readonly NeedFactorStep[],
): LedgerVerdict {
  const current = currentEntries(entries);
  const from = current.find((entry) => entry.pileKey === next.pileKey) ?? null;
  const allowed: readonly LedgerState[] = from
    ? LEDGER_TRANSITIONS[from.state]
    : ['queued', 'reserved', 'existing'];
  if (!allowed.includes(next.state))
    return { ok: false, reason: 'bad-transition', from: from?.state ?? null };
  if (!(Number.isFinite(next.kw) && next.kw > 0)) return { ok: false, reason: 'bad-load' };
  if (next.nodeIds.length === 0) return { ok: false, reason: 'no-node' };
  if (from && HOLDING.has(from.state) && !sameLoad(from, next)) return { ok: false, reason: 'load-changed' };

  const after = [...current.filter((entry) => entry.pileKey !== next.pileKey), next];
  const takesCapacity = next.state === 'reserved' && !(from && HOLDING.has(from.state));
  const freeKwByNode: Record<string, number> = {};
  for (const nodeId of next.nodeIds) {
    const node = nodes.find((candidate) => candidate.id === nodeId);
    if (!node) return { ok: false, reason: 'unknown-node', nodeId };
    const { freeKw } = nodeTotals(node, after, steps);
    if (takesCapacity && !isWithin(0, freeKw))
      return { ok: false, reason: 'over-limit', nodeId, shortfallKw: -freeKw };
    freeKwByNode[nodeId] = freeKw;
  }
  return { ok: true, freeKwByNode };
}

/** The queued piles that fit now, in rank order; nobody overtakes on a node where someone ahead still waits. */
export function admissible(
  entries: readonly LedgerEntry[],
  nodes: readonly LedgerNode[],
  steps: readonly NeedFactorStep[],
): string[] {
  const admitted: string[] = [];
  const waiting = new Set<string>();
  let ledger = currentEntries(entries);
  const queue = ledger
    .filter((entry) => entry.state === 'queued')
    .sort((a, b) => a.rank - b.rank || a.seq - b.seq);
  for (const entry of queue) {
    const next: LedgerEntry = { ...entry, state: 'reserved', seq: entry.seq + 1 };
    const behind = entry.nodeIds.some((nodeId) => waiting.has(nodeId));
    if (!behind && decideEntry(ledger, nodes, next, steps).ok) {
      ledger = [...ledger.filter((other) => other.pileKey !== entry.pileKey), next];
      admitted.push(entry.pileKey);
    } else {
      for (const nodeId of entry.nodeIds) waiting.add(nodeId);
    }
  }
  return admitted;
}

function sameLoad(a: LedgerEntry, b: LedgerEntry): boolean {
  return (
    a.kw === b.kw &&
    a.phaseCount === b.phaseCount &&
    a.ordered === b.ordered &&
    a.nodeIds.length === b.nodeIds.length &&
    a.nodeIds.every((nodeId, index) => nodeId === b.nodeIds[index])
  );
}
