import { orderLimitChanges } from '~/domain/charging/limit-ledger';
import { numbersFrom } from '~/domain/shared/seeded-numbers';
import {
  type Decision,
  eachLimit,
  type Moment,
  type PileSettings,
  roomFor,
  type Site,
  takeRoom,
} from './strategy';
import { slotsPerDay } from './wall-clock';

/** What keeps a strategy from seeing and doing exactly what it would. */
export interface Disturbance {
  /** What strategies believe of quarter-hours that have not begun; the present one is measured. */
  forecast?: (site: Site) => Site;
  /** Part of the profiles that do not arrive: the pile goes on with the one it has until the next decision. */
  lostShare?: number;
  /** Which of the random draws. Default 0. */
  draw?: number;
  settings?: PileSettings;
}

const sameKw = 1e-9;
const firstSeed = 20_19;

/** The site as a strategy sees it, and how the present quarter-hour of it becomes true. */
export function createSight(
  truth: Site,
  { forecast, settings }: Disturbance,
): { site: Site; reveal(slot: number): void } {
  if (!forecast) return { site: { ...truth, settings }, reveal: () => {} };
  const believed = forecast(truth);
  const site: Site = {
    ...believed,
    settings,
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
    takeRoom(site, room, car, kw[k]!);
  });
  return room;
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
    const car = moment.cars[k]!;
    const up = kw[k] === 0 ? Math.ceil(minKw / stepKw - sameKw) * stepKw : stepKw;
    if (kw[k]! + up > car.maxKw + sameKw || roomFor(site, room, car, up) < up - sameKw) continue;
    kw[k]! += up;
    takeRoom(site, room, car, up);
    left -= up;
  }
  return kw;
}

/** A pile holds a profile of so many quarter-hours, as the product tells it. */
const profileSlots = slotsPerDay / 2;

/** What each pile has been told, kW in each quarter-hour from `slot` on. */
interface Profile {
  slot: number;
  kw: readonly number[];
}

/**
 * Whether profiles arrive; drawn anew for every strategy from the same seed. What is lowered goes out first, and a rise only
 * into room that no profile which a pile may follow holds: the product's own rule. What is not answered is told once more.
 * A strategy that does not look ahead tells one power, which holds until the next.
 */
export function createPost({ lostShare = 0, draw = 0 }: Disturbance) {
  if (lostShare <= 0) return { deliver: (_: Site, __: Moment, { kw }: Decision) => kw };
  const random = numbersFrom(firstSeed + draw);
  let profiles = new Map<string, Profile>();
  return {
    /** Powers that piles then have. */
    deliver(site: Site, moment: Moment, { kw, ahead }: Decision): ArrayLike<number> {
      const slots = ahead ? Math.min(profileSlots, site.slotCount - moment.slot) : 1;
      const targets = moment.cars.map((_, k) =>
        Array.from({ length: slots }, (__, t) => (t === 0 ? kw[k]! : (ahead?.[k]?.[t] ?? 0))),
      );
      const held = moment.cars.map((car) => heldKw(profiles.get(car.id), moment.slot, slots, car.maxKw));
      const open = new Set(targets.flatMap((target, k) => (differs(target, held[k]!) ? [k] : [])));
      for (const kind of ['decreases', 'increases', 'decreases', 'increases'] as const) {
        const ordered = orderLimitChanges(
          [...open].map((k) => changeOf(site, moment, k, held[k]!, targets[k]!)),
          budgetsOf(site, moment, held, slots),
        );
        for (const { connectorId, targetKw } of ordered[kind]) {
          const k = Number(connectorId);
          if (random() < lostShare) continue;
          held[k] = [...targetKw];
          if (targetKw === targets[k]) open.delete(k);
        }
      }
      profiles = new Map(moment.cars.map((car, k) => [car.id, { slot: moment.slot, kw: held[k]! }]));
      return held.map((profile) => profile[0]!);
    },
  };
}

const differs = (a: readonly number[], b: readonly number[]) =>
  a.some((kw, t) => Math.abs(kw - b[t]!) > sameKw);

function heldKw(profile: Profile | undefined, slot: number, slots: number, maxKw: number): number[] {
  const { kw = [], slot: from = slot } = profile ?? {};
  return Array.from({ length: slots }, (_, t) =>
    Math.min(maxKw, kw.length === 1 ? kw[0]! : (kw[slot - from + t] ?? 0)),
  );
}

function changeOf(site: Site, moment: Moment, k: number, held: readonly number[], target: readonly number[]) {
  const path: { nodeId: string; share: number }[] = [];
  eachLimit(site, moment.cars[k]!, (n, share) => path.push({ nodeId: String(n), share }));
  return { connectorId: String(k), path, heldKw: held, targetKw: target };
}

function budgetsOf(site: Site, moment: Moment, held: readonly (readonly number[])[], slots: number) {
  const heldKwOf = site.nodes.map(() => new Array<number>(slots).fill(0));
  moment.cars.forEach((car, k) => {
    eachLimit(site, car, (n, share) => {
      for (let t = 0; t < slots; t++) heldKwOf[n]![t]! += held[k]![t]! * share;
    });
  });
  return site.nodes.map((node, n) => ({
    id: String(n),
    limitKw: Array.from(node.headroomKw.subarray(moment.slot, moment.slot + slots), (kw) => Math.max(0, kw)),
    heldKw: heldKwOf[n]!,
  }));
}
