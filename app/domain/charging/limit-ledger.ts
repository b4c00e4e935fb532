/** The four limits of a connector in kW and what is known of its link; null where nothing was ever sent, acknowledged or measured. */
export interface ConnectorLimits {
  readonly connectorId: string;
  readonly link: 'online' | 'offline' | 'unknown';
  readonly nameplateKw: number;
  readonly fallbackKw: number;
  readonly desiredKw: number;
  readonly sentKw: number | null;
  readonly acknowledgedKw: number | null;
  readonly acknowledgedUntilAt: string | null;
  readonly measuredKw: number | null;
  readonly disobeying: boolean;
}

/** Power in kW the limit tree must hold for a connector, from 0 to its nameplate: never less than it may draw at `nowAt`. */
export function budgetKw(limits: ConnectorLimits, nowAt: string): number {
  const { link, nameplateKw, acknowledgedKw, acknowledgedUntilAt } = limits;
  // OCPP 1.6 §3.13.6: without a profile an offline pile is unlimited.
  if (link === 'unknown' || acknowledgedKw === null || limits.disobeying) return nameplateKw;
  const inForce = acknowledgedUntilAt === null || Date.parse(nowAt) < Date.parse(acknowledgedUntilAt);
  if (link === 'offline') {
    // A sent limit may have been taken without its answer reaching us, and a profile outlives the link until it expires.
    const held = inForce ? Math.max(acknowledgedKw, limits.sentKw ?? 0) : 0;
    return clamp(Math.max(limits.fallbackKw, held), nameplateKw);
  }
  const expired = inForce ? 0 : limits.fallbackKw;
  return clamp(Math.max(acknowledgedKw, limits.sentKw ?? 0, limits.desiredKw, expired), nameplateKw);
}

/** A part of a connector's power that a node of the limit tree carries: 1, or a third for each phase of a three-phase pile. */
export interface NodeShare {
  readonly nodeId: string;
  readonly share: number;
}

/** A wanted change of one connector's limits, kW in each interval of a common horizon; `heldKw` is what the tree holds for it now. */
export interface LimitChange {
  readonly connectorId: string;
  readonly path: readonly NodeShare[];
  readonly heldKw: readonly number[];
  readonly targetKw: readonly number[];
}

/** A node's limit and what it holds now for all its connectors, those of the changes included, kW in each interval. */
export interface NodeBudget {
  readonly id: string;
  readonly limitKw: readonly number[];
  readonly heldKw: readonly number[];
}

export interface OrderedChanges {
  readonly decreases: readonly LimitChange[];
  readonly increases: readonly LimitChange[];
  readonly waiting: readonly (LimitChange & { readonly nodeId: string })[];
}

/**
 * Sends every decrease at once, then the increases that fit beside what is still held; the rest wait for acknowledgements. What
 * waits goes out in part: lower wherever it is to be lower, and as wanted from the present interval to the first that is still
 * full. A pile does not wait with what it may have now for room that others hold hours later.
 */
export function orderLimitChanges(
  changes: readonly LimitChange[],
  nodes: readonly NodeBudget[],
): OrderedChanges {
  const free = new Map(
    nodes.map((node) => [node.id, node.limitKw.map((limit, t) => limit - (node.heldKw[t] ?? 0))]),
  );
  const decreases: LimitChange[] = [];
  const increases: LimitChange[] = [];
  const waiting: (LimitChange & { nodeId: string })[] = [];
  const hasRoom = (path: LimitChange['path'], moreKw: readonly number[], t: number) =>
    path.every(({ nodeId, share }) => (free.get(nodeId)?.[t] ?? 0) + NOTHING_KW >= moreKw[t]! * share);
  const send = (change: LimitChange) => {
    const moreKw = risesOf(change);
    if (moreKw.every((more) => more <= NOTHING_KW)) {
      decreases.push(change);
      return;
    }
    for (const { nodeId, share } of change.path) {
      const left = free.get(nodeId);
      if (left)
        free.set(
          nodeId,
          left.map((kw, t) => kw - (moreKw[t] ?? 0) * share),
        );
    }
    increases.push(change);
  };
  for (const change of changes) {
    const { path, heldKw } = change;
    const moreKw = risesOf(change);
    const isFull = (steps: LimitChange['path']) => (more: number, t: number) =>
      more > NOTHING_KW && !hasRoom(steps, moreKw, t);
    const full = path.find((step) => moreKw.some(isFull([step])));
    if (full === undefined) {
      send(change);
      continue;
    }
    waiting.push({ ...change, nodeId: full.nodeId });
    const until = moreKw[0]! > NOTHING_KW ? moreKw.findIndex(isFull(path)) : 0;
    const targetKw = change.targetKw.map((target, t) =>
      t < until ? target : Math.min(target, heldKw[t] ?? 0),
    );
    if (targetKw.some((kw, t) => Math.abs(kw - (heldKw[t] ?? 0)) > NOTHING_KW)) send({ ...change, targetKw });
  }
  return { decreases, increases, waiting };
}

const NOTHING_KW = 1e-9;

/** What a change asks for beyond what is held, kW in each interval. */
function risesOf({ targetKw, heldKw }: LimitChange): number[] {
  return targetKw.map((target, t) => Math.max(0, target - (heldKw[t] ?? 0)));
}

function clamp(kw: number, nameplateKw: number): number {
  return Math.min(nameplateKw, Math.max(0, kw));
}
