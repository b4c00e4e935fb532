import { numbersFrom } from '~/domain/shared/seeded-numbers';
import type { Moment, Site } from './strategy';

/** Powers that piles can be set to: 0, or whole steps from the least, kW. */
export interface PileSettings {
  minKw: number;
  stepKw: number;
}

/** What keeps a strategy from seeing and doing exactly what it would. */
export interface Disturbance {
  /** What strategies believe of quarter-hours that have not begun; the present one is measured. */
  forecast?: (site: Site) => Site;
  /** Part of the set-points that do not arrive: the pile keeps what it had until the next decision. */
  lostShare?: number;
  settings?: PileSettings;
}

const sameKw = 1e-9;

/** The site as a strategy sees it, and how the present quarter-hour of it becomes true. */
export function createSight(
  truth: Site,
  { forecast }: Disturbance,
): { site: Site; reveal(slot: number): void } {
  if (!forecast) return { site: truth, reveal: () => {} };
  const believed = forecast(truth);
  const site: Site = {
    ...believed,
    baseKw: believed.baseKw.slice(),
    nodes: believed.nodes.map((node) => ({ ...node, headroomKw: node.headroomKw.slice() })),
  };
  return {
    site,
    reveal(slot) {
      site.baseKw[slot] = truth.baseKw[slot]!;
      site.nodes.forEach((node, n) => {
        node.headroomKw[slot] = truth.nodes[n]!.headroomKw[slot]!;
      });
    },
  };
}

/** Room at every node after `kw` of each car; it may be negative. */
function roomAfter(site: Site, moment: Moment, kw: ArrayLike<number>): Float64Array {
  const room = Float64Array.from(site.nodes, (node) => Math.max(0, node.headroomKw[moment.slot]!));
  moment.cars.forEach((car, k) => {
    for (let n = car.node; n >= 0; n = site.nodes[n]!.parent) room[n]! -= kw[k]!;
  });
  return room;
}

function raise(site: Site, room: Float64Array, node: number, want: number): number {
  let kw = want;
  for (let n = node; n >= 0; n = site.nodes[n]!.parent) kw = Math.min(kw, room[n]!);
  return Math.max(0, kw);
}

function take(site: Site, room: Float64Array, node: number, kw: number): void {
  for (let n = node; n >= 0; n = site.nodes[n]!.parent) room[n]! -= kw;
}

/** Lowers every set-point to one the pile has and gives what that left over to those that lost most, a step up each. */
export function settle(
  site: Site,
  moment: Moment,
  wanted: ArrayLike<number>,
  { minKw, stepKw }: PileSettings,
): Float64Array {
  const settingBelow = (kw: number) => {
    const steps = Math.floor(kw / stepKw + sameKw) * stepKw;
    return steps < minKw - sameKw ? 0 : steps;
  };
  const kw = Float64Array.from(wanted, settingBelow);
  const room = roomAfter(site, moment, kw);
  let left = Array.from(wanted).reduce((sum, want, k) => sum + want - kw[k]!, 0);
  const mostLost = moment.cars.map((_, k) => k).sort((a, b) => wanted[b]! - kw[b]! - (wanted[a]! - kw[a]!));
  for (const k of mostLost) {
    if (left <= sameKw || wanted[k]! - kw[k]! <= sameKw) break;
    const { node, maxKw } = moment.cars[k]!;
    const up = kw[k] === 0 ? Math.ceil(minKw / stepKw - sameKw) * stepKw : stepKw;
    if (kw[k]! + up > maxKw + sameKw || raise(site, room, node, up) < up - sameKw) continue;
    kw[k]! += up;
    take(site, room, node, up);
    left -= up;
  }
  return kw;
}

/** Whether set-points arrive. Drawn anew for every strategy from the same seed. */
export function createPost({ lostShare = 0 }: Disturbance) {
  if (lostShare <= 0) return { deliver: (_: Site, __: Moment, wanted: ArrayLike<number>) => wanted };
  const random = numbersFrom(20_19);
  const held = new Map<string, number>();
  return {
    /**
     * Powers that piles then have. What is lowered goes first, and nothing is raised into room that a pile which did not
     * answer still holds.
     */
    deliver(site: Site, moment: Moment, wanted: ArrayLike<number>): ArrayLike<number> {
      const before = moment.cars.map((car) => Math.min(car.maxKw, held.get(car.id) ?? 0));
      const lost = moment.cars.map(
        (_, k) => Math.abs(wanted[k]! - before[k]!) > sameKw && random() < lostShare,
      );
      const kw = Float64Array.from(before, (old, k) => (lost[k] ? old : Math.min(old, wanted[k]!)));
      const room = roomAfter(site, moment, kw);
      moment.cars.forEach(({ node }, k) => {
        const up = lost[k] ? 0 : raise(site, room, node, wanted[k]! - kw[k]!);
        kw[k]! += up;
        take(site, room, node, up);
      });
      held.clear();
      moment.cars.forEach((car, k) => {
        held.set(car.id, kw[k]!);
      });
      return kw;
    },
  };
}
