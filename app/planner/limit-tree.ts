import type { Site } from './site';

/** Powers that differ by less, kW, are the same limit. */
const SAME_KW = 1e-12;

/**
 * The limits of a site that can bind. A node below which nothing can exceed its limit is left out; a node with a single
 * vehicle below becomes part of that vehicle's own power limit.
 */
export interface LimitTree {
  /** Positions in the site's nodes; the root is first, parents before children. */
  kept: number[];
  /** Position in `kept` of the parent; -1 for the root. */
  parent: number[];
  /** One attachment for each (vehicle, line): a vehicle on three phases has three. */
  attachments: Attachment[];
  /** What the root can pass in each interval, kW: its limit, or less when less can be asked of it. */
  rootKw: Float64Array;
}

export interface Attachment {
  vehicle: number;
  /** Position in `kept`. */
  at: number;
  /** Power limit in each interval of the vehicle's window, kW. */
  capKw: Float64Array;
}

export function bindingLimits(site: Site, intervals: number): LimitTree {
  const attachments = listAttachments(site);
  const below: number[][] = site.nodes.map(() => []);
  for (const [k, attachment] of attachments.entries()) below[attachment.at]!.push(k);
  const kept = new Uint8Array(site.nodes.length);
  const bound: (Float64Array | undefined)[] = site.nodes.map(() => undefined);
  for (let n = site.nodes.length - 1; n >= 0; n--) {
    const only = below[n]!.length === 1 && !bound[n] ? attachments[below[n]![0]!]! : undefined;
    const above = site.parent[n]!;
    if (only && above >= 0) {
      lowerCap(only, site.vehicles[only.vehicle]!.arrive, site.nodes[n]!.limitKw);
      below[above]!.push(below[n]![0]!);
      below[n] = [];
      continue;
    }
    const load = bound[n] ?? new Float64Array(intervals);
    for (const k of below[n]!) addCap(load, attachments[k]!, site.vehicles[attachments[k]!.vehicle]!.arrive);
    kept[n] = above < 0 || clampTo(load, site.nodes[n]!.limitKw) ? 1 : 0;
    bound[n] = load;
    if (above < 0) continue;
    const sum = bound[above];
    if (sum) for (let t = 0; t < intervals; t++) sum[t]! += load[t]!;
    else bound[above] = load.slice();
  }
  const root = site.nodes[0]!.limitKw;
  const rootKw = bound[0]!.map((kw, t) => Math.min(kw, root[t]!));
  return { ...compact(site, kept, attachments), attachments, rootKw };
}

function listAttachments(site: Site): Attachment[] {
  return site.vehicles.flatMap((vehicle, v) => {
    const { nodes, share } = site.attachments[v]!;
    const span = vehicle.depart - vehicle.arrive;
    return nodes.map((at) => ({ vehicle: v, at, capKw: new Float64Array(span).fill(vehicle.maxKw * share) }));
  });
}

function lowerCap(attachment: Attachment, arrive: number, limitKw: readonly number[]): void {
  const cap = attachment.capKw;
  for (let k = 0; k < cap.length; k++) if (limitKw[arrive + k]! < cap[k]!) cap[k] = limitKw[arrive + k]!;
}

function addCap(load: Float64Array, attachment: Attachment, arrive: number): void {
  const cap = attachment.capKw;
  for (let k = 0; k < cap.length; k++) load[arrive + k]! += cap[k]!;
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

function compact(
  site: Site,
  keep: Uint8Array,
  attachments: Attachment[],
): { kept: number[]; parent: number[] } {
  const kept: number[] = [];
  const parent: number[] = [];
  const at = new Int32Array(site.nodes.length);
  for (let n = 0; n < site.nodes.length; n++) {
    const above = n === 0 ? -1 : at[site.parent[n]!]!;
    at[n] = keep[n] ? kept.push(n) - 1 : above;
    if (keep[n]) parent.push(above);
  }
  for (const attachment of attachments) attachment.at = at[attachment.at]!;
  return { kept, parent };
}
