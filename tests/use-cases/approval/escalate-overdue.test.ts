import { expect, it } from 'vitest';
import { escalateOverdue } from '~/use-cases/approval/escalate-overdue.server';
import { listCaseEvents } from '~db/queries/cases.server';
import { makeCompound } from '../../factories/compound';
import { makeDeps } from '../../factories/deps';
import { makeCaseInReview } from '../../factories/installation-case';
import { describeOnBothDatabases } from '../../setup/database';

describeOnBothDatabases('escalateOverdue', (database) => {
  it('reports a silent property to the street office once, at the end of the last day and not before', async () => {
    const compound = await makeCompound(database.db);
    const deps = makeDeps(database.db);
    const { caseId } = await makeCaseInReview(deps, compound);
    deps.setNow('2026-11-25T15:59:59.000Z');
    expect((await escalateOverdue(deps)).escalated).not.toContain(caseId);
    deps.setNow('2026-11-25T16:00:00.000Z');
    const runs = await Promise.all([escalateOverdue(deps), escalateOverdue(deps)]);
    expect(runs.flatMap((run) => run.escalated).filter((id) => id === caseId)).toEqual([caseId]);
    expect((await escalateOverdue(deps)).escalated).not.toContain(caseId);
    const events = await listCaseEvents(database.db, compound.compoundId, caseId);
    expect(events.map((event) => [event.kind, event.actor_role])).toEqual([
      ['submitted', 'resident'],
      ['escalated', 'system'],
    ]);
    const row = await database.db
      .selectFrom('installation_case')
      .select(['status', 'due_at', 'escalated_at'])
      .where('id', '=', caseId)
      .executeTakeFirstOrThrow();
    expect(row).toEqual({
      status: 'property_review',
      due_at: '2026-11-25T16:00:00.000Z',
      escalated_at: '2026-11-25T16:00:00.000Z',
    });
  });
});
