import { randomBytes } from 'node:crypto';
import type { CaseStatus } from '~/domain/installation/life-cycle';
import { assessCase } from '~/use-cases/shared/installation/assess-case.server';
import type { Db } from '~db/client.server';
import { type CaseRow, findVisibleCase } from '~db/queries/cases.server';
import { addHousehold, type TestCompound } from './compound';
import type { TestDeps } from './deps';

const AT = '2026-11-18T02:00:00.000Z';
const fresh = (prefix: string) => `${prefix}_${randomBytes(8).toString('hex')}`;

export interface GridCaseOptions {
  status?: CaseStatus;
  pileKw?: number;
  pilePhases?: 1 | 3;
  smartCapable?: boolean;
}

/** A submitted case of a household of its own in the given status. */
export async function makeGridCase(db: Db, compound: TestCompound, options: GridCaseOptions = {}) {
  const household = await addHousehold(db, compound.compoundId, compound.feederId);
  const caseId = fresh('case');
  await db
    .insertInto('installation_case')
    .values({
      compound_id: compound.compoundId,
      id: caseId,
      case_no: `BZ-${caseId.slice(-12)}`,
      household_id: household.householdId,
      applicant_id: household.actor.personId,
      status: options.status ?? 'utility_intake',
      parking_space_id: household.spaceId,
      vehicle_id: household.vehicleId,
      draft: '{}',
      pile_kw: options.pileKw ?? 7,
      pile_phases: options.pilePhases ?? 1,
      smart_capable: options.smartCapable === false ? 0 : 1,
      needs_common_route: 0,
      submitted_at: AT,
      created_at: AT,
      updated_at: AT,
    })
    .execute();
  return { caseId, ...household };
}

/** A case that has been surveyed and waits for a decision, on a short cable that keeps the voltage. */
export async function makeSurveyedCase(
  db: Db,
  compound: TestCompound,
  options: GridCaseOptions & { fireZoneOpen?: boolean; cableLengthM?: number; feederId?: string } = {},
) {
  const made = await makeGridCase(db, compound, { status: 'assessment', ...options });
  await db
    .insertInto('survey')
    .values({
      compound_id: compound.compoundId,
      id: fresh('survey'),
      case_id: made.caseId,
      surveyed_on: '2026-11-18',
      surveyor_id: compound.actors.utility.personId,
      feeder_id: options.feederId ?? compound.feederId,
      phases: options.pilePhases === 3 ? 'ABC' : 'any',
      cable_length_m: options.cableLengthM ?? 20,
      cable_mm2: 10,
      meter_position: '地下一层配电间',
      fire_ok: options.fireZoneOpen === false ? 0 : 1,
      common_route: 0,
      note: '',
      recorded_at: AT,
    })
    .execute();
  return made;
}

/** Piles that already hold capacity on the compound's transformer, without a case of their own. */
export async function fillLedger(
  db: Db,
  compound: TestCompound,
  count: number,
  options: { kind?: 'existing' | 'committed'; mode?: 'direct' | 'ordered'; feederId?: string } = {},
): Promise<void> {
  if (count === 0) return;
  const phases = ['A', 'B', 'C'];
  await db
    .insertInto('capacity_entry')
    .values(
      Array.from({ length: count }, (_, index) => ({
        compound_id: compound.compoundId,
        id: fresh('cap'),
        transformer_id: compound.transformerId,
        feeder_id: options.feederId ?? compound.feederId,
        phases: phases[index % 3]!,
        case_id: null,
        pile_id: fresh('pile'),
        kind: options.kind ?? 'existing',
        mode: options.mode ?? 'ordered',
        orderable: 1,
        pile_kw: 7,
        at: AT,
        source: '测试台账',
      })),
    )
    .execute();
}

/** What the utility's page shows of a case now, with the fingerprint a decision must carry. */
export async function assessedNow(deps: TestDeps, compound: TestCompound, caseId: string) {
  const found = await findVisibleCase(deps.db, compound.actors.utility.grants, caseId);
  const assessed = await assessCase(deps.db, deps.sha256, found?.row as CaseRow, compound.feederId);
  if (!assessed.ok || !assessed.verdict.ok) throw new Error('the case cannot be assessed');
  return { seen: assessed.fingerprint, assessment: assessed.verdict, assessed };
}

export async function statusOf(db: Db, caseId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('installation_case')
    .select('status')
    .where('id', '=', caseId)
    .executeTakeFirst();
  return row?.status;
}
