import type { CapacityHold, LedgerView } from '~/domain/capacity/transformer-ledger';
import { PHASES, type Phase } from '~/domain/shared/electrical';
import { advisePhase, type ChargingProblem, type LimitNode, type PhaseAdvice, type Vehicle } from '~/planner';
import { fromNoon, holdingPiles, WORST_DAY_INTERVAL_MINUTES, worstDayCars } from './worst-day';

const NEW_PILE = 'new';
const TRANSFORMER = 'transformer';

/**
 * The phases for a new single-phase pile, best first: by what the planner delivers to every pile that holds capacity on each
 * measured day, its own car coming home among the others. Base load that nobody measured by phase counts as even. Empty without a measured day.
 */
export function advisePilePhase(
  view: LedgerView,
  days: readonly (readonly number[])[],
  pile: { feederId: string; kw: number; caseId?: string },
): PhaseAdvice[] {
  if (days.length === 0) return [];
  const holds = holdingPiles(view)
    .filter(({ caseId }) => caseId === null || caseId !== pile.caseId)
    .sort((a, b) => (a.pileKey < b.pileKey ? -1 : 1));
  const middle = Math.floor(holds.length / 2);
  const cars = worstDayCars(view.parameters, [
    ...holds.slice(0, middle),
    { kw: pile.kw, pileKey: NEW_PILE },
    ...holds.slice(middle),
  ]);
  const [car] = cars.splice(middle, 1);
  const vehicles = holds.map((hold, index): Vehicle => ({ ...cars[index]!, ...placeOf(view, hold) }));
  const nodeOf = Object.fromEntries(PHASES.map((phase) => [phase, lineOf(view, pile.feederId, phase)]));
  return advisePhase(
    days.map((points) => {
      const baseKw = fromNoon(points);
      return {
        problem: nightOf(view, baseKw, vehicles),
        car: car!,
        nodeOf,
        basePhaseKw: baseByPhase(view, baseKw),
      };
    }),
  );
}

function nightOf(view: LedgerView, baseKw: readonly number[], vehicles: Vehicle[]): ChargingProblem {
  const { powerFactor, limitRate } = view.parameters;
  const limitKw = view.transformer.ratedKva * powerFactor.value * limitRate.value;
  const base = baseByPhase(view, baseKw);
  const lines = PHASES.flatMap((phase): LimitNode[] => [
    {
      id: `${TRANSFORMER}/${phase}`,
      parent: TRANSFORMER,
      phase,
      limitKw: base[phase].map((kw) => Math.max(0, limitKw / PHASES.length - kw)),
    },
    ...view.feeders.map((feeder) => ({
      id: `${feeder.id}/${phase}`,
      parent: `${TRANSFORMER}/${phase}`,
      phase,
      limitKw: baseKw.map(() => feeder.limitKw / PHASES.length),
    })),
  ]);
  return {
    version: 1,
    intervalMinutes: WORST_DAY_INTERVAL_MINUTES,
    startAt: '2000-01-01T04:00:00.000Z',
    prices: baseKw.map(() => 1),
    nodes: [
      { id: TRANSFORMER, parent: null, baseKw, limitKw: baseKw.map((kw) => Math.max(0, limitKw - kw)) },
      ...lines,
    ],
    vehicles,
  };
}

function baseByPhase(view: LedgerView, baseKw: readonly number[]): Record<Phase, number[]> {
  const { phasePeakKw } = view.transformer;
  const sum = phasePeakKw ? phasePeakKw.A + phasePeakKw.B + phasePeakKw.C : 0;
  const share = (phase: Phase) => (phasePeakKw && sum > 0 ? phasePeakKw[phase] / sum : 1 / PHASES.length);
  const of = (phase: Phase) => baseKw.map((kw) => kw * share(phase));
  return { A: of('A'), B: of('B'), C: of('C') };
}

function placeOf(view: LedgerView, hold: CapacityHold): Pick<Vehicle, 'node' | 'phases' | 'phaseNodes'> {
  const phases = hold.phases ?? PHASES;
  const lines = phases.map((phase) => lineOf(view, hold.feederId, phase));
  return lines.length === 1 ? { node: lines[0]!, phases } : { node: TRANSFORMER, phases, phaseNodes: lines };
}

function lineOf(view: LedgerView, feederId: string, phase: Phase): string {
  const known = view.feeders.some((feeder) => feeder.id === feederId);
  return `${known ? feederId : TRANSFORMER}/${phase}`;
}
