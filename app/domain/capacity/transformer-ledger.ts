import { PHASES, type Phase, type PhaseCount } from '../shared/electrical';
import type { ConnectionInput, FeederBase, PileLoad, TransformerBase } from './connection-input';
import { floorKw } from './connection-input';
import type { LedgerState } from './ledger';
import { demandKw, groupByRating, isWithin } from './need-factor';
import type { CapacityParameters } from './parameters';

export type ConnectionMode = 'direct' | 'ordered';

/** The state one pile's capacity is in now: the last line of the ledger about it. */
export interface CapacityHold {
  readonly pileKey: string;
  readonly caseId: string | null;
  readonly pileId: string | null;
  readonly feederId: string;
  readonly state: LedgerState;
  readonly kw: number;
  readonly phases: readonly Phase[] | null;
  readonly phaseCount: PhaseCount;
  readonly mode: ConnectionMode;
  /** Whether the pile can be held at its 6 A floor, whatever its mode promises off the peak. */
  readonly orderable: boolean;
  readonly rank: number | null;
  readonly at: string;
  readonly source: string;
}

export interface FeederFacts {
  readonly id: string;
  readonly name: string;
  readonly limitKw: number;
}

export interface LedgerView {
  readonly transformer: TransformerBase;
  readonly feeders: readonly FeederFacts[];
  readonly holds: readonly CapacityHold[];
  readonly parameters: CapacityParameters;
}

/** Whose request is assessed: its own line does not count against it, and of the queue only those ahead do. */
export interface Viewpoint {
  readonly feederId: string | null;
  readonly caseId?: string;
  readonly rank?: number | null;
}

/** What the assessment of a request at `feederId` sees: every pile that holds capacity, and the queue ahead of it. */
export function siteFor(
  view: LedgerView,
  { feederId, caseId, rank = null }: Viewpoint,
): Pick<ConnectionInput, 'transformer' | 'piles' | 'feeders' | 'parameters'> {
  const counted = view.holds.filter(
    (hold) =>
      hold.state !== 'released' &&
      (caseId === undefined || hold.caseId !== caseId) &&
      (hold.state !== 'queued' || rank === null || (hold.rank ?? Number.POSITIVE_INFINITY) < rank),
  );
  const feeders: FeederBase[] = view.feeders
    .filter((feeder) => feeder.id === feederId)
    .map((feeder) => ({
      name: feeder.name,
      limitKw: feeder.limitKw,
      basePeakKw: 0,
      piles: counted.filter((hold) => hold.feederId === feeder.id).map(asPileLoad),
    }));
  return {
    transformer: view.transformer,
    piles: counted.map(asPileLoad),
    feeders,
    parameters: view.parameters,
  };
}

/** One bar from 0 to nameplate, in kW at the transformer's power factor. */
export interface CapacityShares {
  readonly nameplateKw: number;
  readonly limitKw: number;
  readonly basePeakKw: number;
  readonly committedKw: number;
  readonly reservedKw: number;
  readonly queuedKw: number;
  /** Below zero where the base and what is promised pass the limit. */
  readonly freeKw: number;
  /** `rated`: all piles at full power fit; `floor`: they fit while ordered piles are held at 6 A during the peak. */
  readonly reckoning: 'rated' | 'floor';
  readonly piles: Readonly<Record<'committed' | 'reserved' | 'queued', number>>;
}

/** What the base load, the energised and the promised piles take of the limit, and what is free. */
export function capacityShares({ transformer, holds, parameters }: LedgerView): CapacityShares {
  const nameplateKw = transformer.ratedKva * parameters.powerFactor.value;
  const limitKw = nameplateKw * parameters.limitRate.value;
  const inState = (...states: LedgerState[]) =>
    holds.filter((hold) => states.includes(hold.state)).map(asPileLoad);
  const committed = inState('committed', 'existing');
  const promised = inState('committed', 'existing', 'reserved');
  const all = inState('committed', 'existing', 'reserved', 'queued');
  const room = limitKw - transformer.basePeakKw;
  const demandOf = (piles: readonly PileLoad[], kwOf: (pile: PileLoad) => number) =>
    demandKw(groupByRating(piles, kwOf), parameters.needFactor.value);
  const fitsRated = isWithin(
    demandOf(promised, (pile) => pile.kw),
    room,
  );
  const kwOf = fitsRated ? (pile: PileLoad) => pile.kw : floorKw;
  const committedKw = demandOf(committed, kwOf);
  const promisedKw = demandOf(promised, kwOf);
  return {
    nameplateKw,
    limitKw,
    basePeakKw: transformer.basePeakKw,
    committedKw,
    reservedKw: promisedKw - committedKw,
    queuedKw: demandOf(all, kwOf) - promisedKw,
    freeKw: room - promisedKw,
    reckoning: fitsRated ? 'rated' : 'floor',
    piles: {
      committed: committed.length,
      reserved: promised.length - committed.length,
      queued: all.length - promised.length,
    },
  };
}

/** The phases of a ledger text such as `A` or `ABC`; null where nobody recorded them. */
export function phasesFrom(text: string): readonly Phase[] | null {
  const phases = PHASES.filter((phase) => text.includes(phase));
  return phases.length > 0 ? phases : null;
}

function asPileLoad({ kw, phaseCount, phases, orderable }: CapacityHold): PileLoad {
  return { kw, phaseCount, phases, orderable };
}
