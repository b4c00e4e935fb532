import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FeederBase, PileLoad } from '~/domain/capacity/connection-input';
import { CAPACITY_PARAMETERS } from '~/domain/capacity/parameters';
import { nextRatingKva } from '~/domain/capacity/standard-rating';
import { publishedDemand } from '~/planner';
import { type HostingInput, hostingSite } from '~/use-cases/shared/installation/hosting-site';
import { sampleHosting, sampleHostingInSlices } from '~/use-cases/shared/installation/sample-hosting';
import { eveningCurve, piles, sevenKw, transformerOf } from '../../../domain/capacity/sites';

const input = (more: Partial<HostingInput> = {}): HostingInput => ({
  transformer: transformerOf(800, 420),
  feeders: [],
  piles: [],
  parameters: CAPACITY_PARAMETERS,
  ...more,
});
const feeder = (name: string, limitKw: number, standing: PileLoad[] = []): FeederBase => ({
  name,
  limitKw,
  basePeakKw: 0,
  piles: standing,
});
const question = { computedAt: '2026-11-20T02:00:00.000Z', upgradeKva: null, isOwn: false, nights: 40 };
const siteOf = (of: HostingInput, most = 6) => hostingSite(of, { most, upgradeKva: null });
const limitsOf = (of: HostingInput) =>
  Object.fromEntries(siteOf(of).nodes.map(({ id, limitKw }) => [id, limitKw[0]]));

describe('the limit tree that hosting is sampled on', () => {
  it('has the headroom of the planning limit over the measured curve, from noon on', () => {
    const curve = eveningCurve(420);
    const [root] = siteOf(input({ transformer: transformerOf(800, 420, { baseCurveKw: curve }) })).nodes;
    expect(root!.limitKw).toHaveLength(144);
    expect(root!.limitKw[0]).toBeCloseTo(608 - curve[48]!, 9);
    expect(root!.limitKw[48]).toBeCloseTo(608 - curve[0]!, 9);
    expect(root!.limitKw[96]).toBeCloseTo(608 - curve[48]!, 9);
    expect(siteOf(input()).nodes[0]!.limitKw.every((kw) => Math.abs(kw - 188) < 1e-9)).toBe(true);
  });

  it('hangs new piles on the phases of the last feeder, the least used first, and counts no pile twice', () => {
    const onA: PileLoad = { ...sevenKw, phases: ['A'] };
    const own = piles(2, onA);
    const of = input({ piles: [...own, ...piles(3)], feeders: [feeder('F1', 90, own)] });
    expect(limitsOf(of)).toEqual({
      transformer: 188,
      'feeder/0': 90,
      'feeder/0/A': 30,
      'feeder/0/B': 30,
      'feeder/0/C': 30,
    });
    const site = siteOf(of);
    expect(site.present.map(({ nodes }) => nodes.join())).toEqual([
      ...Array<string>(3).fill('transformer'),
      'feeder/0/A',
      'feeder/0/A',
    ]);
    const at = site.further.map(({ nodes }) => nodes[0]!.slice(-1));
    expect(at.slice(0, 4).sort()).toEqual(['B', 'B', 'C', 'C']);
  });

  it('divides a three-phase pile among the lines', () => {
    const three: PileLoad = { kw: 21, phaseCount: 3, phases: ['A', 'B', 'C'], orderable: false };
    const [pile] = siteOf(input({ piles: [three], feeders: [feeder('F1', 90, [three])] })).present;
    expect(pile).toEqual({
      nodes: ['feeder/0/A', 'feeder/0/B', 'feeder/0/C'],
      maxKw: 21,
      orderable: false,
    });
  });

  it('of a whole transformer has its feeders side by side and fills the one with room', () => {
    const feeders = [feeder('small', 30), feeder('large', 300)];
    const site = siteOf(input({ feeders, feedersAre: 'beside' }), 33);
    const small = site.further.filter(({ nodes }) => nodes[0]!.startsWith('feeder/0/'));
    expect(site.nodes.filter(({ parent }) => parent === 'transformer')).toHaveLength(2);
    expect(small.length).toBeLessThanOrEqual(6);
  });
});

describe('the sampled answer', () => {
  it('says in the words of the grid what stops the next pile', () => {
    const { uncontrolled } = sampleHosting(
      input({ feeders: [feeder('3# 馈线', 60)] }),
      publishedDemand,
      question,
    );
    expect(uncontrolled.stoppedBy).toMatchObject({ place: 'feeder', name: '3# 馈线' });
    const { weekday, fromMinute, toMinute, missingKwh } = uncontrolled.stoppedBy!;
    expect(weekday).toBeGreaterThanOrEqual(1);
    expect(weekday).toBeLessThanOrEqual(7);
    expect((fromMinute % 15) + (toMinute % 15)).toBe(0);
    expect(missingKwh).toBeGreaterThan(0);
  });

  it('is the same in slices, with rests in between', async () => {
    let rests = 0;
    const sliced = await sampleHostingInSlices(input(), publishedDemand, question, async () => {
      rests += 1;
    });
    expect(sliced).toEqual(sampleHosting(input(), publishedDemand, question));
    expect(rests).toBeGreaterThan(10);
  });

  it('never counts fewer on a larger transformer, nor after the upgrade', () => {
    fc.assert(
      fc.property(fc.integer({ min: 250, max: 800 }), fc.nat(25), (kva, standing) => {
        const at = (ratedKva: number, count: number) =>
          sampleHosting(
            input({ transformer: transformerOf(ratedKva, 180), piles: piles(count) }),
            publishedDemand,
            { ...question, nights: 20, most: 80, upgradeKva: nextRatingKva(kva) },
          );
        const found = at(kva, standing);
        const larger = at(kva + 100, standing);
        for (const mode of ['uncontrolled', 'ordered'] as const) {
          expect(larger[mode].piles).toBeGreaterThanOrEqual(found[mode].piles);
        }
        expect(found.upgraded!.piles).toBeGreaterThanOrEqual(found.ordered.piles);
      }),
      { numRuns: 12 },
    );
  });
});

describe('the next preferred rating', () => {
  it('is one step up the R10 series', () => {
    expect([315, 630, 700, 2500].map(nextRatingKva)).toEqual([400, 800, 800, null]);
  });
});
