import { type Insertable, type Selectable, sql, type Updateable } from 'kysely';
import type { Grant, Tenancy } from '~/domain/permissions/can';
import type { CommitteeRule } from '~/domain/resolution/committee-vote';
import type { ConsentRule } from '~/domain/resolution/installation-consent';
import type { LegalMode, ResolutionStatus } from '~/domain/resolution/resolution-status';
import type { Period } from '~/domain/shared/working-days';
import type { Db, Trx } from '../client.server';
import type { ResolutionObjectionTable, ResolutionTable, ResolutionVoteTable } from '../schema/cases';
import { compoundIsVisible, tenancyColumns, toTenancy } from './tenancy.server';

export type ResolutionKind = Exclude<ConsentRule, 'none'>;

/** What was fixed when the resolution was opened; a later change of the rule pack does not touch it. */
export interface ResolutionParams {
  notice: Period | null;
  committeeVote: CommitteeRule | null;
  memberIds: string[];
  majority: 'ordinary' | 'special' | null;
  /** An assembly may not vote before its notice period is over. */
  earliestVoteAt: string | null;
  graceDays: number;
  openedBy: string;
}

export interface Resolution
  extends Omit<Selectable<ResolutionTable>, 'params' | 'kind' | 'status' | 'legal_mode'> {
  kind: ResolutionKind;
  status: ResolutionStatus;
  legal_mode: LegalMode;
  params: ResolutionParams;
}

function toResolution(row: Selectable<ResolutionTable>): Resolution {
  return {
    ...row,
    kind: row.kind as ResolutionKind,
    status: row.status as ResolutionStatus,
    legal_mode: row.legal_mode as LegalMode,
    params: JSON.parse(row.params) as ResolutionParams,
  };
}

export async function insertResolution(trx: Trx, row: Insertable<ResolutionTable>): Promise<void> {
  await trx.insertInto('resolution').values(row).execute();
}

export interface VisibleResolution {
  resolution: Resolution;
  tenancy: Tenancy;
}

/** A resolution of a compound that one of the grants is tied to: a 公示 is for every household of it. */
export async function findVisibleResolution(
  db: Db | Trx,
  grants: readonly Grant[],
  resolutionId: string,
): Promise<VisibleResolution | undefined> {
  const row = await db
    .selectFrom('resolution')
    .innerJoin('compound', 'compound.id', 'resolution.compound_id')
    .selectAll('resolution')
    .select(tenancyColumns)
    .where('resolution.id', '=', resolutionId)
    .where(compoundIsVisible(grants))
    .executeTakeFirst();
  return row && { resolution: toResolution(row), tenancy: toTenancy(row) };
}

/** The resolution as it stands, locked for this transaction by touching its row: voters and closers take turns. */
export async function lockResolution(
  trx: Trx,
  compoundId: string,
  resolutionId: string,
): Promise<Resolution | undefined> {
  const row = await trx
    .updateTable('resolution')
    .set((eb) => ({ status: eb.ref('status') }))
    .where('compound_id', '=', compoundId)
    .where('id', '=', resolutionId)
    .returningAll()
    .executeTakeFirst();
  return row && toResolution(row);
}

export async function updateResolution(
  trx: Trx,
  compoundId: string,
  resolutionId: string,
  patch: Updateable<ResolutionTable>,
): Promise<void> {
  await trx
    .updateTable('resolution')
    .set(patch)
    .where('compound_id', '=', compoundId)
    .where('id', '=', resolutionId)
    .execute();
}

/** The resolutions of a case, newest first. */
export async function listResolutionsOfCase(db: Db | Trx, compoundId: string, caseId: string) {
  const rows = await db
    .selectFrom('resolution')
    .selectAll()
    .where('compound_id', '=', compoundId)
    .where('case_id', '=', caseId)
    .orderBy('opened_at', 'desc')
    .execute();
  return rows.map(toResolution);
}

/** The people who are members of an organisation now. */
export async function listMemberIds(db: Db | Trx, organisationId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('membership')
    .select('person_id')
    .distinct()
    .where('organisation_id', '=', organisationId)
    .where('ended_at', 'is', null)
    .orderBy('person_id')
    .execute();
  return rows.map((row) => row.person_id);
}

export type VoteChoice = 'yes' | 'no' | 'abstain';

/** Stores a member's vote; a later one replaces it. */
export async function putVote(trx: Trx, vote: Insertable<ResolutionVoteTable>): Promise<void> {
  await trx
    .insertInto('resolution_vote')
    .values(vote)
    .onConflict((conflict) =>
      conflict
        .columns(['compound_id', 'resolution_id', 'person_id'])
        .doUpdateSet({ choice: vote.choice, note: vote.note ?? null, cast_at: vote.cast_at }),
    )
    .execute();
}

export async function listVotes(db: Db | Trx, compoundId: string, resolutionId: string) {
  const rows = await db
    .selectFrom('resolution_vote')
    .selectAll()
    .where('compound_id', '=', compoundId)
    .where('resolution_id', '=', resolutionId)
    .orderBy('cast_at')
    .execute();
  return rows.map((row) => ({ ...row, choice: row.choice as VoteChoice }));
}

