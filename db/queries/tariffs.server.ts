import type { ServiceFee } from '~/domain/tariff/price-energy';
import type { TariffVersion } from '~/domain/tariff/tariff-version';
import type { Db, Trx } from '../client.server';

/** The tariff of a compound: every published version, and the service fee of each by the version's id. */
export interface CompoundTariff {
  readonly versions: readonly TariffVersion[];
  readonly serviceFee: ServiceFee;
}

const E4_PER_FEN = 100;

/** The published versions of a compound's tariff, and the service fee of the one in force on `on`. */
export async function loadTariff(db: Db | Trx, compoundId: string, on: string): Promise<CompoundTariff> {
  const rows = await db
    .selectFrom('tariff_version')
    .innerJoin('compound', 'compound.tariff_id', 'tariff_version.tariff_id')
    .select([
      'tariff_version.definition',
      'tariff_version.valid_from',
      'tariff_version.valid_to',
      'tariff_version.service_fee_fen_per_kwh',
    ])
    .where('compound.id', '=', compoundId)
    .where('tariff_version.published_at', 'is not', null)
    .orderBy('tariff_version.valid_from')
    .execute();
  const inForce = rows.findLast(
    (row) => row.valid_from <= on && (row.valid_to === null || on < row.valid_to),
  );
  return {
    versions: rows.map((row) => JSON.parse(row.definition) as TariffVersion),
    serviceFee: { perKwhE4: (inForce?.service_fee_fen_per_kwh ?? 0) * E4_PER_FEN, byBandE4: {} },
  };
}
