import type { ConnectionInput, PileLoad } from '~/domain/capacity/connection-input';
import type { HostingBlock } from '~/domain/capacity/hosting-answer';
import { PHASES, type Phase } from '~/domain/shared/electrical';
import { MINUTES_PER_DAY } from '~/domain/shared/local-time';
import { HOSTING_HOURS, type HostingPile, type HostingSite, type LimitNode } from '~/planner';
import { INTERVAL_MINUTES } from '../night/grid-nodes';

const NOON = MINUTES_PER_DAY / 2;
const INTERVALS = (HOSTING_HOURS * 60) / INTERVAL_MINUTES;
const ROOT = 'transformer';

/** The grid as the assessment sees it, without the request. */
export type HostingInput = Pick<ConnectionInput, 'transformer' | 'feeders' | 'piles' | 'parameters'> & {
  /** `chain`: each is on the way to the new pile. `beside`: each hangs on the transformer, and new piles go where room is. Default `chain`. */
  readonly feedersAre?: 'chain' | 'beside';
};

/**
 * The limit tree of the assessment's figures: transformer, feeders, and a third of the last of them for each phase. Every
 * night has the base load of the worst measured day, or its peak where none was measured.
 */
export function hostingSite(
  input: HostingInput,
  { most, upgradeKva }: { most: number; upgradeKva: number | null },
): HostingSite {
  const feeders = branchesOf(input);
  const lines = feeders.flatMap(({ hasLines, id, limitKw }) =>
    hasLines ? PHASES.map((phase) => ({ id: `${id}/${phase}`, phase, feeder: id, limitKw })) : [],
  );
  const place = placing(lines);
  const own = ownPiles(input, feeders);
  const standard: PileLoad = {
    kw: input.parameters.standardPileKw.value,
    phaseCount: 1,
    phases: null,
    orderable: true,
  };
  return {
    intervalMinutes: INTERVAL_MINUTES,
    nodes: nodesOf(input, feeders, input.transformer.ratedKva),
    present: [
      ...own.map((pile) => hung(pile, [ROOT])),
      ...feeders.flatMap(({ id, piles, hasLines }) =>
        piles.map((pile) => (hasLines ? place(pile, id) : hung(pile, [id]))),
      ),
    ],
    further: Array.from({ length: most }, () =>
      lines.length > 0 ? place(standard, null) : hung(standard, [ROOT]),
    ),
    upgrade: upgradeKva === null ? undefined : nodesOf(input, feeders, upgradeKva),
  };
}

/** A node of the tree in the words of the assessment. */
export function placeOfNode(
  id: string | null,
  input: HostingInput,
): Pick<HostingBlock, 'place' | 'name' | 'phase'> {
  if (id === null) return { place: 'cars', name: '', phase: null };
  if (id === ROOT) return { place: 'transformer', name: input.transformer.name, phase: null };
  const [kind, at, phase] = id.split('/');
  const feeder = branchesOf(input).find((branch) => branch.id === `${kind}/${at}`);
  return {
    place: 'feeder',
    name: feeder?.name ?? '',
    phase: PHASES.find((known) => known === phase) ?? null,
  };
}

/** Minute of the day at which an interval of the night begins. */
export function minuteOfInterval(interval: number): number {
  return (NOON + interval * INTERVAL_MINUTES) % MINUTES_PER_DAY;
}

interface Branch {
  readonly id: string;
  readonly parent: string;
  readonly name: string;
  readonly limitKw: number;
  /** Whether new piles hang here. */
  readonly hasLines: boolean;
  /** Piles on this feeder and on none below it. */
  readonly piles: readonly PileLoad[];
}

function branchesOf({ feeders, feedersAre = 'chain' }: HostingInput): Branch[] {
  const isChain = feedersAre === 'chain';
  const order = isChain ? [...feeders].sort((a, b) => b.piles.length - a.piles.length) : feeders;
  return order.map((feeder, at) => ({
    id: `feeder/${at}`,
    parent: isChain && at > 0 ? `feeder/${at - 1}` : ROOT,
    name: feeder.name,
    limitKw: Math.max(0, feeder.limitKw - feeder.basePeakKw),
    hasLines: !isChain || at === order.length - 1,
    piles: isChain ? without(feeder.piles, order[at + 1]?.piles ?? []) : feeder.piles,
  }));
}

/** Piles that hang on the transformer itself. */
function ownPiles({ piles }: HostingInput, feeders: readonly Branch[]): PileLoad[] {
  return without(
    piles,
    feeders.flatMap((feeder) => feeder.piles),
  );
}

function nodesOf(input: HostingInput, feeders: readonly Branch[], ratedKva: number): LimitNode[] {
  const { transformer, parameters } = input;
  const planningKw = ratedKva * parameters.powerFactor.value * parameters.limitRate.value;
  const constant = (kw: number) => new Array<number>(INTERVALS).fill(kw);
  const room = baseFromNoon(transformer).map((kw) => Math.max(0, planningKw - kw));
  return [
    { id: ROOT, parent: null, limitKw: room },
    ...feeders.flatMap(({ id, parent, limitKw, hasLines }): LimitNode[] => [
      { id, parent, limitKw: constant(limitKw) },
      ...(hasLines ? PHASES : []).map((phase) => ({
        id: `${id}/${phase}`,
        parent: id,
        limitKw: constant(limitKw / PHASES.length),
      })),
    ]),
  ];
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

interface Line {
  readonly id: string;
  readonly phase: Phase;
  readonly feeder: string;
  readonly limitKw: number;
}

/** Hangs piles on lines, of one feeder or of any: on their own phases where known, else on the line used least for its limit. */
function placing(lines: readonly Line[]): (pile: PileLoad, feeder: string | null) => HostingPile {
  const kwOf = new Map(lines.map(({ id }) => [id, 0]));
  const useOf = ({ id, limitKw }: Line) => (kwOf.get(id)! + 1) / (limitKw + 1e-9);
  return (pile, feeder) => {
    const offered = lines.filter((line) => feeder === null || line.feeder === feeder);
    const least = offered.reduce((best, line) => (useOf(line) < useOf(best) ? line : best));
    const known = pile.phaseCount === 3 ? PHASES : pile.phases;
    const own = known
      ? offered.filter(({ feeder: at, phase }) => at === least.feeder && known.includes(phase))
      : [least];
    for (const { id } of own) kwOf.set(id, kwOf.get(id)! + pile.kw / own.length);
    return hung(
      pile,
      own.map(({ id }) => id),
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
