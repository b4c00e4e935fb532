import { type Insertable, sql } from 'kysely';
import type { Db, Trx } from '../client.server';
import type { CaseDocumentTable } from '../schema/cases';
import { type CaseRow, casesOnFeeders, casesWithApplicants } from './cases.server';

/** Household, applicant, space, car and compound of a case: the facts that every desk works from. */
export async function getCaseFacts(db: Db | Trx, row: Pick<CaseRow, 'compound_id' | 'id'>) {
  return casesWithApplicants(db)
    .leftJoin('vehicle', (join) =>
      join
        .onRef('vehicle.compound_id', '=', 'installation_case.compound_id')
        .onRef('vehicle.id', '=', 'installation_case.vehicle_id'),
    )
    .leftJoin('feeder', (join) =>
      join
        .onRef('feeder.compound_id', '=', 'parking_space.compound_id')
        .onRef('feeder.id', '=', 'parking_space.feeder_id'),
    )
    .select([
      'installation_case.case_no',
      'installation_case.needs_common_route',
      'installation_case.pile_kw',
      'installation_case.pile_phases',
      'installation_case.smart_capable',
      'compound.name as compound_name',
      'compound.code as compound_code',
      'compound.address as compound_address',
      'compound.city as compound_city',
      'household.building',
      'household.unit',
      'household.room',
      'person.name as applicant_name',
      'parking_space.id as space_id',
      'parking_space.code as space_code',
      'parking_space.zone as space_zone',
      'parking_space.level as space_level',
      'parking_space.kind as space_kind',
      'parking_space.lease_until_on',
      'parking_space.distance_m',
      'parking_space.map_x',
      'parking_space.map_y',
      'vehicle.plate',
      'vehicle.model as vehicle_model',
      'feeder.transformer_id',
    ])
    .where('installation_case.compound_id', '=', row.compound_id)
    .where('installation_case.id', '=', row.id)
    .executeTakeFirstOrThrow();
}

export type CaseFacts = Awaited<ReturnType<typeof getCaseFacts>>;

/** The spaces of one level and zone, with whether a pile is in use there: for the schematic map. */
export async function listSpacesAround(db: Db, compoundId: string, place: { zone: string; level: number }) {
  const rows = await db
    .selectFrom('parking_space')
    .leftJoin('pile', (join) =>
      join
        .onRef('pile.compound_id', '=', 'parking_space.compound_id')
        .onRef('pile.parking_space_id', '=', 'parking_space.id')
        .on('pile.energised_at', 'is not', null)
        .on('pile.retired_at', 'is', null),
    )
    .select([
      'parking_space.id',
      'parking_space.code',
      'parking_space.map_x',
      'parking_space.map_y',
      'pile.id as pile_id',
    ])
    .where('parking_space.compound_id', '=', compoundId)
    .where('parking_space.zone', '=', place.zone)
    .where('parking_space.level', '=', place.level)
    .orderBy('parking_space.code')
    .execute();
  return rows.map((row) => ({
    code: row.code,
    mapX: row.map_x,
    mapY: row.map_y,
    hasPile: row.pile_id !== null,
  }));
}

/** The documents of a case that have not been taken back, oldest first. */
export async function listShownDocuments(db: Db, compoundId: string, caseId: string) {
  return db
    .selectFrom('case_document')
    .select(['id', 'kind', 'file_name', 'media_type', 'byte_size', 'uploaded_at'])
    .where('compound_id', '=', compoundId)
    .where('case_id', '=', caseId)
    .where('removed_at', 'is', null)
    .orderBy('uploaded_at')
    .orderBy('id')
    .execute();
}

export async function insertCaseDocument(trx: Trx, row: Insertable<CaseDocumentTable>): Promise<void> {
  await trx.insertInto('case_document').values(row).execute();
}

/** The measured load rate of the transformer behind a case's space, as a share of its rating, with the day of the measurement. */
export async function findMeasuredLoadRate(db: Db | Trx, compoundId: string, caseId: string) {
  const row = await casesOnFeeders(db)
    .innerJoin('transformer', (join) =>
      join
        .onRef('transformer.compound_id', '=', 'feeder.compound_id')
        .onRef('transformer.id', '=', 'feeder.transformer_id'),
    )
    .select([
      'transformer.id',
      'transformer.name',
      'transformer.rated_kva',
      'transformer.power_factor',
      'transformer.base_peak_kw',
      'transformer.base_peak_on',
      'transformer.base_peak_source',
    ])
    .where('installation_case.compound_id', '=', compoundId)
    .where('installation_case.id', '=', caseId)
    .executeTakeFirst();
  return (
    row && {
      loadRate: row.base_peak_kw / (row.rated_kva * row.power_factor),
      recordId: `transformer:${row.id}:${row.base_peak_on}`,
      transformerName: row.name,
      measuredOn: row.base_peak_on,
      source: row.base_peak_source,
    }
  );
}

/** The household that a case is for. */
export async function findCaseHousehold(db: Db | Trx, compoundId: string, caseId: string) {
  const row = await db
    .selectFrom('installation_case')
    .select('household_id')
    .where('compound_id', '=', compoundId)
    .where('id', '=', caseId)
    .executeTakeFirst();
  return row?.household_id;
}

/** What the register knows of the compound's owners: exclusive area in cm² and units, of which each counts as one head. */
export async function getRegisteredOwners(db: Db, compoundId: string) {
  const row = await db
    .selectFrom('household')
    .select(({ fn }) => [
      fn.countAll<number>().as('heads'),
      fn.coalesce(fn.sum<number>('area_cm2'), sql<number>`0`).as('areaCm2'),
    ])
    .where('compound_id', '=', compoundId)
    .executeTakeFirstOrThrow();
  return { heads: Number(row.heads), areaCm2: Number(row.areaCm2) };
}
