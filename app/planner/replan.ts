import type { KnownFlow } from './hold-flow';
import type { ChargingPlan } from './plan';
import { gather, horizonOf, type PlannedSite, type PlanOptions, planSite } from './plan-charging';
import type { ChargingProblem, Vehicle } from './problem';
import { type Site, splitSites } from './site';

/** A plan together with the flow it is made of, so that the next event augments the flow instead of planning anew. */
export interface KeptPlan {
  problem: ChargingProblem;
  plan: ChargingPlan;
  sites: readonly PlannedSite[];
}

/**
 * plug and unplug: a vehicle comes or goes. limit: the headroom of a node (kW, one number an interval) changes.
 * problem: anything else (prices, wishes, the next quarter-hour), the problem as it is then, whose interval 0 is interval
 * `elapsed` ≥ 0 of the one before.
 */
export type PlanEvent =
  | { type: 'plug'; vehicle: Vehicle }
  | { type: 'unplug'; vehicleId: string }
  | { type: 'limit'; nodeId: string; limitKw: readonly number[] }
  | { type: 'problem'; problem: ChargingProblem; elapsed: number };

/** The plan of `planCharging`, with its flow. */
export function keepPlan(problem: ChargingProblem, options: PlanOptions = {}): KeptPlan {
  const startedMs = options.now?.() ?? 0;
  const horizon = horizonOf(problem, options);
  const sites = splitSites(problem).map((site) => planSite(problem, site, horizon));
  const plan = gather(problem, sites, () => (options.now?.() ?? 0) - startedMs);
  return { problem, plan, sites };
}

/**
 * The plan after an event: unmet energy, its shares, cost and (with the flattest) loads of a plan made anew, but powers that
 * need not change do not. Takes events that leave a problem which `parseProblem` accepts.
 */
export function replan(kept: KeptPlan, event: PlanEvent, options: Pick<PlanOptions, 'now'> = {}): KeptPlan {
  const startedMs = options.now?.() ?? 0;
  const problem = problemAfter(kept.problem, event);
  const horizon = horizonOf(problem, options);
  const known = knownFlow(kept, event.type === 'problem' ? event.elapsed : 0);
  const earlier = new Map(kept.sites.map((planned) => [planned.site.nodes[0]!.id, planned]));
  const sites = splitSites(problem).map((site) => {
    const planned = earlier.get(site.nodes[0]!.id);
    const isSame = planned && !isChanged(event, planned.site, site);
    return isSame ? { ...planned, site } : planSite(problem, site, horizon, known);
  });
  const plan = gather(problem, sites, () => (options.now?.() ?? 0) - startedMs);
  return { problem, plan, sites };
}

/** Whether an event changes what is below a root: what happens below another leaves its plan as it is. */
function isChanged(event: PlanEvent, before: Site, after: Site): boolean {
  if (event.type === 'problem') return true;
  if (event.type === 'limit') return after.nodes.some(({ id }) => id === event.nodeId);
  return before.vehicles.length !== after.vehicles.length;
}

function problemAfter(problem: ChargingProblem, event: PlanEvent): ChargingProblem {
  const { vehicles, nodes } = problem;
  if (event.type === 'plug') return { ...problem, vehicles: [...vehicles, event.vehicle] };
  if (event.type === 'unplug')
    return { ...problem, vehicles: vehicles.filter(({ id }) => id !== event.vehicleId) };
  if (event.type === 'problem') return event.problem;
  const { nodeId, limitKw } = event;
  return { ...problem, nodes: nodes.map((node) => (node.id === nodeId ? { ...node, limitKw } : node)) };
}

function knownFlow({ sites }: KeptPlan, elapsed: number): KnownFlow {
  const flows = new Map<string, { from: number; kw: Float64Array }>();
  for (const { site, optimum } of sites) {
    site.vehicles.forEach(({ id, arrive }, v) => {
      flows.set(id, { from: arrive - elapsed, kw: optimum.vehicleKw[v]! });
    });
  }
  return (id) => flows.get(id);
}