/** Stores an objection; false where the household has made one already. */
export async function insertObjection(trx: Trx, row: Insertable<ResolutionObjectionTable>): Promise<boolean> {
  const stored = await trx
    .insertInto('resolution_objection')
    .values(row)
    .onConflict((conflict) => conflict.columns(['compound_id', 'resolution_id', 'household_id']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return stored !== undefined;
}

/** The objections to a 公示 with who made them, oldest first. */
export async function listObjections(db: Db | Trx, compoundId: string, resolutionId: string) {
  return db
    .selectFrom('resolution_objection')
    .innerJoin('person', 'person.id', 'resolution_objection.person_id')
    .innerJoin('household', (join) =>
      join
        .onRef('household.compound_id', '=', 'resolution_objection.compound_id')
        .onRef('household.id', '=', 'resolution_objection.household_id'),
    )
    .selectAll('resolution_objection')
    .select(['person.name as person_name', 'household.building'])
    .where('resolution_objection.compound_id', '=', compoundId)
    .where('resolution_objection.resolution_id', '=', resolutionId)
    .orderBy('resolution_objection.made_at')
    .execute();
}

/** Writes the answer to an objection that has none yet; false where somebody answered first. */
export async function answerObjection(
  trx: Trx,
  key: { compoundId: string; resolutionId: string; objectionId: string },
  answer: { upheld: boolean; handling: string; handledBy: string; at: string },
): Promise<boolean> {
  const row = await trx
    .updateTable('resolution_objection')
    .set({
      upheld: answer.upheld ? 1 : 0,
      handling: answer.handling,
      handled_by: answer.handledBy,
      handled_at: answer.at,
    })
    .where('compound_id', '=', key.compoundId)
    .where('resolution_id', '=', key.resolutionId)
    .where('id', '=', key.objectionId)
    .where('handled_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** Resolutions still open after their end, oldest first, for the timed closing. */
export async function listOverdueResolutions(db: Db, now: string) {
  return db
    .selectFrom('resolution')
    .select(['compound_id', 'id'])
    .where('status', '=', 'open')
    .where('closes_at', '<=', now)
    .orderBy('closes_at')
    .execute();
}

const endedStatuses: readonly ResolutionStatus[] = ['passed', 'failed', 'lapsed'];

/** The running resolutions of the compounds that the grants reach, the soonest end first; none of withdrawn cases. */
export async function listOpenResolutions(db: Db, grants: readonly Grant[]) {
  const rows = await deskResolutions(db, grants, ['open'])
    .orderBy('resolution.closes_at')
    .limit(200)
    .execute();
  return rows.map(toDeskResolution);
}

/** One page of the decided and lapsed resolutions of the same compounds, the latest result first, and how many there are. */
export async function listEndedResolutions(
  db: Db,
  grants: readonly Grant[],
  page: { limit: number; offset: number },
) {
  const ended = deskResolutions(db, grants, endedStatuses);
  const [rows, counted] = await Promise.all([
    ended
      .orderBy(sql`coalesce(resolution.decided_at, resolution.closes_at)`, 'desc')
      .orderBy('resolution.id')
      .limit(page.limit)
      .offset(page.offset)
      .execute(),
    ended
      .clearSelect()
      .select((eb) => eb.fn.countAll().as('total'))
      .executeTakeFirstOrThrow(),
  ]);
  return { entries: rows.map(toDeskResolution), total: Number(counted.total) };
}

function deskResolutions(db: Db, grants: readonly Grant[], statuses: readonly ResolutionStatus[]) {
  return db
    .selectFrom('resolution')
    .innerJoin('compound', 'compound.id', 'resolution.compound_id')
    .innerJoin('installation_case', (join) =>
      join
        .onRef('installation_case.compound_id', '=', 'resolution.compound_id')
        .onRef('installation_case.id', '=', 'resolution.case_id'),
    )
    .leftJoin('parking_space', (join) =>
      join
        .onRef('parking_space.compound_id', '=', 'installation_case.compound_id')
        .onRef('parking_space.id', '=', 'installation_case.parking_space_id'),
    )
    .selectAll('resolution')
    .select([
      'compound.name as compound_name',
      'installation_case.case_no',
      'installation_case.pile_kw',
      'installation_case.needs_common_route',
      'parking_space.code as space_code',
    ])
    .where(compoundIsVisible(grants))
    .where('resolution.status', 'in', [...statuses])
    .where('installation_case.status', '!=', 'withdrawn');
}

type DeskRow = Awaited<ReturnType<ReturnType<typeof deskResolutions>['execute']>>[number];

function toDeskResolution(row: DeskRow) {
  return {
    ...toResolution(row),
    compoundName: row.compound_name,
    caseNo: row.case_no,
    pileKw: row.pile_kw,
    needsCommonRoute: row.needs_common_route === 1,
    spaceCode: row.space_code,
  };
}

export type DeskResolution = ReturnType<typeof toDeskResolution>;
