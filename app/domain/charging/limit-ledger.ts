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

/** A wanted change of one connector's limit under the nodes of its path; `budgetKw` is what the tree holds for it now. */
export interface LimitChange {
  readonly connectorId: string;
  readonly nodeIds: readonly string[];
  readonly budgetKw: number;
  readonly targetKw: number;
}

/** A node's limit and what it holds now for all its connectors, those of the changes included, kW. */
export interface NodeBudget {
  readonly id: string;
  readonly limitKw: number;
  readonly heldKw: number;
}

export interface OrderedChanges {
  readonly decreases: readonly LimitChange[];
  readonly increases: readonly LimitChange[];
  readonly waiting: readonly (LimitChange & { readonly nodeId: string })[];
}

/** Sends every decrease at once, then the increases that fit beside what is still held; the rest wait for acknowledgements. */
export function orderLimitChanges(
  changes: readonly LimitChange[],
  nodes: readonly NodeBudget[],
): OrderedChanges {
  const free = new Map(nodes.map((node) => [node.id, node.limitKw - node.heldKw]));
  const decreases: LimitChange[] = [];
  const increases: LimitChange[] = [];
  const waiting: (LimitChange & { nodeId: string })[] = [];
  for (const change of changes) {
    const moreKw = change.targetKw - change.budgetKw;
    if (moreKw <= 0) {
      decreases.push(change);
      continue;
    }
    const full = change.nodeIds.find((nodeId) => (free.get(nodeId) ?? 0) + 1e-9 < moreKw);
    if (full !== undefined) {
      waiting.push({ ...change, nodeId: full });
      continue;
    }
    for (const nodeId of change.nodeIds) free.set(nodeId, (free.get(nodeId) ?? 0) - moreKw);
    increases.push(change);
  }
  return { decreases, increases, waiting };
}

function clamp(kw: number, nameplateKw: number): number {
  return Math.min(nameplateKw, Math.max(0, kw));
}
