import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Assessment, assessConnection } from '~/domain/capacity/assess-connection';
import type { ConnectionInput, PileLoad } from '~/domain/capacity/connection-input';
import { CAPACITY_PARAMETERS } from '~/domain/capacity/parameters';
import { phaseLoads } from '~/domain/capacity/phase-balance';
import { PHASES } from '~/domain/shared/electrical';
import { eveningCurve, nthPile, piles, sevenKw, transformerOf } from './sites';

function assessed(input: ConnectionInput): Assessment {
  const verdict = assessConnection(input);
  if (!verdict.ok) expect.fail(JSON.stringify(verdict.issues));
  return verdict;
}
const step = (assessment: Assessment, name: string) => assessment.steps.find((s) => s.name === name)!;
const rank = { direct: 0, ordered: 1, upgrade: 2 };

describe('the golden cases of the need-factor method', () => {
  it.each([
    [800, 420, 10, 608.0, 188.0, 59.5, 63.09, 'direct'],
    [800, 420, 40, 608.0, 188.0, 182.0, 79.21, 'direct'],
    [630, 430, 60, 478.8, 48.8, 227.5, 109.86, 'ordered'],
    [400, 300, 30, 304.0, 4.0, 136.5, 114.87, 'upgrade'],
  ])(
    '%s kVA with a base of %s kW and %s piles',
    (kva, base, n, limit, headroom, demand, loadRate, proposal) => {
      const assessment = assessed(nthPile(kva, base, n));
      expect(assessment.limitKw).toBeCloseTo(limit, 9);
      expect(assessment.headroomKw).toBeCloseTo(headroom, 9);
      expect(assessment.demandKw).toBeCloseTo(demand, 9);
      expect(assessment.loadRateAfter * 100).toBeCloseTo(loadRate, 2);
      expect(assessment.proposal).toBe(proposal);
    },
  );

  it('hold 60 piles at a floor of 42.9 kW, the running maximum of 50, where the table alone gives 35.6', () => {
    const floor = step(assessed(nthPile(630, 430, 60)), 'floor-at-peak');
    expect(floor.value).toBeCloseTo(50 * 0.65 * 1.32, 9);
    expect(60 * 0.45 * 1.32).toBeCloseTo(35.6, 1);
    expect(floor).toMatchObject({ ok: true });
    expect(floor.limit).toBeCloseTo(48.8, 9);
  });

  it('refuse 30 piles whose floor of 25.7 kW exceeds 4.0 kW, and name the shortfall', () => {
    const assessment = assessed(nthPile(400, 300, 30));
    expect(step(assessment, 'floor-at-peak')).toMatchObject({ ok: false });
    expect(step(assessment, 'floor-at-peak').value).toBeCloseTo(25.74, 9);
    expect(assessment.blockers).toEqual(['load-after', 'floor-at-peak', 'valley-energy']);
    const shortfall = assessment.remedies.find((remedy) => remedy.kind === 'transformer');
    expect(shortfall?.shortfallKw).toBeCloseTo(132.5, 9);
  });
});

describe('the phase of a single-phase pile', () => {
  it('is the one it is asked for on, whatever would balance better', () => {
    const input = nthPile(800, 420, 10, { piles: piles(9, { ...sevenKw, phases: ['B'] }) });
    expect(assessed(input).phase).toBe('A');
    expect(assessed({ ...input, request: { ...input.request, phase: 'B' } }).phase).toBe('B');
  });
});

describe('ordered charging', () => {
  it('needs the valley to carry every car’s day', () => {
    const parameters = {
      ...CAPACITY_PARAMETERS,
      energyPerDayKwh: { ...CAPACITY_PARAMETERS.energyPerDayKwh, value: 12 },
    };
    const flat = assessed(nthPile(630, 430, 60, { parameters }));
    expect(flat.proposal).toBe('upgrade');
    expect(step(flat, 'valley-energy').value).toBeCloseTo(48.8 * 12, 6);

    const measured = nthPile(630, 430, 60, { parameters });
    const withCurve = {
      ...measured,
      transformer: { ...measured.transformer, baseCurveKw: eveningCurve(430) },
    };
    expect(assessed(withCurve).proposal).toBe('ordered');
  });

  it('counts only the hours in which cars stay, across midnight', () => {
    const input = nthPile(630, 430, 60);
    const curve = Array.from({ length: 24 }, (_, hour) => (hour < 7 ? 378.8 : 478.8));
    const verdict = assessed({ ...input, transformer: { ...input.transformer, baseCurveKw: curve } });
    expect(step(verdict, 'valley-energy').value).toBeCloseTo(700, 6);
  });

  it('is not offered to a pile that takes no orders, which is told so', () => {
    const input = nthPile(630, 430, 60);
    const verdict = assessed({ ...input, request: { ...input.request, orderable: false } });
    expect(verdict.proposal).toBe('upgrade');
    const orderable = assessed({
      ...input,
      piles: input.piles,
      request: { ...input.request, kw: 3, orderable: false },
    });
    expect(orderable.remedies.map((remedy) => remedy.kind)).toContain('orderable-pile');
  });

  it('counts piles that take no orders at their full rating', () => {
    const input = nthPile(630, 430, 60);
    const stubborn = piles(59, { ...sevenKw, orderable: false });
    expect(assessed({ ...input, piles: stubborn }).proposal).toBe('upgrade');
  });
});

