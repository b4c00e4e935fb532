import type { Trx } from '~db/client.server';
import { lockCase } from '~db/queries/cases.server';
import { listEscalationsDue } from '~db/queries/oversight.server';
import type { Deps } from '../shared/deps';
import { advanceCase } from '../shared/installation/advance-case.server';

/** Reports every case whose property or committee let its time run out to the street office, once for each clock. */
export async function escalateOverdue(deps: Deps): Promise<{ escalated: string[] }> {
  const escalated: string[] = [];
  for (const due of await listEscalationsDue(deps.db, deps.clock())) {
    const done = await deps.db
      .transaction()
      .execute((trx) => escalateInTransaction(trx, deps, due.compound_id, due.id));
    if (done) escalated.push(due.id);
  }
  return { escalated };
}

async function escalateInTransaction(
  trx: Trx,
  deps: Deps,
  compoundId: string,
  caseId: string,
): Promise<boolean> {
  const now = deps.clock();
  const row = await lockCase(trx, compoundId, caseId, now);
  if (!row?.due_at || row.due_at > now || row.escalated_at !== null) return false;
  const step = await advanceCase(trx, deps, {
    compoundId,
    caseId,
    event: 'escalated',
    actorId: null,
    actorRole: 'system',
    data: { dueAt: row.due_at },
  });
  return step.ok;
}
