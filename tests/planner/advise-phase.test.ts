import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advisePhase, type ChargingProblem, type Phase, type PhaseNight, planCharging } from '~/planner';

const PHASES: Phase[] = ['A', 'B', 'C'];
const nodeOf = { A: 'T.A', B: 'T.B', C: 'T.C' };
const car = { id: 'new', arrive: 0, depart: 2, energyKwh: 8, maxKw: 7 };

const site = (phaseKw: Record<Phase, number>, standing: Phase[] = []): ChargingProblem => ({
  version: 1,
  intervalMinutes: 60,
  startAt: '2026-11-20T04:00:00.000Z',
  prices: [0.3, 0.3],
  nodes: [
    { id: 'T', parent: null, limitKw: [40, 40] },
    ...PHASES.map((phase) => ({
      id: nodeOf[phase],
      parent: 'T',
      phase,
      limitKw: [phaseKw[phase], phaseKw[phase]],
    })),
  ],
  vehicles: standing.map((phase, v) => ({
    id: `v${v}`,
    node: nodeOf[phase],
    phases: [phase],
    arrive: 0,
    depart: 2,
    energyKwh: 6,
    maxKw: 7,
  })),
});
const night = (problem: ChargingProblem): PhaseNight => ({ problem, car, nodeOf });
const order = (nights: PhaseNight[]) => advisePhase(nights).map(({ phase }) => phase);

describe('advisePhase', () => {
  it('puts the phase that lets most energy through first, and says how much', () => {
    const advice = advisePhase([night(site({ A: 4, B: 3, C: 7 }, ['A', 'B']))]);
    expect(advice.map(({ phase }) => phase)).toEqual(['C', 'A', 'B']);
    expect(advice.map(({ deliveredKwh }) => deliveredKwh)).toEqual(
      [20, 14, 12].map((kwh) => expect.closeTo(kwh, 6)),
    );
    expect(advice.map(({ unmetKwh }) => unmetKwh)).toEqual([0, 6, 8].map((kwh) => expect.closeTo(kwh, 6)));
  });

  it('takes the least unbalance where every phase delivers all, base load included', () => {
    const free = site({ A: 20, B: 20, C: 20 }, ['A', 'A', 'B']);
    expect(order([night(free)])).toEqual(['C', 'A', 'B']);
    expect(advisePhase([night(free)])[0]!.unbalance).toBeCloseTo(0.5, 6);
    const heavy = { ...night(free), basePhaseKw: { C: [9, 9] } };
    expect(order([heavy])).toEqual(['B', 'A', 'C']);
  });

  it('weighs all nights together', () => {
    const nights = [site({ A: 1, B: 3, C: 2 }), site({ A: 4, B: 3, C: 2 })].map(night);
    expect(order(nights)).toEqual(['B', 'A', 'C']);
  });

  it('asks only for phases that every night has', () => {
    expect(order([{ ...night(site({ A: 4, B: 4, C: 4 })), nodeOf: { B: 'T.B' } }])).toEqual(['B']);
  });

  it('never puts a phase first on which the plans deliver less', () => {
    const limits = fc.record({ A: fc.nat(12), B: fc.nat(12), C: fc.nat(12) });
    fc.assert(
      fc.property(limits, fc.array(fc.constantFrom(...PHASES), { maxLength: 5 }), (phaseKw, standing) => {
        const problem = site(phaseKw, standing);
        const unmetOn = (phase: Phase) =>
          planCharging({ ...problem, vehicles: [...problem.vehicles, { ...car, node: nodeOf[phase] }] })
            .unmetKwh;
        const first = order([night(problem)])[0]!;
        expect(unmetOn(first)).toBeLessThanOrEqual(Math.min(...PHASES.map(unmetOn)) + 0.011);
      }),
    );
  });
});
