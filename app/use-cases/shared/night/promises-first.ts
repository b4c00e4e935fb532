import type { ChargingPlan, ChargingProblem } from '~/planner';

/** Less than this, kWh, is nobody's loss. */
const NOTHING_KWH = 0.01;

/**
 * Plans all together; where powers that cannot be cut finely leave the firm vehicles less than they would have without the others,
 * the firm are planned first and the others in what they leave.
 */
export function promisesFirst(
  problem: ChargingProblem,
  solve: (problem: ChargingProblem) => ChargingPlan,
): ChargingPlan {
  const together = solve(problem);
  const firm = problem.vehicles.filter((vehicle) => vehicle.firm);
  const ids = new Set(firm.map(({ id }) => id));
  const lackKwh = (plan: ChargingPlan) =>
    plan.vehicles.reduce((sum, { id, unmetKwh }) => sum + (ids.has(id) ? unmetKwh : 0), 0);
  if (lackKwh(together) <= NOTHING_KWH) return together;
  const alone = solve({ ...problem, vehicles: firm });
  if (lackKwh(alone) > lackKwh(together) - NOTHING_KWH) return together;
  const others = problem.vehicles.filter((vehicle) => !vehicle.firm);
  const rest = solve({ ...problem, nodes: nodesLeft(problem, alone), vehicles: others });
  return { ...joined(problem, alone, rest), lowerBound: together.lowerBound };
}

function nodesLeft({ nodes }: ChargingProblem, plan: ChargingPlan): ChargingProblem['nodes'] {
  const loads = new Map(plan.nodes.map(({ id, loadKw }) => [id, loadKw]));
  return nodes.map((node) => {
    const loadKw = loads.get(node.id) ?? [];
    const baseKw = node.baseKw?.map((kw, t) => kw + (loadKw[t] ?? 0));
    return {
      ...node,
      limitKw: node.limitKw.map((kw, t) => Math.max(0, kw - (loadKw[t] ?? 0))),
      ...(baseKw && { baseKw }),
    };
  });
}

function joined(problem: ChargingProblem, first: ChargingPlan, then: ChargingPlan): ChargingPlan {
  const planned = new Map([...first.vehicles, ...then.vehicles].map((vehicle) => [vehicle.id, vehicle]));
  const later = new Map(then.nodes.map(({ id, loadKw }) => [id, loadKw]));
  const vehicles = problem.vehicles.flatMap(({ id }) => planned.get(id) ?? []);
  const totalKw = problem.prices.map((_, t) => vehicles.reduce((sum, { kw }) => sum + kw[t]!, 0));
  const bottlenecks = [...first.bottlenecks, ...then.bottlenecks].toSorted((a, b) => b.unmetKwh - a.unmetKwh);
  return {
    ...then,
    status: bottlenecks.length > 0 || first.status === 'shortfall' ? 'shortfall' : then.status,
    unmetKwh: first.unmetKwh + then.unmetKwh,
    costYuan: first.costYuan + then.costYuan,
    peakKw: Math.max(0, ...totalKw),
    vehicles,
    nodes: first.nodes.map(({ id, loadKw }) => ({
      id,
      loadKw: loadKw.map((kw, t) => kw + (later.get(id)?.[t] ?? 0)),
    })),
    bottleneck: bottlenecks[0] ?? null,
    bottlenecks,
    solveMs: first.solveMs + then.solveMs,
  };
}
