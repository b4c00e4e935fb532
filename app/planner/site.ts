import type { ChargingProblem, LimitNode, Vehicle } from './problem';

/** One root with everything below it, parents before children. */
export interface Site {
  nodes: LimitNode[];
  /** Position of the parent in `nodes`; -1 for the root, which is first. */
  parent: Int32Array;
  /** By node, then by id: the order of the input does not matter, and what shares a limit lies together in memory. */
  vehicles: Vehicle[];
  /** Position of each vehicle in the problem. */
  position: number[];
  /** Position in `nodes` of each node that the vehicle loads directly, and the part of its power that each carries. */
  attachments: { nodes: number[]; share: number }[];
}

/** Splits a problem into its roots, which share nothing. */
export function splitSites(problem: ChargingProblem): Site[] {
  const children = new Map<string | null, LimitNode[]>();
  for (const node of problem.nodes) {
    const siblings = children.get(node.parent);
    if (siblings) siblings.push(node);
    else children.set(node.parent, [node]);
  }
  const home = new Map<string, number>();
  const sites = (children.get(null) ?? []).map((root) => {
    const site: Site = { nodes: [], parent: new Int32Array(0), vehicles: [], position: [], attachments: [] };
    const parent: number[] = [];
    const open: [LimitNode, number][] = [[root, -1]];
    for (let next = open.pop(); next; next = open.pop()) {
      const [node, above] = next;
      const at = site.nodes.push(node) - 1;
      parent.push(above);
      home.set(node.id, at);
      for (const child of children.get(node.id) ?? []) open.push([child, at]);
    }
    site.parent = Int32Array.from(parent);
    return site;
  });
  const { vehicles } = problem;
  const standing = new Map<string, number[]>();
  for (let v = 0; v < vehicles.length; v++) {
    const { node } = vehicles[v]!;
    const others = standing.get(node);
    if (others) others.push(v);
    else standing.set(node, [v]);
  }
  const byId = (v: number, w: number) => (vehicles[v]!.id < vehicles[w]!.id ? -1 : 1);
  for (const site of sites) {
    for (const [at, { id }] of site.nodes.entries()) {
      const position = standing.get(id)?.sort(byId) ?? [];
      const below = children.get(id) ?? [];
      const whole = { nodes: [at], share: 1 };
      for (const v of position) {
        site.position.push(v);
        site.vehicles.push(vehicles[v]!);
        site.attachments.push(attach(vehicles[v]!, below, home) ?? whole);
      }
    }
  }
  return sites;
}

/** The lines that a vehicle on several phases is attached to; undefined for one that stands on its node as a whole. */
function attach(
  vehicle: Vehicle,
  below: readonly LimitNode[],
  home: ReadonlyMap<string, number>,
): Site['attachments'][number] | undefined {
  const { phases } = vehicle;
  if (!phases && !vehicle.phaseNodes) return undefined;
  const lines =
    vehicle.phaseNodes ??
    below.filter((node) => node.phase && phases?.includes(node.phase)).map((node) => node.id);
  if (lines.length === 0) return undefined;
  return { nodes: lines.map((line) => home.get(line)!), share: 1 / lines.length };
}

/** Whether a vehicle takes its power from several lines. */
export function hasSplitVehicles(site: Site): boolean {
  return site.attachments.some(({ nodes }) => nodes.length > 1);
}

/** Load of every node of a site, kW, from each vehicle's power over its window: what its vehicles take on it and what its children pass up. */
export function loadNodes(site: Site, vehicleKw: readonly Float64Array[], intervals: number): Float64Array[] {
  const loads = site.nodes.map(() => new Float64Array(intervals));
  site.vehicles.forEach((vehicle, v) => {
    const { nodes, share } = site.attachments[v]!;
    const kw = vehicleKw[v]!;
    for (const n of nodes) {
      const load = loads[n]!;
      for (let k = 0; k < kw.length; k++) load[vehicle.arrive + k]! += kw[k]! * share;
    }
  });
  for (let n = site.nodes.length - 1; n > 0; n--) {
    const above = loads[site.parent[n]!]!;
    const load = loads[n]!;
    for (let t = 0; t < intervals; t++) above[t]! += load[t]!;
  }
  return loads;
}
