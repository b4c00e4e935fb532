import { type Selectable, sql } from 'kysely';
import type { MeterSample } from '~/domain/gateway/meter-sample';
import type { Db, Trx } from '../client.server';
import type { MeterValueTable } from '../schema/piles';

export type MeterValueRow = Selectable<MeterValueTable>;

/** Samples of one connector and transaction; 0 is no transaction. */
export interface SampleSet {
  compoundId: string;
  pileId: string;
  connectorId: number;
  transactionId: number;
  samples: readonly MeterSample[];
}

/** Eleven parameters a row stay under SQLite's 32,766. */
const ROWS_PER_STATEMENT = 1000;

/** Adds readings to the set of those known; one that is there already stays as it is. */
export async function insertSamples(trx: Trx, sets: readonly SampleSet[]): Promise<void> {
  const rows = sets.flatMap((set) => set.samples.map((sample) => rowOf(set, sample)));
  for (let from = 0; from < rows.length; from += ROWS_PER_STATEMENT) {
    await trx
      .insertInto('meter_value')
      .values(rows.slice(from, from + ROWS_PER_STATEMENT))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}

function rowOf(set: SampleSet, sample: MeterSample): MeterValueRow {
  return {
    compound_id: set.compoundId,
    pile_id: set.pileId,
    connector_id: set.connectorId,
    transaction_id: set.transactionId,
    sampled_at: sample.sampledAt,
    context: sample.context,
    measurand: sample.measurand,
    phase: sample.phase,
    location: sample.location,
    unit: sample.unit,
    value: sample.value,
  };
}

export async function listMeterValues(
  db: Db | Trx,
  compoundId: string,
  pileId: string,
  transactionId: number,
): Promise<MeterValueRow[]> {
  return db
    .selectFrom('meter_value')
    .selectAll()
    .where('compound_id', '=', compoundId)
    .where('pile_id', '=', pileId)
    .where('transaction_id', '=', transactionId)
    .orderBy('sampled_at')
    .orderBy('measurand')
    .orderBy('phase')
    .execute();
}

export interface PowerReading {
  compoundId: string;
  pileId: string;
  connectorId: number;
  kw: number;
  at: string;
}

/** Sets what connectors draw, in one statement; a reading older than the one known is ignored, unless that one lies after `now`. */
export async function updateMeasuredPower(
  trx: Trx,
  readings: readonly PowerReading[],
  now: string,
): Promise<void> {
  if (readings.length === 0) return;
  const rows = readings.map(
    (reading) =>
      sql`(cast(${reading.compoundId} as text), cast(${reading.pileId} as text), cast(${reading.connectorId} as integer), cast(${reading.kw} as double precision), cast(${reading.at} as text))`,
  );
  await sql`update connector set measured_kw = v.column4, measured_at = v.column5
    from (values ${sql.join(rows)}) as v
    where connector.compound_id = v.column1 and connector.pile_id = v.column2
      and connector.connector_id = v.column3
      and (connector.measured_at is null or connector.measured_at <= v.column5
        or connector.measured_at > ${now})`.execute(trx);
}
