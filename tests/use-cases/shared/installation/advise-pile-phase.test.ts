import { describe, expect, it } from 'vitest';
import { CAPACITY_PARAMETERS } from '~/domain/capacity/parameters';
import type { CapacityHold, LedgerView } from '~/domain/capacity/transformer-ledger';
import type { Phase } from '~/domain/shared/electrical';
import { advisePilePhase } from '~/use-cases/shared/installation/advise-pile-phase';
import { eveningCurve, transformerOf } from '../../../domain/capacity/sites';

const hold = (key: number, phases: Phase[], rest: Partial<CapacityHold> = {}): CapacityHold => ({
  pileKey: `p${key}`,
  caseId: null,
  pileId: null,
  feederId: 'F1',
  state: 'committed',
  kw: 7,
  phases,
  phaseCount: 1,
  mode: 'ordered',
  orderable: true,
  rank: null,
  at: '',
  source: '',
  ...rest,
});
const many = (count: number, phases: Phase[], from = 0) =>
  Array.from({ length: count }, (_, k) => hold(from + k, phases));
const view = (holds: CapacityHold[], feederKw = 12): LedgerView => ({
  transformer: transformerOf(200, 60),
  feeders: [{ id: 'F1', name: '1号馈线', limitKw: feederKw }],
  holds,
  parameters: CAPACITY_PARAMETERS,
});
const days = [eveningCurve(60)];
const pile = { feederId: 'F1', kw: 7 };

describe('the phase for a new pile', () => {
  it('is the one on whose line the nights still have energy', () => {
    const advice = advisePilePhase(
      view([...many(9, ['A']), ...many(9, ['B'], 10), ...many(1, ['C'], 20)]),
      days,
      pile,
    );
    expect(advice[0]!.phase).toBe('C');
    expect(advice[1]!.unmetKwh - advice[0]!.unmetKwh).toBeGreaterThan(2);
  });

  it('is the one with the fewest piles where every line has energy enough', () => {
    const holds = [...many(2, ['A']), ...many(1, ['B'], 10), ...many(2, ['C'], 20)];
    const advice = advisePilePhase(view(holds, 90), days, pile);
    expect(advice.map(({ phase, unmetKwh }) => [phase, unmetKwh])[0]).toEqual(['B', 0]);
  });

  it('counts neither the queue, nor what was given back, nor the line of the case itself', () => {
    const holds = [
      hold(1, ['A'], { state: 'queued', rank: 1 }),
      hold(2, ['A'], { state: 'released' }),
      hold(3, ['A'], { caseId: 'own', state: 'reserved' }),
      hold(4, ['B']),
    ];
    expect(advisePilePhase(view(holds), days, { ...pile, caseId: 'own' })[0]!.phase).toBe('A');
  });

  it('has no advice without a measured day', () => {
    expect(advisePilePhase(view([]), [], pile)).toEqual([]);
  });
});
