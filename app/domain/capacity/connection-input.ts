import { minimumKw, type Phase, type PhaseCount } from '../shared/electrical';
import { CAPACITY_PARAMETERS, type CapacityParameters } from './parameters';

/** A pile that already holds or awaits capacity; `phases` is null when nobody recorded them. */
export interface PileLoad {
  readonly kw: number;
  readonly phaseCount: PhaseCount;
  readonly phases: readonly Phase[] | null;
  readonly orderable: boolean;
}

/** Base load is everything but the piles listed: its peak in kW, and a day curve of 24 or 96 points when measured. */
export interface TransformerBase {
  readonly name: string;
  readonly ratedKva: number;
  readonly basePeakKw: number;
  readonly measuredOn: string;
  readonly measuredBy: string;
  readonly baseCurveKw: readonly number[] | null;
  readonly phasePeakKw: Readonly<Record<Phase, number>> | null;
}

/** A branch between the transformer and the pile with its own limit. */
export interface FeederBase {
  readonly name: string;
  readonly limitKw: number;
  readonly basePeakKw: number;
  readonly piles: readonly PileLoad[];
}

export interface ConnectionRequest {
  readonly kw: number;
  readonly phaseCount: PhaseCount;
  readonly orderable: boolean;
  readonly cable: { readonly lengthM: number; readonly sectionMm2: number } | null;
  /** The one phase to assess a single-phase pile on; where it is absent, the one that leaves the least unbalance. */
  readonly phase?: Phase;
}

export interface ConnectionInput {
  readonly transformer: TransformerBase;
  readonly piles: readonly PileLoad[];
  readonly feeders: readonly FeederBase[];
  readonly request: ConnectionRequest;
  readonly parameters: CapacityParameters;
}

export interface InputIssue {
  readonly path: string;
  readonly rule: 'positive' | 'not-negative' | 'curve-length' | 'share' | 'phase-count';
}

/** The power in kW a pile can be held down to: its 6 A floor when it takes orders, its rating otherwise. */
export function floorKw(pile: { kw: number; phaseCount: PhaseCount; orderable: boolean }): number {
  return pile.orderable ? Math.min(pile.kw, minimumKw(pile.phaseCount)) : pile.kw;
}

/** The request as a load like the others, on `phases`. */
export function requestAsPile(request: ConnectionRequest, phases: readonly Phase[] | null): PileLoad {
  return { kw: request.kw, phaseCount: request.phaseCount, phases, orderable: request.orderable };
}

/** A residential pile of the standard rating that takes orders, as the instant estimate assumes. */
export function standardRequest(parameters: CapacityParameters = CAPACITY_PARAMETERS): ConnectionRequest {
  return { kw: parameters.standardPileKw.value, phaseCount: 1, orderable: true, cable: null };
}

/** Every figure that makes an assessment meaningless, by its path. */
export function checkConnectionInput(input: ConnectionInput): InputIssue[] {
  const issues: InputIssue[] = [];
  const positive = (path: string, value: number) => {
    if (!(Number.isFinite(value) && value > 0)) issues.push({ path, rule: 'positive' });
  };
  const notNegative = (path: string, value: number) => {
    if (!(Number.isFinite(value) && value >= 0)) issues.push({ path, rule: 'not-negative' });
  };
  const piles = (path: string, list: readonly PileLoad[]) => {
    for (const [i, pile] of list.entries()) {
      positive(`${path}[${i}].kw`, pile.kw);
      if (pile.phases && pile.phases.length !== pile.phaseCount) {
        issues.push({ path: `${path}[${i}].phases`, rule: 'phase-count' });
      }
    }
  };
  const { transformer, request, parameters } = input;
  positive('transformer.ratedKva', transformer.ratedKva);
  notNegative('transformer.basePeakKw', transformer.basePeakKw);
  const curve = transformer.baseCurveKw;
  if (curve && curve.length !== 24 && curve.length !== 96) {
    issues.push({ path: 'transformer.baseCurveKw', rule: 'curve-length' });
  }
  for (const [i, kw] of (curve ?? []).entries()) notNegative(`transformer.baseCurveKw[${i}]`, kw);
  for (const [phase, kw] of Object.entries(transformer.phasePeakKw ?? {})) {
    notNegative(`transformer.phasePeakKw.${phase}`, kw);
  }
  piles('piles', input.piles);
  for (const [i, feeder] of input.feeders.entries()) {
    notNegative(`feeders[${i}].limitKw`, feeder.limitKw);
    notNegative(`feeders[${i}].basePeakKw`, feeder.basePeakKw);
    piles(`feeders[${i}].piles`, feeder.piles);
  }
  positive('request.kw', request.kw);
  if (request.cable) {
    notNegative('request.cable.lengthM', request.cable.lengthM);
    positive('request.cable.sectionMm2', request.cable.sectionMm2);
  }
  for (const key of ['limitRate', 'powerFactor', 'voltageDropMax', 'unbalanceMax'] as const) {
    const { value } = parameters[key];
    if (!(value > 0 && value <= 1)) issues.push({ path: `parameters.${key}`, rule: 'share' });
  }
  return issues;
}
