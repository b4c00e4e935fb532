import { kwFromAmps, MIN_CURRENT_A, PHASES, type Phase } from '../shared/electrical';
import {
  type ConnectionInput,
  type ConnectionRequest,
  checkConnectionInput,
  type InputIssue,
  requestAsPile,
} from './connection-input';
import {
  type AssessmentStep,
  floorAtPeak,
  headroom,
  limitPower,
  loadAfter,
  type StepName,
  sectionThatHolds,
  unbalance,
  valleyEnergy,
  voltageDrop,
} from './connection-steps';
import { bestPhase } from './phase-balance';

export type Proposal = 'direct' | 'ordered' | 'upgrade';

/** What would turn the proposal into a better one. */
export type Remedy =
  | { kind: 'cable-section'; sectionMm2: number }
  | { kind: 'power-cap'; maxKw: number }
  | { kind: 'orderable-pile' }
  | { kind: 'transformer'; shortfallKw: number };

export interface Assessment {
  readonly ok: true;
  readonly proposal: Proposal;
  readonly steps: readonly AssessmentStep[];
  readonly blockers: readonly StepName[];
  readonly unknown: readonly StepName[];
  readonly limitKw: number;
  readonly headroomKw: number;
  readonly demandKw: number;
  readonly loadRateBefore: number;
  readonly loadRateAfter: number;
  readonly phase: Phase | null;
  readonly maxKw: number;
  readonly remedies: readonly Remedy[];
}

export type AssessmentVerdict = Assessment | { ok: false; reason: 'bad-input'; issues: InputIssue[] };

/** Proposes direct, ordered or upgrade for one more pile, with every figure behind it; a person at the utility decides. */
export function assessConnection(input: ConnectionInput): AssessmentVerdict {
  const issues = checkConnectionInput(input);
  if (issues.length > 0) return { ok: false, reason: 'bad-input', issues };

  const { transformer, request, parameters } = input;
  const limit = limitPower(input);
  const limitKw = limit.value ?? 0;
  const node = { basePeakKw: transformer.basePeakKw, limitKw };
  const choice = bestPhase(
    transformer,
    input.piles,
    requestAsPile(request, request.phase ? [request.phase] : null),
    parameters.needFactor.value,
  );
  const pile = requestAsPile(request, choice.phase ? [choice.phase] : PHASES);
  const piles = [...input.piles, pile];

  const load = loadAfter('load-after', node, piles, input);
  const drop = voltageDrop(input);
  const directSteps = [
    load,
    ...input.feeders.map((feeder) => loadAfter('feeder-load', feeder, [...feeder.piles, pile], input)),
    unbalance(choice, input),
    drop.step,
  ];
  const orderedSteps = [
    floorAtPeak('floor-at-peak', node, piles, input),
    ...input.feeders.map((feeder) => floorAtPeak('feeder-floor', feeder, [...feeder.piles, pile], input)),
    valleyEnergy(limitKw, piles.length, input),
  ];

  const fitsDirect = directSteps.every((step) => step.ok !== false);
  const maxKw = cableMaxKw(request, drop.allowedA);
  const fitsOrdered = request.orderable && maxKw > 0 && orderedSteps.every((step) => step.ok !== false);
  const proposal: Proposal = fitsDirect ? 'direct' : fitsOrdered ? 'ordered' : 'upgrade';
  const steps = [limit, headroom(input, limitKw), ...directSteps, ...(fitsDirect ? [] : orderedSteps)];
  const fullKw = transformer.ratedKva * parameters.powerFactor.value;
  return {
    ok: true,
    proposal,
    steps,
    blockers: steps.flatMap((step) => (step.ok === false ? [step.name] : [])),
    unknown: steps.flatMap((step) => (step.value === null ? [step.name] : [])),
    limitKw,
    headroomKw: limitKw - transformer.basePeakKw,
    demandKw: (load.value ?? 0) - transformer.basePeakKw,
    loadRateBefore: transformer.basePeakKw / fullKw,
    loadRateAfter: (load.value ?? 0) / fullKw,
    phase: choice.phase,
    maxKw,
    remedies: remediesFor(input, proposal, {
      load,
      drop: drop.step,
      orderedFits: orderedSteps.every((s) => s.ok),
      maxKw,
    }),
  };
}

/** Rating capped at whole amperes the cable carries within its voltage drop; 0 when it cannot carry 6 A. */
function cableMaxKw(request: ConnectionRequest, allowedA: number): number {
  const wholeA = Math.floor(allowedA + 1e-9);
  return wholeA < MIN_CURRENT_A ? 0 : Math.min(request.kw, kwFromAmps(wholeA, request.phaseCount));
}

function remediesFor(
  input: ConnectionInput,
  proposal: Proposal,
  found: { load: AssessmentStep; drop: AssessmentStep; orderedFits: boolean; maxKw: number },
): Remedy[] {
  const remedies: Remedy[] = [];
  if (found.drop.ok === false) {
    const sectionMm2 = sectionThatHolds(input);
    if (sectionMm2 !== null) remedies.push({ kind: 'cable-section', sectionMm2 });
    if (found.maxKw > 0) remedies.push({ kind: 'power-cap', maxKw: found.maxKw });
  }
  if (proposal !== 'upgrade') return remedies;
  if (!input.request.orderable && found.orderedFits) remedies.push({ kind: 'orderable-pile' });
  if (found.load.ok === false) {
    remedies.push({ kind: 'transformer', shortfallKw: (found.load.value ?? 0) - (found.load.limit ?? 0) });
  }
  return remedies;
}
