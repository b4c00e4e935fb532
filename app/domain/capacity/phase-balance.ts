import { PHASES, type Phase } from '../shared/electrical';
import type { PileLoad, TransformerBase } from './connection-input';
import { demandKw, groupByRating } from './need-factor';
import type { NeedFactorStep } from './parameters';

export type PhaseKw = Readonly<Record<Phase, number>>;

/** Unbalance (Imax − Imin) / Imax of three phase loads, 0 to 1. */
export function unbalanceOf(load: PhaseKw): number {
  const most = Math.max(load.A, load.B, load.C);
  return most > 0 ? (most - Math.min(load.A, load.B, load.C)) / most : 0;
}

/** Load of each phase in kW at the peak: measured or evenly shared base, and the simultaneous demand of the piles on that phase, so one more pile lowers no phase. */
export function phaseLoads(
  transformer: TransformerBase,
  piles: readonly PileLoad[],
  steps: readonly NeedFactorStep[],
): PhaseKw {
  const base = transformer.phasePeakKw ?? evenly(transformer.basePeakKw);
  const loadOf = (phase: Phase) => {
    const standing = piles.filter((pile) => phasesOf(pile).includes(phase));
    return base[phase] + demandKw(groupByRating(standing, kwOnEachPhase), steps);
  };
  return { A: loadOf('A'), B: loadOf('B'), C: loadOf('C') };
}

function phasesOf(pile: PileLoad): readonly Phase[] {
  return pile.phases ?? PHASES;
}

function kwOnEachPhase(pile: PileLoad): number {
  return pile.kw / phasesOf(pile).length;
}

export interface PhaseChoice {
  readonly phase: Phase | null;
  readonly unbalance: number;
  readonly before: number;
}

/** The phase on which a single-phase pile leaves the least unbalance, of its own phases where they are given (the first of equals); null for three phases. */
export function bestPhase(
  transformer: TransformerBase,
  piles: readonly PileLoad[],
  pile: PileLoad,
  steps: readonly NeedFactorStep[],
): PhaseChoice {
  const before = unbalanceOf(phaseLoads(transformer, piles, steps));
  const after = (phases: readonly Phase[]) =>
    unbalanceOf(phaseLoads(transformer, [...piles, { ...pile, phases }], steps));
  if (pile.phaseCount === 3) return { phase: null, unbalance: after(PHASES), before };
  const [first = 'A', ...others] = pile.phases ?? PHASES;
  let best: PhaseChoice = { phase: first, unbalance: after([first]), before };
  for (const phase of others) {
    const unbalance = after([phase]);
    if (unbalance < best.unbalance - 1e-12) best = { phase, unbalance, before };
  }
  return best;
}

function evenly(totalKw: number): Record<Phase, number> {
  return { A: totalKw / 3, B: totalKw / 3, C: totalKw / 3 };
}
