import { describe, expect, it } from 'vitest';
import { type ApplicationDraft, firstOpenStep, mayShowStep } from '~/domain/installation/application-draft';
import { phasesOfRating, suggestedRatingKw } from '~/domain/installation/pile-choice';
import { roadAhead } from '~/domain/installation/road-ahead';

const whole: ApplicationDraft = {
  spaceId: 'space',
  car: { kind: 'intended' },
  pile: { kw: 7, smartCapable: true, commonRoute: 'none' },
  capacityRead: true,
};

describe('the first open question of a draft', () => {
  it.each([
    [{}, [], 'space'],
    [{ spaceId: 's' }, [], 'car'],
    [{ ...whole, pile: undefined }, [], 'pile'],
    [whole, ['id-card'], 'documents'],
    [{ ...whole, capacityRead: false }, [], 'capacity'],
    [whole, [], 'confirm'],
  ] as const)('of %o is %s', (draft, missing, step) => {
    expect(firstOpenStep(draft, missing)).toBe(step);
  });

  it('lets people go back but not past it', () => {
    expect(mayShowStep('space', 'pile')).toBe(true);
    expect(mayShowStep('pile', 'pile')).toBe(true);
    expect(mayShowStep('documents', 'pile')).toBe(false);
  });
});

describe('the pile that is suggested for a car', () => {
  it.each([
    [{ maxKw: 7, phaseCount: 1 }, 7],
    [{ maxKw: 6.6, phaseCount: 1 }, 7],
    [{ maxKw: 11, phaseCount: 1 }, 7],
    [{ maxKw: 11, phaseCount: 3 }, 11],
    [{ maxKw: 22, phaseCount: 3 }, 21],
  ])('with %o is %i kW', (car, kw) => expect(suggestedRatingKw(car)).toBe(kw));

  it('has the phases of its rating, and none for a rating that is not offered', () => {
    expect([7, 11, 21, 60].map(phasesOfRating)).toEqual([1, 3, 3, null]);
  });
});

describe('the road ahead of a case', () => {
  const ahead = (status: Parameters<typeof roadAhead>[0]['status'], committeeAsked = true) =>
    roadAhead({ status, returnedFrom: null, committeeAsked });

  it('passes the committee only where it is asked', () => {
    expect(ahead('property_review')[0]).toBe('committee_review');
    expect(ahead('property_review', false)[0]).toBe('utility_intake');
  });

  it('rejoins where a returned case was sent back from', () => {
    expect(roadAhead({ status: 'returned', returnedFrom: 'utility_intake', committeeAsked: true })[0]).toBe(
      'utility_intake',
    );
  });

  it('leads a refused or mediated case back to the property', () => {
    expect(ahead('property_refused')[0]).toBe('property_review');
    expect(ahead('mediation')[0]).toBe('property_review');
  });

  it('goes on to the assessment after an upgrade', () => {
    expect(ahead('awaiting_upgrade')[0]).toBe('assessment');
  });

  it.each(['energised', 'withdrawn', 'closed_refused', 'not_feasible', 'retired'] as const)(
    'ends at %s',
    (status) => expect(ahead(status)).toEqual([]),
  );
});
