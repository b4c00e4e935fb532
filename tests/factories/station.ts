import { randomBytes } from 'node:crypto';
import type { StationKey } from '~/domain/gateway/station';
import { hashStationPassword } from '~/use-cases/shared/station-password.server';
import type { Db } from '~db/client.server';
import type { PileTable } from '~db/schema/piles';
import { addHousehold, makeCompound, type TestCompound } from './compound';

const AT = '2026-11-01T00:00:00.000Z';

export const STATION_PASSWORD = 'station-password-0123';

export interface TestStation extends StationKey {
  password: string;
  /** The active tag of the pile's household. */
  idTag: string;
  householdId: string;
}

const fresh = (prefix: string) => `${prefix}${randomBytes(5).toString('hex').toUpperCase()}`;

/** An energised private pile with its station, its connector and its household's tag, in a space of its own. */
export async function addStation(
  db: Db,
  compound: TestCompound,
  change: Partial<Pick<PileTable, 'household_id' | 'energised_at' | 'phases' | 'retired_at'>> & {
    identity?: string;
  } = {},
): Promise<TestStation> {
  const { identity = fresh('ST-'), ...pileChange } = change;
  const household = await addHousehold(db, compound.compoundId, compound.feederId);
  const pileId = fresh('pile_');
  const { compoundId } = compound;
  await db
    .insertInto('pile')
    .values({
      compound_id: compoundId,
      id: pileId,
      case_id: null,
      parking_space_id: household.spaceId,
      household_id: household.householdId,
      feeder_id: compound.feederId,
      phases: 'A',
      max_kw: 7.04,
      min_kw: 1.32,
      fallback_kw: 1.4,
      pile_class: 'private',
      mode: 'ordered',
      status: 'in_use',
      energised_at: AT,
      created_at: AT,
      ...pileChange,
    })
    .execute();
  await db
    .insertInto('ocpp_station')
    .values({
      identity,
      compound_id: compoundId,
      pile_id: pileId,
      password_hash: hashStationPassword(STATION_PASSWORD),
    })
    .execute();
  await db
    .insertInto('connector')
    .values({ compound_id: compoundId, pile_id: pileId, connector_id: 1, status: 'Available' })
    .execute();
  const idTag = await addTag(db, compoundId, household.householdId);
  return {
    identity,
    compoundId,
    pileId,
    password: STATION_PASSWORD,
    idTag,
    householdId: household.householdId,
  };
}

export async function addTag(
  db: Db,
  compoundId: string,
  householdId: string,
  status = 'active',
): Promise<string> {
  const idTag = fresh('T');
  await db
    .insertInto('id_token')
    .values({
      id_tag: idTag,
      compound_id: compoundId,
      household_id: householdId,
      vehicle_id: null,
      status,
      created_at: AT,
    })
    .execute();
  return idTag;
}

/** A compound with one station. */
export async function makeStation(db: Db, change: Parameters<typeof addStation>[2] = {}) {
  const compound = await makeCompound(db);
  return { compound, station: await addStation(db, compound, change) };
}
