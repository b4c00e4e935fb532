import { randomBytes } from 'node:crypto';
import type { OccupationRule } from '~/domain/booking/occupation';
import { ALWAYS_OPEN, type OpeningHours } from '~/domain/booking/opening-hours';
import type { SharingRules } from '~/domain/booking/sharing-rules';
import type { ActingPerson } from '~/use-cases/shared/deps';
import type { Db } from '~db/client.server';
import { insertPriceBoard } from '~db/queries/price-boards.server';
import { insertSharingRules } from '~db/queries/sharing-rules.server';
import type { SharedPileTable } from '~db/schema/sharing';
import { addHousehold, type TestCompound } from './compound';
import { addStation, type TestStation } from './station';

const AT = '2026-11-01T00:00:00.000Z';

export interface TestSharedPile extends TestStation {
  code: string;
}

/** A shared pile with power, papers and a station, open at all hours, in half-hour steps without a buffer, unless told. */
export async function addSharedPile(
  db: Db,
  compound: TestCompound,
  change: Partial<Omit<SharedPileTable, 'hours'>> & { hours?: OpeningHours[]; phases?: string } = {},
): Promise<TestSharedPile> {
  const { hours, phases, ...rest } = change;
  const lender = rest.lender_household_id ?? null;
  const station = await addStation(db, compound, {
    household_id: lender,
    ...(phases !== undefined && { phases }),
  });
  const { compoundId, pileId } = station;
  await db
    .updateTable('pile')
    .set({ trade_settlement: 1, verification_no: `JD-${pileId}`, verification_until_on: '2030-01-01' })
    .where('compound_id', '=', compoundId)
    .where('id', '=', pileId)
    .execute();
  const code = randomBytes(6).toString('hex');
  await db
    .insertInto('shared_pile')
    .values({
      compound_id: compoundId,
      pile_id: pileId,
      code,
      kind: lender ? 'lent' : 'common',
      mode: lender ? 'lent' : 'time-shared',
      lender_household_id: lender,
      status: 'open',
      hours: JSON.stringify(hours ?? ALWAYS_OPEN),
      step_minutes: 30,
      min_minutes: 30,
      max_minutes: 480,
      buffer_minutes: 0,
      latest_notice_minutes: 0,
      grace_minutes: 15,
      walk_ups: 1,
      needs_approval: 0,
      insurance_policy: lender ? 'BX-1' : null,
      insured_until_on: lender ? '2030-01-01' : null,
      created_at: AT,
      updated_at: AT,
      ...rest,
    })
    .execute();
  return { ...station, code };
}

/** Publishes a price board of the compound's shared piles, or of one lent pile, in force since long ago. */
export async function publishBoard(
  db: Db,
  compoundId: string,
  change: {
    board?: string;
    perKwhE4?: number;
    occupation?: OccupationRule | null;
    version?: number;
    validFromAt?: string;
  } = {},
): Promise<string> {
  const id = `board_${randomBytes(6).toString('hex')}`;
  await db.transaction().execute((trx) =>
    insertPriceBoard(trx, {
      compound_id: compoundId,
      id,
      board: change.board ?? 'common',
      version: change.version ?? 1,
      valid_from_at: change.validFromAt ?? AT,
      service_fee: JSON.stringify({ perKwhE4: change.perKwhE4 ?? 3000, byBandE4: {} }),
      occupation: change.occupation ? JSON.stringify(change.occupation) : null,
      notice: '测试公示',
      published_at: AT,
      published_by: 'person_of_test',
    }),
  );
  return id;
}

export async function setSharingRules(db: Db, compoundId: string, rules: SharingRules): Promise<void> {
  await db
    .transaction()
    .execute((trx) => insertSharingRules(trx, compoundId, { rules, at: AT, by: 'person_of_test' }));
}

export interface TestHousehold {
  compoundId: string;
  householdId: string;
  vehicleId: string;
  actor: ActingPerson;
}

/** A household of the compound without a pile of its own. */
export async function addGuest(db: Db, compound: TestCompound): Promise<TestHousehold> {
  const { householdId, vehicleId, actor } = await addHousehold(db, compound.compoundId, compound.feederId);
  return { compoundId: compound.compoundId, householdId, vehicleId, actor };
}
