import type { Selectable } from 'kysely';
import type { TransformerBase } from '~/domain/capacity/connection-input';
import type { LedgerState } from '~/domain/capacity/ledger';
import { CAPACITY_PARAMETERS, type CapacityParameters } from '~/domain/capacity/parameters';
import {
  type CapacityHold,
  type ConnectionMode,
  type LedgerView,
  phasesFrom,
} from '~/domain/capacity/transformer-ledger';
import type { Db, Trx } from '../client.server';
import type { CapacityEntryTable } from '../schema/capacity';
import { type BaseLoad, listBaseLoads, worstDayOf } from './base-loads.server';
import { getRulePack } from './compounds.server';
import { type FeederRow, listFeeders, type TransformerRow } from './transformers.server';

/** Everything the capacity rules take about one transformer, and the rows behind it. */
export interface TransformerState extends LedgerView {
  readonly row: TransformerRow;
  readonly feederRows: readonly FeederRow[];
  readonly baseLoads: readonly BaseLoad[];
  readonly worstDay: BaseLoad | null;
}

/** The ledger's lines about one case or pile run through these kinds in this order, each at most once. */
const KIND_ORDER: Record<LedgerState, number> = {
  queued: 1,
  reserved: 2,
  committed: 3,
  existing: 4,
  released: 5,
};

/** The transformer, its feeders, measured base load, ledger and the rule parameters in force. */
export async function loadTransformerState(
  db: Db | Trx,
  compoundId: string,
  transformerId: string,
): Promise<TransformerState | undefined> {
  const row = await db
    .selectFrom('transformer')
    .selectAll()
    .where('compound_id', '=', compoundId)
    .where('id', '=', transformerId)
    .executeTakeFirst();
  if (!row) return undefined;
  const feederRows = await listFeeders(db, compoundId, transformerId);
  const baseLoads = await listBaseLoads(db, compoundId, transformerId);
  const worstDay = worstDayOf(baseLoads);
  const holds = await listHolds(db, compoundId, transformerId);
  const { params } = await getRulePack(db, compoundId);
  return {
    row,
    feederRows,
    baseLoads,
    worstDay,
    transformer: transformerBase(row, worstDay),
    feeders: feederRows.map(({ id, name, limit_kw }) => ({ id, name, limitKw: limit_kw })),
    holds,
    parameters: parametersOf(row, params.capacity),
  };
}

function transformerBase(row: TransformerRow, worstDay: BaseLoad | null): TransformerBase {
  return {
    name: row.name,
    ratedKva: row.rated_kva,
    basePeakKw: row.base_peak_kw,
    measuredOn: row.base_peak_on,
    measuredBy: row.base_peak_source,
    baseCurveKw: worstDay?.pointsKw ?? null,
    phasePeakKw: null,
  };
}

function parametersOf(row: TransformerRow, city: Partial<CapacityParameters> = {}): CapacityParameters {
  const defaults = { ...CAPACITY_PARAMETERS, ...city };
  const source = `${row.name} ${row.updated_at.slice(0, 10)}`;
  const own = (value: number, parameter: CapacityParameters['limitRate']) =>
    value === parameter.value ? parameter : { ...parameter, value, source, certainty: 'design' as const };
  return {
    ...defaults,
    limitRate: own(row.limit_rate, defaults.limitRate),
    powerFactor: own(row.power_factor, defaults.powerFactor),
  };
}

/** Every line of the ledger of one transformer with the names of its case or pile, oldest first. */
export async function listCapacityEntries(db: Db | Trx, compoundId: string, transformerId: string) {
  return db
    .selectFrom('capacity_entry')
    .leftJoin('installation_case', (join) =>
      join
        .onRef('installation_case.compound_id', '=', 'capacity_entry.compound_id')
        .onRef('installation_case.id', '=', 'capacity_entry.case_id'),
    )
    .leftJoin('pile', (join) =>
      join
        .onRef('pile.compound_id', '=', 'capacity_entry.compound_id')
        .onRef('pile.id', '=', 'capacity_entry.pile_id'),
    )
    .leftJoin('parking_space', (join) =>
      join
        .onRef('parking_space.compound_id', '=', 'pile.compound_id')
        .onRef('parking_space.id', '=', 'pile.parking_space_id'),
    )
    .leftJoin('ocpp_station', (join) =>
      join
        .onRef('ocpp_station.compound_id', '=', 'pile.compound_id')
        .onRef('ocpp_station.pile_id', '=', 'pile.id'),
    )
    .selectAll('capacity_entry')
    .select([
      'installation_case.case_no',
      'installation_case.queue_rank',
      'parking_space.code as space_code',
      'ocpp_station.identity',
    ])
    .where('capacity_entry.compound_id', '=', compoundId)
    .where('capacity_entry.transformer_id', '=', transformerId)
    .orderBy('capacity_entry.at')
    .orderBy('capacity_entry.id')
    .execute();
}

