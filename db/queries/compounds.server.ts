import type { Selectable } from 'kysely';
import type { CapacityParameters } from '~/domain/capacity/parameters';
import type { Grant } from '~/domain/permissions/can';
import type { CommitteeRule } from '~/domain/resolution/committee-vote';
import type { WorkingDayCalendar } from '~/domain/shared/working-days';
import type { Db, Trx } from '../client.server';
import type { CompoundTable, RulePackTable } from '../schema/compounds';
import { compoundIsVisible } from './tenancy.server';

export type CompoundRow = Selectable<CompoundTable>;

/** What a city's rules fix, each a parameter with its origin in the pack's source list. */
export interface RulePackParams {
  propertyConsentWorkingDays: number;
  committeeWorkingDays: number;
  mediationWorkingDays: number;
  utilityAcceptWorkingDays: number;
  utilitySurveyWorkingDays: number;
  utilityPlanWorkingDays: number;
  worksWorkingDays: number;
  meterWorkingDays: number;
  noticeDays: number;
  noticeUnit: 'working-days' | 'days';
  leaseMinMonths: number;
  /** Who must take part and agree where the committee decides. */
  committeeVote: CommitteeRule;
  /** How long before it an owners' assembly must be called. */
  assemblyNoticeDays: number;
  /** After this many days past its end a vote that nobody decided lapses. */
  resolutionGraceDays: number;
  documentKinds: string[];
  /** How often a household may charge at once in a month. */
  nowChargesPerMonth?: number;
  /** Energy against cost of the nights: what a kWh that a car leaves without counts for, yuan. */
  missedYuanPerKwh?: number;
  capacity?: Partial<CapacityParameters>;
  sources: { key: string; title: string; url?: string; certainty: 'read' | 'second-hand' | 'unverified' }[];
}

export interface RulePack extends Omit<Selectable<RulePackTable>, 'params'> {
  params: RulePackParams;
}

export async function getCompound(db: Db | Trx, compoundId: string): Promise<CompoundRow> {
  return db.selectFrom('compound').selectAll().where('id', '=', compoundId).executeTakeFirstOrThrow();
}

/** The compound behind a public code. */
export async function findCompoundByCode(db: Db | Trx, code: string): Promise<CompoundRow | undefined> {
  return db.selectFrom('compound').selectAll().where('code', '=', code).executeTakeFirst();
}

/** The rule pack in force for a compound. */
export async function getRulePack(db: Db | Trx, compoundId: string): Promise<RulePack> {
  const row = await db
    .selectFrom('compound')
    .innerJoin('rule_pack', 'rule_pack.id', 'compound.rule_pack_id')
    .selectAll('rule_pack')
    .where('compound.id', '=', compoundId)
    .executeTakeFirstOrThrow();
  return { ...row, params: JSON.parse(row.params) as RulePackParams };
}

/** Public holidays and moved working days as the pure rules take them; known until the last listed year ends. */
export async function getWorkingDayCalendar(db: Db | Trx): Promise<WorkingDayCalendar> {
  const rows = await db
    .selectFrom('calendar_day')
    .select(['day_on', 'is_workday'])
    .orderBy('day_on')
    .execute();
  const days: Record<string, 'workday' | 'holiday'> = {};
  for (const row of rows) days[row.day_on] = row.is_workday ? 'workday' : 'holiday';
  const last = rows.at(-1)?.day_on;
  return { days, knownUntilOn: last ? `${last.slice(0, 4)}-12-31` : '1970-01-01' };
}

/** The compounds that one of the grants is tied to, by name. */
export async function listCompoundNames(db: Db | Trx, grants: readonly Grant[]) {
  return db
    .selectFrom('compound')
    .select(['compound.id', 'compound.name'])
    .where(compoundIsVisible(grants))
    .orderBy('compound.name')
    .orderBy('compound.id')
    .execute();
}
