import type { AppLoadContext } from '@remix-run/node';
import type { PricedBand, PublicPile, PublicReader, PublicState } from '~/components/sharing/public-pile';
import { freeWindows } from '~/domain/booking/free-slots';
import { nextOnGrid } from '~/domain/booking/judge-slot';
import { DAY_MS, instantFromMs, MINUTE_MS } from '~/domain/shared/local-time';
import { containsInstant, intersect, lengthOf } from '~/domain/shared/time-window';
import { bandsFor } from '~/domain/tariff/bands';
import type { ServiceFee } from '~/domain/tariff/price-energy';
import {
  gapOfPile,
  loadSharingScene,
  type SharedPlace,
} from '~/use-cases/shared/booking/sharing-scene.server';
import type { Db } from '~db/client.server';
import { getCompound } from '~db/queries/compounds.server';
import { COMMON_BOARD, findPriceBoard } from '~db/queries/price-boards.server';
import { findSharedPileByCode } from '~db/queries/shared-piles.server';
import { loadTariff } from '~db/queries/tariffs.server';

const CODE = /^[a-z0-9]{4,32}$/;
/** Nobody's household: no bookings, no memberships, the standing of a newcomer. */
export const NOBODY = '';

/** A shared pile as anybody sees it who has its code; null where there is none. */
export async function readPublicPile(
  { deps }: Pick<AppLoadContext, 'deps'>,
  code: string,
): Promise<(PublicPile & { compoundId: string }) | null> {
  const { db, clock } = deps;
  const row = CODE.test(code) ? await findSharedPileByCode(db, code) : undefined;
  if (!row || row.status === 'closed' || row.retired_at) return null;
  const now = clock();
  const compoundId = row.compound_id;
  const scene = await loadSharingScene(db, { compoundId, householdId: NOBODY, nowAt: now });
  const place = scene.places.find(({ pile }) => pile.pile_id === row.pile_id);
  if (!place) return null;
  const board = await findPriceBoard(db, compoundId, row.kind === 'lent' ? row.pile_id : COMMON_BOARD, now);
  const { state, nextAt } = publicStateOf(place, scene.nowMs);
  return {
    compoundId,
    code,
    pileId: row.pile_id,
    compoundName: row.compound_name,
    compoundCode: (await getCompound(db, compoundId)).code,
    spaceCode: row.space_code,
    maxKw: row.max_kw,
    state,
    nextAt,
    board: board
      ? {
          version: board.version,
          validFromAt: board.valid_from_at,
          occupation: board.occupation,
          notice: board.notice,
        }
      : null,
    bands: board ? await pricedBands(db, compoundId, scene.nowMs, board.serviceFee) : [],
    free: freeSoon(place, scene.nowMs),
    now,
  };
}

/** Who reads: nobody we know, a resident of the pile's compound, or somebody from elsewhere. */
export function readerOf({ viewer }: Pick<AppLoadContext, 'viewer'>, compoundId: string): PublicReader {
  if (!viewer) return 'guest';
  const lives = viewer.grants.some((grant) => grant.role === 'resident' && grant.compoundId === compoundId);
  return lives ? 'resident' : 'stranger';
}

const FAULTS = ['Faulted', 'Unavailable'];
const OCCUPIED = ['Preparing', 'Charging', 'SuspendedEV', 'SuspendedEVSE', 'Finishing'];

/** What a shared pile is doing now, and until when by what is booked. */
export function publicStateOf(
  { pile, facts }: SharedPlace,
  nowMs: number,
): { state: PublicState; nextAt: string | null } {
  const held = facts.held.find((hold) => containsInstant(hold, nowMs));
  const next = facts.held.find((hold) => hold.start > nowMs);
  const status = pile.connector_status ?? '';
  const freeAt = held ? instantFromMs(held.end) : null;
  if (pile.online !== 1) return { state: 'offline', nextAt: null };
  if (FAULTS.includes(status)) return { state: 'faulted', nextAt: null };
  if (OCCUPIED.includes(status)) return { state: 'busy', nextAt: freeAt };
  if (held) return { state: 'reserved', nextAt: freeAt };
  const isOpen =
    facts.open.some((window) => containsInstant(window, nowMs)) &&
    gapOfPile(pile, { start: nowMs, end: nowMs }) === null;
  return isOpen
    ? { state: 'free', nextAt: next ? instantFromMs(next.start) : null }
    : { state: 'closed', nextAt: null };
}

function freeSoon({ facts }: SharedPlace, nowMs: number): PublicPile['free'] {
  const soon = { start: nowMs, end: nowMs + DAY_MS };
  const shortest = facts.rules.minMinutes * MINUTE_MS;
  return freeWindows(facts.open, facts.held).flatMap((window) => {
    const clipped = intersect(window, soon);
    if (!clipped || lengthOf(clipped) < shortest) return [];
    const bookFrom = nextOnGrid(clipped.start, facts.rules.stepMinutes);
    return [
      {
        startAt: instantFromMs(clipped.start),
        endAt: instantFromMs(clipped.end),
        bookFromAt: instantFromMs(bookFrom),
      },
    ];
  });
}

/** What a kWh costs in each band of the next 24 hours. */
export async function pricedBands(
  db: Db,
  compoundId: string,
  nowMs: number,
  serviceFee: ServiceFee,
): Promise<PricedBand[]> {
  const now = instantFromMs(nowMs);
  const { versions } = await loadTariff(db, compoundId, now.slice(0, 10));
  const verdict = bandsFor({ startAt: now, endAt: instantFromMs(nowMs + DAY_MS) }, versions);
  if (!verdict.ok) return [];
  return verdict.bands.map(({ startAt, endAt, kind, priceE4 }) => ({
    startAt,
    endAt,
    kind,
    energyPriceE4: priceE4,
    servicePriceE4: serviceFee.byBandE4[kind] ?? serviceFee.perKwhE4,
  }));
}