describe('the cable', () => {
  const withCable = (sectionMm2: number, lengthM: number, orderable = true) => {
    const input = nthPile(800, 420, 10);
    return assessed({
      ...input,
      request: { kw: 7.04, phaseCount: 1, orderable, cable: { lengthM, sectionMm2 } },
    });
  };

  it('of 6 mm² over 60 m drops too much at 32 A; 10 mm² holds', () => {
    const thin = withCable(6, 60);
    expect(step(thin, 'voltage-drop')).toMatchObject({ ok: false });
    expect(step(thin, 'voltage-drop').value).toBeCloseTo(0.0538, 4);
    expect(thin.remedies).toContainEqual({ kind: 'cable-section', sectionMm2: 10 });
    expect(withCable(10, 60).proposal).toBe('direct');
  });

  it('that is too thin caps the power of an ordered pile at whole amperes', () => {
    const thin = withCable(6, 60);
    expect(thin.proposal).toBe('ordered');
    expect(thin.maxKw).toBeCloseTo(29 * 0.22, 9);
    expect(thin.remedies).toContainEqual({ kind: 'power-cap', maxKw: thin.maxKw });
  });

  it('that cannot carry 6 A leaves no ordered charging', () => {
    const far = withCable(6, 400);
    expect(far.proposal).toBe('upgrade');
    expect(far.maxKw).toBe(0);
  });

  it('is listed as unknown when nobody measured it or its section is not in the table', () => {
    expect(assessed(nthPile(800, 420, 10)).unknown).toEqual(['voltage-drop']);
    expect(withCable(25, 60).unknown).toEqual(['voltage-drop']);
  });
});

describe('the phases', () => {
  it('are chosen so that the weakest is filled', () => {
    const input = nthPile(800, 420, 1);
    const phasePeakKw = { A: 150, B: 130, C: 140 };
    const verdict = assessed({ ...input, transformer: { ...input.transformer, phasePeakKw } });
    expect(verdict.phase).toBe('B');
    expect(step(verdict, 'unbalance').value).toBeCloseTo((150 - 137) / 150, 9);
  });

  it('of a lopsided transformer block a direct connection that makes it worse, not one that mends it', () => {
    const input = nthPile(800, 420, 1);
    const lopsided = { ...input.transformer, phasePeakKw: { A: 200, B: 120, C: 100 } };
    expect(assessed({ ...input, transformer: lopsided }).proposal).toBe('direct');
    const threePhase = { kw: 21.12, phaseCount: 3, orderable: true, cable: null } as const;
    const stillBetter = assessed({ ...input, transformer: lopsided, request: threePhase });
    expect(stillBetter.phase).toBeNull();
    const twoLow = { ...input.transformer, phasePeakKw: { A: 200, B: 100, C: 100 } };
    expect(assessed({ ...input, transformer: twoLow }).blockers).toEqual(['unbalance']);
  });

  it('carry the piles at their simultaneous demand, each on its own phases', () => {
    const onB = piles(4, { ...sevenKw, phases: ['B'] });
    const three = piles(5, { kw: 21, phaseCount: 3, phases: ['A', 'B', 'C'], orderable: true });
    const load = phaseLoads(
      transformerOf(800, 300),
      [...onB, ...three],
      CAPACITY_PARAMETERS.needFactor.value,
    );
    expect(load.A).toBeCloseTo(100 + 0.85 * 35, 9);
    expect(load.B).toBeCloseTo(100 + 0.85 * 63, 9);
    expect(load.C).toBeCloseTo(100 + 0.85 * 35, 9);
  });

  it('carry no less when another pile is added, whichever phase it takes', () => {
    const pile = fc.record({
      kw: fc.constantFrom(3.52, 7, 7.04, 21.12),
      phaseCount: fc.constant(1 as const),
      phases: fc.constantFrom(null, ['A'] as const, ['B'] as const, ['C'] as const, PHASES),
      orderable: fc.constant(true),
    });
    fc.assert(
      fc.property(fc.array(pile, { maxLength: 70 }), pile, (standing, another) => {
        const loads = (all: readonly PileLoad[]) =>
          phaseLoads(transformerOf(800, 300), all, CAPACITY_PARAMETERS.needFactor.value);
        const before = loads(standing);
        const after = loads([...standing, another]);
        for (const phase of PHASES) expect(after[phase]).toBeGreaterThanOrEqual(before[phase] - 1e-9);
      }),
    );
  });

  it('leave no better choice than the one named', () => {
    const kw = fc.integer({ min: 10, max: 200 });
    fc.assert(
      fc.property(kw, kw, kw, (A, B, C) => {
        const input = nthPile(800, A + B + C, 1);
        const verdict = assessed({
          ...input,
          transformer: transformerOf(800, A + B + C, { phasePeakKw: { A, B, C } }),
        });
        const unbalanceOn = (phase: 'A' | 'B' | 'C') => {
          const load = { A, B, C, [phase]: { A, B, C }[phase] + 7 };
          const values = [load.A, load.B, load.C];
          return (Math.max(...values) - Math.min(...values)) / Math.max(...values);
        };
        const best = Math.min(...(['A', 'B', 'C'] as const).map(unbalanceOn));
        expect(unbalanceOn(verdict.phase!)).toBeCloseTo(best, 9);
      }),
    );
  });
});

