import type { AppLoadContext } from '@remix-run/node';
import type {
  Appeal,
  DeskCompound,
  DeskPile,
  PileMode,
  SharingDesk,
} from '~/components/sharing-desk/sharing-desk';
import { bookableGaps } from '~/domain/booking/bookable-gaps';
import { pileDay } from '~/domain/booking/pile-day';
import { DAY_MS, instantFromMs, localTimeOf, msFromInstant, msFromLocal } from '~/domain/shared/local-time';
import { loadSharingScene, type SharedPlace } from '~/use-cases/shared/booking/sharing-scene.server';
import { lendingFactsOf } from '~/use-cases/shared/sharing/pile-to-share.server';
import type { Db } from '~db/client.server';
import { getCompound, listCompoundNames } from '~db/queries/compounds.server';
import { listPilesOnWall } from '~db/queries/piles.server';
import { COMMON_BOARD, listPriceBoards, type PriceBoard } from '~db/queries/price-boards.server';
import { type SharedPileRow, toOpeningHours } from '~db/queries/shared-piles.server';
import { listAppeals, listBookingsWithin } from '~db/queries/sharing-desk.server';
import { requireRole } from './guard.server';
import { boardVersions } from './price-boards.server';
import { NOBODY, publicStateOf } from './public-pile.server';

/** Every compound of the operator with its shared piles, what keeps them from being booked, and its prices. */
export async function readSharingDesk(context: AppLoadContext, request: Request): Promise<SharingDesk> {
  const viewer = requireRole(context, request, 'operator');
  const { db, clock } = context.deps;
  const grants = viewer.grants.filter(({ role }) => role === 'operator');
  const compounds = await listCompoundNames(db, grants);
  const wall = await listPilesOnWall(db, grants);
  const now = clock();
  const desks: DeskCompound[] = [];
  for (const { id, name } of compounds) {
    const desk = await readCompound(db, id, now);
    const shared = new Set(desk.piles.map(({ pileId }) => pileId));
    const unshared = wall
      .filter((row) => row.compound_id === id && row.household_id === null && !shared.has(row.id))
      .map((row) => ({ pileId: row.id, spaceCode: row.space_code, zone: row.zone }));
    desks.push({ id, name, ...desk, unshared });
  }
  return { now, compounds: desks };
}

async function readCompound(
  db: Db,
  compoundId: string,
  now: string,
): Promise<Pick<DeskCompound, 'code' | 'board' | 'piles' | 'appeals'>> {
  const nowMs = msFromInstant(now);
  const scene = await loadSharingScene(db, { compoundId, householdId: NOBODY, nowAt: now });
  const places = scene.places.filter(({ pile }) => pile.status !== 'closed' && !pile.retired_at);
  const boards = await listPriceBoards(db, compoundId);
  const dayStart = msFromLocal(localTimeOf(now).on);
  const day = { start: dayStart, end: dayStart + DAY_MS };
  const pileIds = places.map(({ pile }) => pile.pile_id);
  const bookings = await listBookingsWithin(db, compoundId, pileIds, { fromMs: day.start, toMs: day.end });
  const { code } = await getCompound(db, compoundId);
  const common = boards.filter(({ board }) => board === COMMON_BOARD);
  const { inForce, upcoming } = await boardVersions(db, compoundId, common, now);
  return {
    code,
    board: { inForce, upcoming },
    appeals: await readAppeals(db, compoundId),
    piles: places.map((place) => ({
      ...pileOnDesk(place, nowMs),
      ...pileDay(
        bookings.filter(({ pile_id }) => pile_id === place.pile.pile_id),
        day,
        nowMs,
      ),
      gaps: gapsOf(place.pile, boards, now),
    })),
  };
}

async function readAppeals(db: Db, compoundId: string): Promise<Appeal[]> {
  const rows = await listAppeals(db, compoundId);
  return rows.map((row) => ({
    bookingId: row.booking_id,
    spaceCode: row.space_code,
    door: doorOf(row),
    fromAt: row.from_at,
    untilAt: row.until_at ?? row.from_at,
    feeFen: row.fee_fen,
    text: row.appeal_text ?? '',
    appealedAt: row.appealed_at ?? row.from_at,
  }));
}

type DoorRow = { building: string; unit: string; room: string };

export const doorOf = ({ building, unit, room }: DoorRow) => `${building}-${unit}-${room}`;

function pileOnDesk(
  place: SharedPlace,
  nowMs: number,
): Omit<DeskPile, 'bookedMinutes' | 'usedMinutes' | 'gaps'> {
  const { pile, holds } = place;
  const next = holds.find(({ start_ms }) => start_ms > nowMs);
  return {
    pileId: pile.pile_id,
    code: pile.code,
    spaceCode: pile.space_code,
    zone: pile.zone,
    mode: pile.mode as PileMode,
    state: publicStateOf(place, nowMs).state,
    hours: toOpeningHours(pile.hours),
    next: next ? { startAt: instantFromMs(next.start_ms), endAt: next.end_at } : null,
  };
}

/** What keeps a shared pile from being booked today. */
export function gapsOf(pile: SharedPileRow, boards: readonly PriceBoard[], now: string) {
  const name = pile.kind === 'lent' ? pile.pile_id : COMMON_BOARD;
  return bookableGaps(
    {
      kind: pile.kind,
      status: pile.status,
      ...lendingFactsOf(pile),
      insurancePolicy: pile.insurance_policy ?? '',
      insuredUntilOn: pile.insured_until_on ?? '',
      hasPrice: boards.some(({ board, valid_from_at }) => board === name && valid_from_at <= now),
    },
    localTimeOf(now).on,
  );
}
