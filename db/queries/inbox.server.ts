import { type ExpressionBuilder, sql } from 'kysely';
import type { CaseStatus } from '~/domain/installation/life-cycle';
import type { Grant } from '~/domain/permissions/can';
import type { Db } from '../client.server';
import type { Database } from '../schema';
import { caseIsVisible, casesWithApplicants } from './cases.server';

export interface InboxFilter {
  /** The memberships of the desk that asks: cases outside them do not exist for it. */
  grants: readonly Grant[];
  /** Case number, door (`3-1-501`) or space code, or a part of one. */
  search?: string;
  compoundId?: string;
}

export interface InboxPage {
  statuses: readonly CaseStatus[];
  /** Only cases whose clock had run out by this instant. */
  overdueAt?: string;
  limit: number;
  offset: number;
}

type InboxTables = 'installation_case' | 'compound' | 'household' | 'parking_space' | 'person';

function matches(filter: InboxFilter) {
  return (eb: ExpressionBuilder<Database, InboxTables>) => {
    const parts = [eb('installation_case.status', '!=', 'draft')];
    if (filter.compoundId) parts.push(eb('installation_case.compound_id', '=', filter.compoundId));
    const typed = filter.search?.trim().toLowerCase();
    if (typed) {
      const pattern = `%${typed.replace(/[\\%_]/g, (found) => `\\${found}`)}%`;
      const door = sql<string>`household.building || '-' || household.unit || '-' || household.room`;
      const shortDoor = sql<string>`household.building || '-' || household.room`;
      const contains = (text: unknown) => sql<boolean>`lower(${text}) like ${pattern} escape '\\'`;
      parts.push(
        eb.or([
          contains(sql.ref('installation_case.case_no')),
          contains(sql.ref('parking_space.code')),
          contains(door),
          contains(shortDoor),
        ]) as (typeof parts)[number],
      );
    }
    return eb.and(parts);
  };
}

function inboxFrom(db: Db, filter: InboxFilter) {
  return casesWithApplicants(db).where(caseIsVisible(filter.grants)).where(matches(filter));
}

/** One page of a desk's cases: what is overdue first, then by deadline, then what has no clock, newest first. */
export async function listInbox(db: Db, filter: InboxFilter, page: InboxPage) {
  let query = inboxFrom(db, filter).where('installation_case.status', 'in', [...page.statuses]);
  if (page.overdueAt) query = query.where('installation_case.due_at', '<=', page.overdueAt);
  const rows = await query
    .select([
      'installation_case.id',
      'installation_case.case_no',
      'installation_case.status',
      'installation_case.due_at',
      'installation_case.due_provisional',
      'installation_case.escalated_at',
      'installation_case.submitted_at',
      'installation_case.pile_kw',
      'compound.id as compound_id',
      'compound.name as compound_name',
      'household.building',
      'household.unit',
      'household.room',
      'parking_space.code as space_code',
      'person.name as applicant_name',
    ])
    .orderBy(sql`case when installation_case.due_at is null then 1 else 0 end`)
    .orderBy('installation_case.due_at')
    .orderBy('installation_case.submitted_at', 'desc')
    .orderBy('installation_case.id')
    .limit(page.limit)
    .offset(page.offset)
    .execute();
  return rows.map((row) => ({ ...row, status: row.status as CaseStatus }));
}

export type InboxRow = Awaited<ReturnType<typeof listInbox>>[number];

/** How many cases of each status the filter finds, and how many of them are overdue. */
export async function countInbox(db: Db, filter: InboxFilter, now: string) {
  const rows = await inboxFrom(db, filter)
    .select(({ fn }) => [
      'installation_case.status',
      fn.countAll<number>().as('total'),
      fn.sum<number>(sql`case when installation_case.due_at <= ${now} then 1 else 0 end`).as('overdue'),
    ])
    .groupBy('installation_case.status')
    .execute();
  return rows.map((row) => ({
    status: row.status as CaseStatus,
    total: Number(row.total),
    overdue: Number(row.overdue),
  }));
}

/** The compounds that the desk's memberships reach, for its filter. */
export async function listDeskCompounds(db: Db, organisationIds: readonly string[]) {
  if (organisationIds.length === 0) return [];
  return db
    .selectFrom('compound')
    .select(['id', 'name', 'code'])
    .where((eb) =>
      eb.or(
        (
          [
            'property_org_id',
            'committee_org_id',
            'utility_org_id',
            'operator_org_id',
            'supervisor_org_id',
          ] as const
        ).map((column) => eb(column, 'in', [...organisationIds])),
      ),
    )
    .orderBy('name')
    .execute();
}
