import { groupBy } from './group-by';
import type { Site } from './site';

/** Powers that differ by less, kW, are the same limit. */
const SAME_KW = 1e-12;

const NONE = -1;

/**
 * The limits of a site that can bind. A node below which nothing can exceed its limit is left out; a node with a single
 * vehicle below becomes part of that vehicle's own power limit.
 */
export interface LimitTree {
  /** Positions in the site's nodes; the root is first, parents before children. */
  kept: number[];
  /** Position in `kept` of the parent; -1 for the root. */
  parent: number[];
  /** One for each (vehicle, line): a vehicle on three phases has three. Those of one kept limit follow each other. */
  attachments: Attachments;
  /**
   * Power limit, kW, of every attachment in each interval of its vehicle's window, then, from `limitsAt`, of every kept limit
   * in each interval of the horizon. After each limit lies the flow that it limits, 0: the two are read together.
   */
  arcKw: Float64Array;
  limitsAt: number;
  /** What the root can pass in each interval, kW: its limit, or less when less can be asked of it. */
  rootKw: Float64Array;
}

export interface Attachments {
  vehicle: Int32Array;
  /** Position in `kept`. */
  at: Int32Array;
  /** Position in `arcKw` of the first interval of the window. */
  first: Int32Array;
}

/** `order`: all vehicles, in the order that those of one limit are to have. */
export function bindingLimits(site: Site, intervals: number, order?: ArrayLike<number>): LimitTree {
  const listed = listAttachments(site, order ?? Int32Array.from(site.vehicles.keys()));
  const limitsAt = listed.end;
  const arcKw = new Float64Array(limitsAt + 2 * site.nodes.length * intervals);
  fillCaps(site, listed, arcKw);
  const { kept, rootKw } = findBinding(site, intervals, listed, arcKw);
  const { parent, at } = compact(site, kept, listed);
  kept.forEach((n, m) => {
    const { limitKw } = site.nodes[n]!;
    for (let t = 0; t < intervals; t++) arcKw[limitsAt + 2 * (m * intervals + t)] = limitKw[t]!;
  });
  return { kept, parent, attachments: sortByLimit(listed, at, kept.length), arcKw, limitsAt, rootKw };
}

/** `at`: position in the site's nodes. */
interface Listed extends Attachments {
  end: number;
}

function listAttachments(site: Site, order: ArrayLike<number>): Listed {
  const count = site.attachments.reduce((sum, { nodes }) => sum + nodes.length, 0);
  const vehicle = new Int32Array(count);
  const at = new Int32Array(count);
  const first = new Int32Array(count);
  let end = 0;
  for (let k = 0, a = 0; k < order.length; k++) {
    const v = order[k]!;
    const { arrive, depart } = site.vehicles[v]!;
    for (const node of site.attachments[v]!.nodes) {
      vehicle[a] = v;
      at[a] = node;
      first[a++] = end;
      end += 2 * (depart - arrive);
    }
  }
  return { vehicle, at, first, end };
}

function fillCaps(site: Site, { vehicle, first, end }: Listed, arcKw: Float64Array): void {
  for (let a = 0; a < vehicle.length; a++) {
    const v = vehicle[a]!;
    const most = site.vehicles[v]!.maxKw * site.attachments[v]!.share;
    const next = first[a + 1] ?? end;
    for (let arc = first[a]!; arc < next; arc += 2) arcKw[arc] = most;
  }
}

/** From the leaves up: which nodes can bind, and what can be asked of the root. Moves piles of single vehicles into `arcKw`. */
function findBinding(
  site: Site,
  intervals: number,
  { vehicle, at, first, end }: Listed,
  arcKw: Float64Array,
): { kept: number[]; rootKw: Float64Array } {
  const nodes = site.nodes.length;
  const newest = new Int32Array(nodes).fill(NONE);
  const count = new Int32Array(nodes);
  const next = new Int32Array(at.length);
  const put = (a: number, n: number) => {
    next[a] = newest[n]!;
    newest[n] = a;
    count[n]!++;
  };
  for (let a = at.length - 1; a >= 0; a--) put(a, at[a]!);
  const loads = new Float64Array(nodes * intervals);
  const isLoaded = new Uint8Array(nodes);
  const kept: number[] = [];
  for (let n = nodes - 1; n >= 0; n--) {
    const { limitKw } = site.nodes[n]!;
    const above = site.parent[n]!;
    if (above >= 0 && count[n] === 1 && !isLoaded[n]) {
      const only = newest[n]!;
      const last = first[only + 1] ?? end;
      for (let arc = first[only]!, t = site.vehicles[vehicle[only]!]!.arrive; arc < last; arc += 2, t++)
        if (limitKw[t]! < arcKw[arc]!) arcKw[arc] = limitKw[t]!;
      put(only, above);
      continue;
    }
    const load = loads.subarray(n * intervals, (n + 1) * intervals);
    for (let a = newest[n]!; a !== NONE; a = next[a]!) {
      const last = first[a + 1] ?? end;
      for (let arc = first[a]!, t = site.vehicles[vehicle[a]!]!.arrive; arc < last; arc += 2, t++)
        load[t]! += arcKw[arc]!;
    }
    const binds = clampTo(load, limitKw);
    if (above < 0 || binds) kept.push(n);
    if (above < 0) continue;
    isLoaded[above] = 1;
    for (let t = 0; t < intervals; t++) loads[above * intervals + t]! += load[t]!;
  }
  return { kept: kept.reverse(), rootKw: loads.slice(0, intervals) };
}

function clampTo(load: Float64Array, limitKw: readonly number[]): boolean {
  let binding = false;
  for (let t = 0; t < load.length; t++) {
    if (load[t]! <= limitKw[t]! + SAME_KW) continue;
    load[t] = limitKw[t]!;
    binding = true;
  }
  return binding;
}

function compact(site: Site, kept: readonly number[], { at }: Listed): { parent: number[]; at: Int32Array } {
  const keptAbove = new Int32Array(site.nodes.length);
  const parent: number[] = [];
  for (let n = 0; n < site.nodes.length; n++) {
    const above = n === 0 ? NONE : keptAbove[site.parent[n]!]!;
    const isKept = kept[parent.length] === n;
    keptAbove[n] = isKept ? parent.length : above;
    if (isKept) parent.push(above);
  }
  return { parent, at: at.map((n) => keptAbove[n]!) };
}

/** Puts those of one limit together; within it the order stays. */
function sortByLimit({ vehicle, first }: Listed, at: Int32Array, limits: number): Attachments {
  const { members } = groupBy(at, limits);
  return {
    vehicle: members.map((a) => vehicle[a]!),
    at: members.map((a) => at[a]!),
    first: members.map((a) => first[a]!),
  };
}
