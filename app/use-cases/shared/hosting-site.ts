import type { ConnectionInput, FeederBase, PileLoad } from '~/domain/capacity/connection-input';
import type { HostingBlock } from '~/domain/capacity/hosting-answer';
import { PHASES, type Phase } from '~/domain/shared/electrical';
import { MINUTES_PER_DAY } from '~/domain/shared/local-time';
import { HOSTING_HOURS, type HostingPile, type HostingSite, type LimitNode } from '~/planner';
import { INTERVAL_MINUTES } from './grid-nodes';

const NOON = MINUTES_PER_DAY / 2;
const INTERVALS = (HOSTING_HOURS * 60) / INTERVAL_MINUTES;
const ROOT = 'transformer';

/** The grid as the assessment sees it, without the request. */
export type HostingInput = Pick<ConnectionInput, 'transformer' | 'feeders' | 'piles' | 'parameters'>;

/**
 * The limit tree of the assessment's figures: transformer, then the feeders on the way to the new pile, then a third of the
 * last one for each phase. Every night has the base load of the worst measured day, or its peak where none was measured.
 */
export function hostingSite(
  input: HostingInput,
  { most, upgradeKva }: { most: number; upgradeKva: number | null },
): HostingSite {
  const chain = [...input.feeders].sort((a, b) => b.piles.length - a.piles.length);
  const lines = chain.length > 0 ? PHASES.map((phase) => lineId(chain.length - 1, phase)) : [];
  const place = placing(lines);
  const levels = [input.piles, ...chain.map((feeder) => feeder.piles)];
  const present = levels.flatMap((piles, level) => {
    const own = without(piles, levels[level + 1] ?? []);
    const isLast = level === levels.length - 1;
    return own.map((pile) => (isLast && level > 0 ? place(pile) : hung(pile, [nodeId(level - 1)])));
  });
  const standard: PileLoad = {
    kw: input.parameters.standardPileKw.value,
    phaseCount: 1,
    phases: null,
    orderable: true,
  };
  return {
    intervalMinutes: INTERVAL_MINUTES,
    nodes: nodesOf(input, chain, input.transformer.ratedKva),
    present,
    further: Array.from({ length: most }, () =>
      lines.length > 0 ? place(standard) : hung(standard, [ROOT]),
    ),
    upgrade: upgradeKva === null ? undefined : nodesOf(input, chain, upgradeKva),
  };
}

/** A node of the tree in the words of the assessment. */
export function placeOfNode(
  id: string | null,
  input: HostingInput,
): Pick<HostingBlock, 'place' | 'name' | 'phase'> {
  if (id === null) return { place: 'cars', name: '', phase: null };
  if (id === ROOT) return { place: 'transformer', name: input.transformer.name, phase: null };
  const chain = [...input.feeders].sort((a, b) => b.piles.length - a.piles.length);
  const [, at = '', phase = ''] = id.split('/');
  return {
    place: 'feeder',
    name: chain[Number(at)]?.name ?? '',
    phase: PHASES.find((known) => known === phase) ?? null,
  };
}

/** Minute of the day at which an interval of the night begins. */
export function minuteOfInterval(interval: number): number {
  return (NOON + interval * INTERVAL_MINUTES) % MINUTES_PER_DAY;
}

const nodeId = (feeder: number) => (feeder < 0 ? ROOT : `feeder/${feeder}`);
const lineId = (feeder: number, phase: Phase) => `feeder/${feeder}/${phase}`;

function nodesOf(input: HostingInput, chain: readonly FeederBase[], ratedKva: number): LimitNode[] {
  const { transformer, parameters } = input;
  const limitKw = ratedKva * parameters.powerFactor.value * parameters.limitRate.value;
  const constant = (kw: number) => new Array<number>(INTERVALS).fill(Math.max(0, kw));
  const root = baseFromNoon(transformer).map((kw) => Math.max(0, limitKw - kw));
  const feeders = chain.map(
    (feeder, at): LimitNode => ({
      id: nodeId(at),
      parent: nodeId(at - 1),
      limitKw: constant(feeder.limitKw - feeder.basePeakKw),
    }),
  );
  const last = feeders.at(-1);
  const lines = PHASES.map(
    (phase): LimitNode => ({
      id: lineId(feeders.length - 1, phase),
      parent: last?.id ?? ROOT,
      limitKw: (last?.limitKw ?? []).map((kw) => kw / PHASES.length),
    }),
  );
  return [{ id: ROOT, parent: null, limitKw: root }, ...feeders, ...(last ? lines : [])];
}

function baseFromNoon({ baseCurveKw, basePeakKw }: HostingInput['transformer']): number[] {
  const points = baseCurveKw ?? [basePeakKw];
  return Array.from(
    { length: INTERVALS },
    (_, t) => points[Math.floor((minuteOfInterval(t) * points.length) / MINUTES_PER_DAY)] ?? basePeakKw,
  );
}

function hung(pile: PileLoad, nodes: readonly string[]): HostingPile {
  return { nodes, maxKw: pile.kw, orderable: pile.orderable };
}

/** Hangs piles on lines: on their own phases where known, else on the line with the least power so far. */
function placing(lines: readonly string[]): (pile: PileLoad) => HostingPile {
  const kw = lines.map(() => 0);
  return (pile) => {
    const known = pile.phaseCount === 3 ? PHASES : pile.phases;
    const own = known?.map((phase) => PHASES.indexOf(phase)) ?? [kw.indexOf(Math.min(...kw))];
    for (const line of own) kw[line]! += pile.kw / own.length;
    return hung(
      pile,
      own.map((line) => lines[line]!),
    );
  };
}

/** The piles that are not also among `others`; piles are told apart by their figures alone. */
function without(piles: readonly PileLoad[], others: readonly PileLoad[]): PileLoad[] {
  const keyOf = ({ kw, phaseCount, phases, orderable }: PileLoad) =>
    `${kw} ${phaseCount} ${phases?.join('') ?? ''} ${orderable}`;
  const left = others.map(keyOf);
  return piles.filter((pile) => {
    const at = left.indexOf(keyOf(pile));
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}
