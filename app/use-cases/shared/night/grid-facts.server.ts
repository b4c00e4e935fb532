import { PHASES, type Phase } from '~/domain/shared/electrical';
import { localTimeOf } from '~/domain/shared/local-time';
import type { WorkingDayCalendar } from '~/domain/shared/working-days';
import type { Db, Trx } from '~db/client.server';
import { type BaseLoad, listBaseLoads } from '~db/queries/base-loads.server';
import { getWorkingDayCalendar } from '~db/queries/compounds.server';
import { listNightTransformers } from '~db/queries/night-state.server';
import { type CompoundTariff, loadTariff } from '~db/queries/tariffs.server';
import { listTransformerCaps, type TransformerCapRow } from '~db/queries/transformer-caps.server';
import { listFeeders } from '~db/queries/transformers.server';

export interface NightTransformer {
  readonly id: string;
  readonly name: string;
  /** What base load and charging together may take by the standing rule, kW. */
  readonly limitKw: number;
  readonly basePeakKw: number;
  readonly baseLoads: readonly BaseLoad[];
}

export interface NightFeeder {
  readonly id: string;
  readonly name: string;
  readonly transformerId: string;
  readonly limitKw: number;
  readonly phases: readonly Phase[];
}

/** The grid of a compound with its limits and prices: what promises and nights are planned on. */
export interface GridFacts {
  readonly transformers: readonly NightTransformer[];
  readonly feeders: readonly NightFeeder[];
  readonly caps: readonly TransformerCapRow[];
  readonly tariff: CompoundTariff;
  readonly calendar: WorkingDayCalendar;
}

/** The grid with the caps that overlap `[fromAt, toAt)` and the service fee in force on the day of `fromAt`. */
export async function loadGridFacts(
  db: Db | Trx,
  compoundId: string,
  window: { fromAt: string; toAt: string },
): Promise<GridFacts> {
  return {
    transformers: await loadTransformers(db, compoundId),
    feeders: (await listFeeders(db, compoundId)).map((row) => ({
      id: row.id,
      name: row.name,
      transformerId: row.transformer_id,
      limitKw: row.limit_kw,
      phases: phasesOf(row.phases),
    })),
    caps: await listTransformerCaps(db, compoundId, window),
    tariff: await loadTariff(db, compoundId, localTimeOf(window.fromAt).on),
    calendar: await getWorkingDayCalendar(db),
  };
}

async function loadTransformers(db: Db | Trx, compoundId: string): Promise<NightTransformer[]> {
  const transformers: NightTransformer[] = [];
  for (const row of await listNightTransformers(db, compoundId)) {
    transformers.push({
      id: row.id,
      name: row.name,
      limitKw: row.rated_kva * row.power_factor * row.limit_rate,
      basePeakKw: row.base_peak_kw,
      baseLoads: await listBaseLoads(db, compoundId, row.id),
    });
  }
  return transformers;
}

export function phasesOf(text: string): Phase[] {
  const phases = PHASES.filter((phase) => text.includes(phase));
  return phases.length > 0 ? phases : ['A'];
}
