import type { AppLoadContext } from '@remix-run/node';
import type { BoardVersion, PriceBoards } from '~/components/sharing/price-boards';
import { localTimeOf, msFromLocal } from '~/domain/shared/local-time';
import type { Db } from '~db/client.server';
import { findCompoundByCode } from '~db/queries/compounds.server';
import { COMMON_BOARD, listPriceBoards, type PriceBoard } from '~db/queries/price-boards.server';
import { listSharedPiles } from '~db/queries/shared-piles.server';
import { loadTariff } from '~db/queries/tariffs.server';
import { pricedBands } from './public-pile.server';

/** Every price board of a compound with all its versions, for anybody; null where there is no such compound. */
export async function readPriceBoards(
  { deps }: Pick<AppLoadContext, 'deps'>,
  compoundCode: string,
): Promise<PriceBoards | null> {
  const { db, clock } = deps;
  const compound = await findCompoundByCode(db, compoundCode);
  if (!compound) return null;
  const now = clock();
  const piles = await listSharedPiles(db, compound.id);
  const rows = await listPriceBoards(db, compound.id);
  const names = [
    COMMON_BOARD,
    ...new Set(rows.map(({ board }) => board).filter((board) => board !== COMMON_BOARD)),
  ];
  const { versions } = await loadTariff(db, compound.id, now.slice(0, 10));
  return {
    compoundName: compound.name,
    now,
    tariffSource: versions.at(-1)?.source ?? null,
    boards: await Promise.all(
      names.map(async (board) => ({
        board,
        spaceCode: piles.find(({ pile_id }) => pile_id === board)?.space_code ?? null,
        ...(await boardVersions(
          db,
          compound.id,
          rows.filter((row) => row.board === board),
          now,
        )),
      })),
    ),
  };
}

/** A board's versions, the newest first, sorted into what is in force, what comes and what has been. */
export async function boardVersions(db: Db, compoundId: string, rows: readonly PriceBoard[], now: string) {
  const inForce = rows
    .filter((row) => row.valid_from_at <= now)
    .toSorted((a, b) => (a.valid_from_at < b.valid_from_at ? 1 : -1))[0];
  return {
    inForce: inForce
      ? {
          ...toVersion(inForce),
          bands: await pricedBands(db, compoundId, msFromLocal(localTimeOf(now).on), inForce.serviceFee),
        }
      : null,
    upcoming: rows.filter((row) => row.valid_from_at > now).map(toVersion),
    past: rows.filter((row) => row.valid_from_at <= now && row.id !== inForce?.id).map(toVersion),
  };
}

function toVersion(row: PriceBoard): BoardVersion {
  return {
    id: row.id,
    version: row.version,
    publishedAt: row.published_at,
    validFromAt: row.valid_from_at,
    serviceFee: row.serviceFee,
    occupation: row.occupation,
    notice: row.notice,
  };
}
