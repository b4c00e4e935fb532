import type { ChargingPlan, ChargingProblem } from '~/planner';

const ROOM_KW = 1e-6;

/** Where power can still be moved in a plan: residual arcs between `vehicle/<id>` and `<node>/<interval>`. */
export function residualArcs(problem: ChargingProblem, plan: ChargingPlan): Map<string, string[]> {
  const arcs = new Map<string, string[]>();
  const connect = (from: string, to: string, room: number) => {
    if (room <= ROOM_KW) return;
    const heads = arcs.get(from);
    if (heads) heads.push(to);
    else arcs.set(from, [to]);
  };
  problem.vehicles.forEach((vehicle, v) => {
    for (let t = vehicle.arrive; t < vehicle.depart; t++) {
      const kw = plan.vehicles[v]!.kw[t]!;
      connect(`vehicle/${vehicle.id}`, `${vehicle.node}/${t}`, vehicle.maxKw - kw);
      connect(`${vehicle.node}/${t}`, `vehicle/${vehicle.id}`, kw);
    }
  });
  problem.nodes.forEach((node, n) => {
    if (node.parent === null) return;
    node.limitKw.forEach((limit, t) => {
      const load = plan.nodes[n]!.loadKw[t]!;
      connect(`${node.id}/${t}`, `${node.parent}/${t}`, limit - load);
      connect(`${node.parent}/${t}`, `${node.id}/${t}`, load);
    });
  });
  return arcs;
}

export function reachable(arcs: ReadonlyMap<string, string[]>, start: string): Set<string> {
  const found = new Set([start]);
  for (const name of found) for (const next of arcs.get(name) ?? []) found.add(next);
  return found;
}
