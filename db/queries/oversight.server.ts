import { sql } from 'kysely';
import { type CaseStatus, lifeCycle } from '~/domain/installation/life-cycle';
import type { Grant } from '~/domain/permissions/can';
import type { Db, Trx } from '../client.server';
import { caseIsVisible } from './cases.server';

export async function getOrganisationName(db: Db | Trx, organisationId: string): Promise<string> {
  const row = await db
    .selectFrom('organisation')
    .select('name')
    .where('id', '=', organisationId)
    .executeTakeFirstOrThrow();
  return row.name;
}

const reportable = (Object.keys(lifeCycle) as CaseStatus[]).filter(
  (status) => lifeCycle[status].next.escalated !== undefined,
);

/** Cases whose clock ran out in the hands of somebody whose silence is reported, not reported yet; oldest first. */
export async function listEscalationsDue(db: Db, now: string) {
  return db
    .selectFrom('installation_case')
    .select(['compound_id', 'id'])
    .where('status', 'in', reportable)
    .where('due_at', '<=', now)
    .where('escalated_at', 'is', null)
    .orderBy('due_at')
    .limit(500)
    .execute();
}

/** Every step of the cases that the grants reach since a day, in order: what the indicators are computed from. */
export async function listStepsSince(db: Db, grants: readonly Grant[], since: string) {
  return db
    .selectFrom('case_event')
    .innerJoin('installation_case', (join) =>
      join
        .onRef('installation_case.compound_id', '=', 'case_event.compound_id')
        .onRef('installation_case.id', '=', 'case_event.case_id'),
    )
    .innerJoin('compound', 'compound.id', 'installation_case.compound_id')
    .select([
      'case_event.compound_id',
      'case_event.case_id',
      'case_event.seq',
      'case_event.kind',
      'case_event.at',
    ])
    .where(caseIsVisible(grants))
    .where('installation_case.submitted_at', '>=', since)
    .orderBy('case_event.compound_id')
    .orderBy('case_event.case_id')
    .orderBy('case_event.seq')
    .execute();
}

/** How many cases each compound of the grants has in each status, and how many of them are overdue or reported. */
export async function countCasesByCompound(db: Db, grants: readonly Grant[], now: string) {
  const rows = await db
    .selectFrom('installation_case')
    .innerJoin('compound', 'compound.id', 'installation_case.compound_id')
    .select(({ fn }) => [
      'compound.id as compound_id',
      'compound.name as compound_name',
      'installation_case.status',
      fn.countAll<number>().as('total'),
      fn.sum<number>(sql`case when installation_case.due_at <= ${now} then 1 else 0 end`).as('overdue'),
      fn
        .sum<number>(sql`case when installation_case.escalated_at is not null then 1 else 0 end`)
        .as('escalated'),
    ])
    .where(caseIsVisible(grants))
    .where('installation_case.status', '!=', 'draft')
    .groupBy(['compound.id', 'compound.name', 'installation_case.status'])
    .orderBy('compound.name')
    .execute();
  return rows.map((row) => ({
    compoundId: row.compound_id,
    compoundName: row.compound_name,
    status: row.status as CaseStatus,
    total: Number(row.total),
    overdue: Number(row.overdue),
    escalated: Number(row.escalated),
  }));
}
