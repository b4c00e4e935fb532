import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CAPACITY_PARAMETERS } from '~/domain/capacity/parameters';
import {
  type CapacityHold,
  capacityShares,
  type LedgerView,
  siteFor,
} from '~/domain/capacity/transformer-ledger';
import { transformerOf } from './sites';

const hold = (rest: Partial<CapacityHold>): CapacityHold => ({
  pileKey: 'k',
  caseId: null,
  pileId: null,
  feederId: 'F1',
  state: 'committed',
  kw: 7,
  phases: ['A'],
  phaseCount: 1,
  mode: 'direct',
  orderable: true,
  rank: null,
  at: '',
  source: '',
  ...rest,
});
const view = (holds: CapacityHold[], base = 420): LedgerView => ({
  transformer: transformerOf(800, base),
  feeders: [
    { id: 'F1', name: '1号馈线', limitKw: 100 },
    { id: 'F2', name: '2号馈线', limitKw: 100 },
  ],
  holds,
  parameters: CAPACITY_PARAMETERS,
});
const many = (count: number, rest: Partial<CapacityHold>) => Array.from({ length: count }, () => hold(rest));

describe('what an assessment sees of a transformer', () => {
  it('is its own feeder and everybody who holds capacity, not what was given back', () => {
    const site = siteFor(view([hold({}), hold({ feederId: 'F2' }), hold({ state: 'released' })]), {
      feederId: 'F1',
    });
    expect(site.piles).toHaveLength(2);
    expect(site.feeders).toMatchObject([{ name: '1号馈线', piles: [{ kw: 7 }] }]);
  });

  it('leaves the case itself out, and of the queue counts those ahead only', () => {
    const queue = [1, 2, 3].map((rank) => hold({ state: 'queued', rank, caseId: `c${rank}` }));
    expect(siteFor(view(queue), { feederId: null, caseId: 'c2', rank: 2 }).piles).toHaveLength(1);
    expect(siteFor(view(queue), { feederId: null, caseId: 'new' }).piles).toHaveLength(3);
  });
});

describe('the bar of a transformer', () => {
  it('splits the limit into base, committed, reserved and free', () => {
    const shares = capacityShares(view([...many(10, {}), ...many(30, { state: 'reserved' })]));
    expect(shares).toMatchObject({ nameplateKw: 760, reckoning: 'rated' });
    expect(shares.limitKw).toBeCloseTo(608, 9);
    expect(shares.committedKw).toBeCloseTo(59.5, 9);
    expect(shares.committedKw + shares.reservedKw).toBeCloseTo(182, 9);
    expect(shares.freeKw).toBeCloseTo(6, 9);
  });

  it('reckons at the 6 A floor once full power no longer fits', () => {
    const shares = capacityShares(
      view([...many(41, {}), ...many(20, { mode: 'ordered', state: 'reserved' })]),
    );
    expect(shares.reckoning).toBe('floor');
    expect(shares.committedKw + shares.reservedKw).toBeCloseTo(0.65 * 50 * 1.32, 9);
  });

  it('adds up to the limit whatever is promised', () => {
    fc.assert(
      fc.property(fc.nat(120), fc.nat(120), fc.nat(600), (committed, reserved, base) => {
        const holds = [...many(committed, {}), ...many(reserved, { state: 'reserved' })];
        const shares = capacityShares(view(holds, base));
        const sum = shares.basePeakKw + shares.committedKw + shares.reservedKw + shares.freeKw;
        expect(sum).toBeCloseTo(shares.limitKw, 6);
        expect(shares.reservedKw).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
