import { buildChargingGraph } from './charging-graph';
import { fillTiers } from './fill-tiers';
import { NEGLIGIBLE_KW } from './flow-arcs';
import type { ChargingProblem, Vehicle } from './problem';
import { splitSites } from './site';

/**
 * Whether a plan exists that leaves nothing unmet: by the planner's flow, without price and shape, where filling up one car
 * after another does not show it already. Minimum power and equal parts of three phases are not looked at.
 */
export function servesAll(problem: ChargingProblem): boolean {
  if (servesInTurn(problem)) return true;
  const intervals = problem.prices.length;
  const anyTime = [problem.prices.map((_, t) => t)];
  return splitSites(problem).every((site) => {
    const network = buildChargingGraph(site, intervals, problem.intervalMinutes / 60);
    fillTiers(network, anyTime);
    return site.vehicles.every((_, v) => network.graph.excess[v]! <= NEGLIGIBLE_KW * intervals);
  });
}

/** Fills up the cars one after another, those with the least time to spare first: if that serves all, they can be served. */
function servesInTurn({ nodes, vehicles, intervalMinutes }: ChargingProblem): boolean {
  const room = new Map(nodes.map(({ id, limitKw }) => [id, Float64Array.from(limitKw)]));
  const parentOf = new Map(nodes.map(({ id, parent }) => [id, parent]));
  const roomAbove = new Map<string, Float64Array[]>();
  for (const { id } of nodes) {
    const path: Float64Array[] = [];
    for (let at: string | null | undefined = id; at; at = parentOf.get(at)) path.push(room.get(at)!);
    roomAbove.set(id, path);
  }
  const hours = intervalMinutes / 60;
  const slackOf = ({ arrive, depart, energyKwh, maxKw }: Vehicle) =>
    depart - arrive - energyKwh / maxKw / hours;
  return [...vehicles]
    .sort((a, b) => slackOf(a) - slackOf(b))
    .every((vehicle) => fillUp(vehicle, roomAbove.get(vehicle.node)!, hours));
}

function fillUp(vehicle: Vehicle, path: readonly Float64Array[], hoursPerInterval: number): boolean {
  let left = vehicle.energyKwh / hoursPerInterval;
  for (let t = vehicle.arrive; t < vehicle.depart && left > NEGLIGIBLE_KW; t++) {
    let kw = Math.min(left, vehicle.maxKw);
    for (const room of path) if (room[t]! < kw) kw = room[t]!;
    for (const room of path) room[t]! -= kw;
    left -= kw;
  }
  return left <= NEGLIGIBLE_KW;
}
