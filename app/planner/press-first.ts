import type { ChargingGraph } from './charging-graph';
import type { Site } from './site';

/** Vehicles that could wait up to so many hours go before those that could wait longer. */
const PRESSED_HOURS = [0.5, 1, 1.5, 2, 3, 4];

/**
 * Ranks of vehicles for the first interval, 0 for the most pressed: by the hours that they could wait and still be full, and
 * of those alike first the ones that `goOn`.
 */
export function pressure(
  { vehicles }: Site,
  hoursPerInterval: number,
  goOn: (vehicleId: string) => boolean,
): Int32Array {
  return Int32Array.from(vehicles, ({ id, depart, energyKwh, maxKw }) => {
    const slack = depart * hoursPerInterval - energyKwh / maxKw;
    const pressed = PRESSED_HOURS.findIndex((hours) => slack <= hours);
    return 2 * (pressed < 0 ? PRESSED_HOURS.length : pressed) + (goOn(id) ? 0 : 1);
  });
}

/** Whether one rank is of a more pressed class than another, whoever charges already. */
export function isMorePressed(rank: number, other: number): boolean {
  return rank >> 1 < other >> 1;
}

/**
 * Deals the power of the first interval out to the most pressed vehicles, as far as all can still have their energy: whatever
 * changes before the next plan, they have lost the least. No vehicle's energy and no load of the root changes. Below several
 * limits dealing in turn can leave something over; what that is goes where it can.
 */
export function pressFirst({ graph, arcs, root }: ChargingGraph, ranks: Int32Array): void {
  const here: number[] = [];
  for (let a = 0; a < arcs.attachments; a++) if (arcs.arrive[a] === 0) here.push(a);
  const rankOf = (a: number) => ranks[arcs.vehicle[a]!]!;
  const turns = [...new Set(here.map(rankOf))].sort((a, b) => a - b);
  if (turns.length < 2) return;
  const limitKw = new Float64Array(here.length);
  let left = 0;
  here.forEach((a, k) => {
    const kw = arcs.flowKw(a, 0);
    limitKw[k] = arcs.limitKw(a, 0);
    arcs.addToRoot(a, 0, -kw);
    arcs.write(a, 0, 0, 0);
    graph.excess[arcs.vehicle[a]!]! += kw;
    left += kw;
  });
  graph.deficit[root] = left;
  const dealtKw = new Float64Array(here.length);
  for (const turn of turns) {
    here.forEach((a, k) => {
      if (rankOf(a) === turn) arcs.write(a, 0, limitKw[k]!, 0);
    });
    left = graph.transfer([root], left);
    here.forEach((a, k) => {
      if (rankOf(a) !== turn) return;
      dealtKw[k] = arcs.flowKw(a, 0);
      arcs.write(a, 0, 0, 0);
    });
  }
  here.forEach((a, k) => {
    arcs.write(a, 0, limitKw[k]!, dealtKw[k]!);
  });
  graph.transfer([root], left);
  graph.excess.fill(0);
  graph.deficit.fill(0);
}
