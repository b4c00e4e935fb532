import { describe, expect, it } from 'vitest';
import { measureAnswers, measureSteps, type StepRecord } from '~/domain/compliance/process-figures';

/** A case that the property answers after so many days. */
function answered(caseId: string, days: number, kind = 'property_agreed'): StepRecord[] {
  const at = (day: number) => new Date(Date.UTC(2026, 10, 1) + day * 86_400_000).toISOString();
  return [
    { caseId, kind: 'submitted', at: at(0) },
    { caseId, kind, at: at(days) },
  ];
}

const propertyStep = (records: StepRecord[]) => measureSteps(records).find(({ step }) => step === 'property');

describe('process figures', () => {
  it('give the median days of a step', () => {
    const records = [1, 9, 2, 3, 2.5].flatMap((days, index) => answered(`c${index}`, days));
    expect(propertyStep(records)).toEqual({ step: 'property', count: 5, medianDays: 2.5 });
    expect(propertyStep([...records, ...answered('c9', 3)])).toMatchObject({ count: 6, medianDays: 2.75 });
  });

  it('stay silent below five cases', () => {
    const records = [1, 2, 3, 4].flatMap((days, index) => answered(`c${index}`, days));
    expect(propertyStep(records)).toEqual({ step: 'property', count: 4, medianDays: null });
    expect(measureAnswers(records).refusedShare).toBeNull();
  });

  it('do not run from one case into the next, and count each round of a case', () => {
    const first = answered('c1', 2, 'returned_for_documents');
    const again: StepRecord[] = [
      { caseId: 'c1', kind: 'resubmitted', at: '2026-11-10T00:00:00.000Z' },
      { caseId: 'c1', kind: 'property_refused', at: '2026-11-11T00:00:00.000Z' },
    ];
    const open: StepRecord[] = [{ caseId: 'c2', kind: 'submitted', at: '2026-11-01T00:00:00.000Z' }];
    expect(propertyStep([...open, ...first, ...again])?.count).toBe(2);
  });

  it('give the share of refusals among answers, and how often they were overruled', () => {
    const records = [
      ...[1, 1, 1].flatMap((days, index) => answered(`a${index}`, days)),
      ...[1, 1].flatMap((days, index) => answered(`r${index}`, days, 'property_refused')),
      { caseId: 'r0', kind: 'mediation_requested', at: '2026-11-05T00:00:00.000Z' },
      { caseId: 'r0', kind: 'mediation_overruled', at: '2026-11-06T00:00:00.000Z' },
    ];
    expect(measureAnswers(records)).toEqual({
      answers: 5,
      refused: 2,
      refusedShare: 0.4,
      mediations: 1,
      overruled: 1,
    });
  });
});
