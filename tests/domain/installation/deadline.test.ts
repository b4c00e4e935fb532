import { describe, expect, it } from 'vitest';
import { deadlineAt } from '~/domain/installation/deadline';

const calendar = { days: {}, knownUntilOn: '2026-12-31' };
// The midnight that ends Wednesday 25 November 2026 in Shanghai.
const dueAt = '2026-11-25T16:00:00.000Z';

describe('deadlineAt', () => {
  it('names the last day and the working days left after today', () => {
    expect(deadlineAt(dueAt, '2026-11-20T02:00:00.000Z', calendar)).toEqual({
      dueAt,
      dueOn: '2026-11-25',
      workingDaysLeft: 3,
      isOverdue: false,
    });
  });

  it('has no day left on the last day, up to its last millisecond', () => {
    const deadline = deadlineAt(dueAt, '2026-11-25T15:59:59.999Z', calendar);
    expect(deadline).toMatchObject({ workingDaysLeft: 0, isOverdue: false });
  });

  it('is one day overdue from the midnight on, also at a weekend', () => {
    expect(deadlineAt(dueAt, dueAt, calendar)).toMatchObject({ workingDaysLeft: -1, isOverdue: true });
    expect(deadlineAt('2026-11-20T16:00:00.000Z', '2026-11-22T02:00:00.000Z', calendar)).toMatchObject({
      dueOn: '2026-11-20',
      workingDaysLeft: -1,
    });
  });

  it('is nothing where no clock runs', () => {
    expect(deadlineAt(null, dueAt, calendar)).toBeNull();
  });
});
