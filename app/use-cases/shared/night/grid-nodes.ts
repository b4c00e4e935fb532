import { instantFromMs, localTimeOf, MINUTE_MS, msFromInstant } from '~/domain/shared/local-time';
import { isWorkingDay, type WorkingDayCalendar } from '~/domain/shared/working-days';
import type { LimitNode } from '~/planner';
import type { GridFacts, NightFeeder, NightTransformer } from './grid-facts.server';

export const INTERVAL_MINUTES = 15;
export const INTERVAL_MS = INTERVAL_MINUTES * MINUTE_MS;
const POINTS_A_DAY = 96;

/** What the planner needs to know of where a pile stands. */
export interface PilePlace {
  readonly feederId: string;
  readonly transformerId: string;
  readonly phases: readonly ('A' | 'B' | 'C')[];
}

/** A transformer in each interval: its forecast base load and the limit in force, a cap included, kW. */
export interface TransformerState {
  readonly id: string;
  readonly name: string;
  readonly baseKw: readonly number[];
  readonly limitKw: readonly number[];
}

/** The start of the quarter hour that an instant lies in. */
export function intervalStart(at: string): string {
  return instantFromMs(Math.floor(msFromInstant(at) / INTERVAL_MS) * INTERVAL_MS);
}

export function instantsFrom(startMs: number, count: number): string[] {
  return Array.from({ length: count }, (_, t) => instantFromMs(startMs + t * INTERVAL_MS));
}

export function transformerStates(grid: GridFacts, instants: readonly string[]): TransformerState[] {
  return grid.transformers.map((transformer) => transformerState(transformer, grid, instants));
}

/** What each node may carry for charging before anything that cannot be steered, kW. */
export function roomOf(
  grid: GridFacts,
  transformers: readonly TransformerState[],
  intervals: number,
): Map<string, number[]> {
  const roomKw = new Map<string, number[]>();
  const constant = (kw: number) => new Array<number>(intervals).fill(kw);
  for (const { id, limitKw, baseKw } of transformers) {
    roomKw.set(
      id,
      limitKw.map((limit, t) => Math.max(0, limit - baseKw[t]!)),
    );
  }
  for (const feeder of grid.feeders) {
    roomKw.set(feeder.id, constant(feeder.limitKw));
    for (const line of linesOf(feeder)) roomKw.set(line.id, constant(feeder.limitKw / feeder.phases.length));
  }
  return roomKw;
}

/** The limit tree transformer → feeder → phase with the given headroom, kW. */
export function limitNodes(
  grid: Pick<GridFacts, 'feeders'>,
  transformers: readonly { id: string; baseKw: readonly number[] }[],
  headroom: (nodeId: string) => number[],
): LimitNode[] {
  return [
    ...transformers.map(({ id, baseKw }) => ({ id, parent: null, limitKw: headroom(id), baseKw })),
    ...grid.feeders.flatMap((feeder) => [
      { id: feeder.id, parent: feeder.transformerId, limitKw: headroom(feeder.id) },
      ...linesOf(feeder).map(({ id, phase }) => ({ id, parent: feeder.id, phase, limitKw: headroom(id) })),
    ]),
  ];
}

/** Where a vehicle at this pile hangs in the limit tree. */
export function placeInTree(
  feeders: readonly NightFeeder[],
  pile: PilePlace,
): { node: string; phases: readonly ('A' | 'B' | 'C')[] } {
  const feeder = feeders.find((candidate) => candidate.id === pile.feederId);
  const lines = feeder ? onLines(pile, feeder) : [];
  return { node: pile.feederId, phases: lines.length > 0 ? lines : pile.phases };
}

/** The nodes that a pile's power passes, with the part of it that each carries. */
export function pathsOf(
  feeders: readonly NightFeeder[],
): (pile: PilePlace) => { nodeId: string; share: number }[] {
  const byId = new Map(feeders.map((feeder) => [feeder.id, feeder]));
  return (pile) => {
    const feeder = byId.get(pile.feederId);
    const phases = feeder ? onLines(pile, feeder) : [];
    return [
      { nodeId: pile.transformerId, share: 1 },
      { nodeId: pile.feederId, share: 1 },
      ...phases.map((phase) => ({ nodeId: `${pile.feederId}/${phase}`, share: 1 / phases.length })),
    ];
  };
}

function linesOf(feeder: NightFeeder) {
  return feeder.phases.length > 1
    ? feeder.phases.map((phase) => ({ id: `${feeder.id}/${phase}`, phase }))
    : [];
}

function onLines(pile: PilePlace, feeder: NightFeeder) {
  if (feeder.phases.length < 2) return [];
  const shared = pile.phases.filter((phase) => feeder.phases.includes(phase));
  return shared.length > 0 ? shared : feeder.phases;
}

function transformerState(
  transformer: NightTransformer,
  { caps: allCaps, calendar }: GridFacts,
  instants: readonly string[],
): TransformerState {
  const caps = allCaps.filter((cap) => cap.transformer_id === transformer.id);
  return {
    id: transformer.id,
    name: transformer.name,
    baseKw: instants.map((at) => forecastKw(transformer, at, calendar)),
    limitKw: instants.map((at) => {
      const endAt = instantFromMs(msFromInstant(at) + INTERVAL_MS);
      const inForce = caps.filter((cap) => cap.from_at < endAt && cap.to_at > at);
      return Math.min(transformer.limitKw, ...inForce.map((cap) => cap.cap_kw));
    }),
  };
}

/** The measured power of the same quarter hour on a day of the same kind; the other kind's, else the measured peak, where none is known. */
function forecastKw(transformer: NightTransformer, at: string, calendar: WorkingDayCalendar): number {
  const { on, minuteOfDay } = localTimeOf(at);
  const kind = isWorkingDay(on, calendar) ? 'workday' : 'restday';
  const curve = transformer.baseLoads.find((day) => day.dayKind === kind) ?? transformer.baseLoads[0];
  const point = Math.floor((minuteOfDay * POINTS_A_DAY) / (24 * 60));
  return curve?.pointsKw[point] ?? transformer.basePeakKw;
}