describe('a feeder on the way', () => {
  it('turns a direct connection into an ordered one when it is full, and into an upgrade when even the floor is too much', () => {
    const input = nthPile(800, 420, 10);
    const feeder = { name: 'F1', limitKw: 100, basePeakKw: 50, piles: piles(9) };
    expect(assessed({ ...input, feeders: [{ ...feeder, limitKw: 120 }] }).proposal).toBe('direct');
    expect(assessed({ ...input, feeders: [feeder] })).toMatchObject({
      proposal: 'ordered',
      blockers: ['feeder-load'],
    });
    expect(assessed({ ...input, feeders: [{ ...feeder, limitKw: 55 }] }).proposal).toBe('upgrade');
  });
});

describe('the proposal', () => {
  const anySite = [
    fc.constantFrom(315, 400, 630, 800),
    fc.double({ min: 0.3, max: 1, noNaN: true }),
    fc.integer({ min: 1, max: 120 }),
  ] as const;

  it('never gets better when another pile stands there already, where load and not the phases decides', () => {
    fc.assert(
      fc.property(...anySite, (kva, load, n) => {
        const base = kva * 0.95 * load;
        const onAllPhases = { request: { kw: 21, phaseCount: 3, orderable: true, cable: null } } as const;
        const fewer = assessed(nthPile(kva, base, n, onAllPhases));
        const more = assessed(nthPile(kva, base, n + 1, onAllPhases));
        expect(rank[more.proposal]).toBeGreaterThanOrEqual(rank[fewer.proposal]);
        expect(more.demandKw).toBeGreaterThanOrEqual(fewer.demandKw - 1e-9);
      }),
    );
  });

  it('on one phase gets better with another pile only where the phases alone stood against direct', () => {
    fc.assert(
      fc.property(...anySite, (kva, load, n) => {
        const fewer = assessed(nthPile(kva, kva * 0.95 * load, n));
        const more = assessed(nthPile(kva, kva * 0.95 * load, n + 1));
        expect(more.demandKw).toBeGreaterThanOrEqual(fewer.demandKw - 1e-9);
        if (rank[more.proposal] >= rank[fewer.proposal]) return;
        expect(more.proposal).toBe('direct');
        expect(fewer.blockers).toContain('unbalance');
        expect(fewer.blockers).not.toContain('load-after');
      }),
    );
  });

  it('gets better with evenly spread neighbours, whose load makes the share of one phase smaller', () => {
    expect(assessed(nthPile(315, 315 * 0.95 * 0.3, 4))).toMatchObject({
      proposal: 'ordered',
      blockers: ['unbalance'],
    });
    expect(assessed(nthPile(315, 315 * 0.95 * 0.3, 8)).proposal).toBe('direct');
  });

  it('never gets worse when the transformer grows', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 100, max: 1000 }),
        fc.integer({ min: 10, max: 600 }),
        fc.integer({ min: 1, max: 90 }),
        (kva, base, n) => {
          const small = assessed(nthPile(kva, base, n)).proposal;
          expect(rank[assessed(nthPile(kva + 100, base, n)).proposal]).toBeLessThanOrEqual(rank[small]);
        },
      ),
    );
  });

  it('is not made on figures that mean nothing, each named by its path', () => {
    const input = nthPile(0, Number.NaN, 2);
    const bad: ConnectionInput = {
      ...input,
      transformer: { ...input.transformer, baseCurveKw: [1, 2, 3] },
      piles: [{ ...sevenKw, kw: -7, phases: ['A', 'B'] }],
      parameters: { ...input.parameters, limitRate: { ...input.parameters.limitRate, value: 80 } },
    };
    expect(assessConnection(bad)).toEqual({
      ok: false,
      reason: 'bad-input',
      issues: [
        { path: 'transformer.ratedKva', rule: 'positive' },
        { path: 'transformer.basePeakKw', rule: 'not-negative' },
        { path: 'transformer.baseCurveKw', rule: 'curve-length' },
        { path: 'piles[0].kw', rule: 'positive' },
        { path: 'piles[0].phases', rule: 'phase-count' },
        { path: 'parameters.limitRate', rule: 'share' },
      ],
    });
  });
});
