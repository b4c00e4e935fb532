import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ChargingProblem, planCharging } from '~/planner';
import { FlowArcs } from '~/planner/flow-arcs';
import { bindingLimits } from '~/planner/limit-tree';
import { countBits, lowestBit } from '~/planner/node-set';
import { splitSites } from '~/planner/site';
import { solveWithHighs } from './highs-oracle';
import { randomProblem } from './random-problem';

/** A crowd on a feeder and beside it, over as many intervals as fill one word, just less or more, or several. */
const crowd = fc
  .record({
    intervals: fc.constantFrom(31, 32, 33, 64, 65, 97),
    cars: fc.constantFrom(31, 33, 40, 70),
    loads: fc.infiniteStream(fc.nat(1000)),
    perCarKw: fc.integer({ min: 5, max: 30 }),
  })
  .map(({ intervals, cars, loads, perCarKw }): ChargingProblem => {
    const draw = (below: number) => loads.next().value! % below;
    const limit = (kw: number) => Array.from({ length: intervals }, () => (kw * (50 + draw(50))) / 100);
    const nodes = [
      { id: 'T', parent: null, limitKw: limit((cars * perCarKw) / 10) },
      { id: 'F', parent: 'T', limitKw: limit((cars * perCarKw) / 20) },
    ];
    const vehicles = Array.from({ length: cars }, (_, v) => {
      const arrive = draw(intervals);
      return {
        id: `v${v}`,
        node: draw(3) === 0 ? 'T' : 'F',
        arrive,
        depart: Math.min(intervals, arrive + 1 + draw(intervals)),
        energyKwh: draw(300) / 10,
        maxKw: draw(2) === 0 ? 3.6 : 7.04,
      };
    });
    return {
      version: 1,
      intervalMinutes: 15,
      startAt: '2026-11-20T04:00:00.000Z',
      prices: Array.from({ length: intervals }, () => [0.3, 0.6, 0.9][draw(3)]!),
      nodes,
      vehicles,
    };
  });

describe('A flow network searched by bits', () => {
  it('is solved to the linear program where its rows end in the middle of a word', async () => {
    await fc.assert(
      fc.asyncProperty(crowd, async (problem) => {
        const plan = planCharging(problem);
        const optimum = await solveWithHighs(problem);
        expect(plan.unmetKwh).toBeCloseTo(optimum.unmetKwh, 6);
        expect(plan.costYuan).toBeCloseTo(optimum.costYuan, 6);
      }),
      { numRuns: 40 },
    );
  });

  it('knows at every time which arcs have room and which carry flow', () => {
    const moves = fc.array(fc.tuple(fc.nat(), fc.nat(), fc.integer({ min: 0, max: 4 })), { maxLength: 60 });
    fc.assert(
      fc.property(fc.oneof(randomProblem, crowd), moves, (problem, pushes) => {
        for (const site of splitSites(problem)) {
          const intervals = problem.prices.length;
          const arcs = new FlowArcs(site, bindingLimits(site, intervals), intervals);
          if (arcs.attachments === 0) continue;
          for (const [which, when, quarters] of pushes) {
            const row = which % arcs.attachments;
            const t = arcs.arrive[row]! + (when % (arcs.depart[row]! - arcs.arrive[row]!));
            const wanted = (arcs.kw[arcs.base[row]! + 2 * t]! * quarters) / 4;
            arcs.add(row, t, wanted - arcs.flowKw(row, t));
          }
          const kept = [arcs.room.slice(), arcs.flow.slice(), arcs.across.slice()];
          arcs.readBits();
          expect([arcs.room, arcs.flow, arcs.across]).toEqual(kept);
        }
      }),
    );
  });

  it('finds and counts the bits of a word', () => {
    fc.assert(
      fc.property(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }), (word) => {
        const digits = (word >>> 0).toString(2);
        expect(countBits(word)).toBe(digits.replaceAll('0', '').length);
        if (word !== 0) expect(lowestBit(word)).toBe(digits.length - 1 - digits.lastIndexOf('1'));
      }),
    );
  });
});