async function listHolds(db: Db | Trx, compoundId: string, transformerId: string): Promise<CapacityHold[]> {
  const latest = new Map<string, CapacityHold>();
  for (const entry of await listCapacityEntries(db, compoundId, transformerId)) {
    const pileKey = entry.case_id ?? entry.pile_id ?? entry.id;
    const state = entry.kind as LedgerState;
    const known = latest.get(pileKey);
    if (known && KIND_ORDER[known.state] >= KIND_ORDER[state]) continue;
    const phases = phasesFrom(entry.phases);
    latest.set(pileKey, {
      pileKey,
      caseId: entry.case_id,
      pileId: entry.pile_id,
      feederId: entry.feeder_id,
      state,
      kw: entry.pile_kw,
      phases,
      phaseCount: phases?.length === 3 ? 3 : 1,
      mode: entry.mode as ConnectionMode,
      orderable: entry.orderable === 1,
      rank: entry.queue_rank,
      at: entry.at,
      source: entry.source,
    });
  }
  return [...latest.values()];
}

/** A pile's claim on a feeder and its transformer. */
export interface CapacityClaim {
  id: string;
  compoundId: string;
  transformerId: string;
  feederId: string;
  phases: string;
  caseId: string;
  mode: ConnectionMode;
  orderable: boolean;
  pileKw: number;
  at: string;
  source: string;
}

/** Promises capacity to an approved case; a case holds at most one reservation ever, so a second one violates the ledger. */
export async function reserveCapacity(trx: Trx, claim: CapacityClaim): Promise<void> {
  await trx.insertInto('capacity_entry').values(entryOf(claim, 'reserved')).execute();
}

/** Puts a case into the ledger's queue once; asking again keeps its first line. */
export async function queueCapacity(trx: Trx, claim: CapacityClaim): Promise<void> {
  await trx
    .insertInto('capacity_entry')
    .values(entryOf(claim, 'queued'))
    .onConflict((conflict) => conflict.columns(['compound_id', 'case_id', 'kind']).doNothing())
    .execute();
}

export interface LedgerNote {
  id: string;
  at: string;
  source: string;
}

/** Turns the reservation of a case into the commitment of its energised pile; false where nothing is reserved. */
export async function commitCapacity(
  trx: Trx,
  compoundId: string,
  caseId: string,
  pileId: string,
  note: LedgerNote,
): Promise<boolean> {
  const last = await findLastEntry(trx, compoundId, caseId);
  if (last?.kind !== 'reserved') return false;
  await trx
    .insertInto('capacity_entry')
    .values({ ...last, ...note, pile_id: pileId, kind: 'committed' })
    .execute();
  return true;
}

/** Gives back what a case queues for, has reserved or committed; false where it holds nothing. */
export async function releaseReservation(
  trx: Trx,
  compoundId: string,
  caseId: string,
  note: LedgerNote,
): Promise<boolean> {
  const last = await findLastEntry(trx, compoundId, caseId);
  if (!last || last.kind === 'released') return false;
  await trx
    .insertInto('capacity_entry')
    .values({ ...last, ...note, kind: 'released' })
    .execute();
  return true;
}

/** The latest line of the ledger about a case. */
export async function findLastEntry(
  db: Db | Trx,
  compoundId: string,
  caseId: string,
): Promise<Selectable<CapacityEntryTable> | undefined> {
  const rows = await db
    .selectFrom('capacity_entry')
    .selectAll()
    .where('compound_id', '=', compoundId)
    .where('case_id', '=', caseId)
    .execute();
  const order = (row: { kind: string }) => KIND_ORDER[row.kind as LedgerState];
  return rows.sort((a, b) => order(b) - order(a))[0];
}

function entryOf(claim: CapacityClaim, kind: LedgerState): Selectable<CapacityEntryTable> {
  return {
    compound_id: claim.compoundId,
    id: claim.id,
    transformer_id: claim.transformerId,
    feeder_id: claim.feederId,
    phases: claim.phases,
    case_id: claim.caseId,
    pile_id: null,
    kind,
    mode: claim.mode,
    orderable: claim.orderable ? 1 : 0,
    pile_kw: claim.pileKw,
    at: claim.at,
    source: claim.source,
  };
}
