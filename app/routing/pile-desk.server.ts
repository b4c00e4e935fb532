import type { AppLoadContext } from '@remix-run/node';
import type { DeskBooking, PileDesk, SharedSettings } from '~/components/sharing-desk/pile-desk';
import type { PileMode } from '~/components/sharing-desk/sharing-desk';
import type { BookingStatus } from '~/domain/booking/booking-life';
import { type SharingRules, takeBackFen } from '~/domain/booking/sharing-rules';
import { DAY_MS, instantFromMs, localTimeOf, msFromInstant, msFromLocal } from '~/domain/shared/local-time';
import { maskPlate } from '~/domain/shared/masking';
import { meteringGapsOf } from '~/use-cases/shared/sharing/pile-to-share.server';
import type { Db } from '~db/client.server';
import { findVisiblePile } from '~db/queries/piles.server';
import { listPriceBoards } from '~db/queries/price-boards.server';
import {
  findSharedPile,
  listPileExceptions,
  listPileHouseholds,
  type SharedPileRow,
  toOpeningHours,
} from '~db/queries/shared-piles.server';
import { listBookingsWithin, listDoors } from '~db/queries/sharing-desk.server';
import { getSharingRules } from '~db/queries/sharing-rules.server';
import { refuse, requireRole } from './guard.server';
import { doorOf, gapsOf } from './sharing-desk.server';

const EXCEPTION_DAYS = 366;
const SHOWN = ['offered', 'booked', 'active', 'finished', 'no-show'];

/** A pile of one of the operator's compounds; 404 for any other. */
export async function operatorPile(context: AppLoadContext, request: Request, pileId: string) {
  const viewer = requireRole(context, request, 'operator');
  const grants = viewer.grants.filter(({ role }) => role === 'operator');
  const pile = await findVisiblePile(context.deps.db, grants, pileId);
  if (!pile) throw refuse('not-found');
  return { viewer, pile };
}

/** How a pile is shared, what is missing, and who comes today and tomorrow. */
export async function readPileDesk(
  context: AppLoadContext,
  request: Request,
  pileId: string,
): Promise<PileDesk> {
  const { pile } = await operatorPile(context, request, pileId);
  const { db, clock } = context.deps;
  const now = clock();
  const row = await findSharedPile(db, pile.compound_id, pileId);
  const shared = row && row.status !== 'closed' ? row : undefined;
  return {
    now,
    compoundName: pile.compound_name,
    pileId,
    spaceCode: pile.space_code,
    zone: pile.zone,
    isPrivate: pile.household_id !== null,
    gaps: shared
      ? gapsOf(shared, await listPriceBoards(db, pile.compound_id), now)
      : meteringGapsOf(pile, localTimeOf(now).on),
    verification:
      pile.verification_no && pile.verification_until_on
        ? { no: pile.verification_no, untilOn: pile.verification_until_on }
        : null,
    shared: shared ? await readSettings(db, shared, now) : null,
  };
}

async function readSettings(db: Db, row: SharedPileRow, now: string): Promise<SharedSettings> {
  return {
    code: row.code,
    kind: row.kind === 'lent' ? 'lent' : 'common',
    mode: row.mode as PileMode,
    isPaused: row.status === 'paused',
    hours: toOpeningHours(row.hours),
    stepMinutes: row.step_minutes,
    minMinutes: row.min_minutes,
    maxMinutes: row.max_minutes,
    bufferMinutes: row.buffer_minutes,
    latestNoticeMinutes: row.latest_notice_minutes,
    graceMinutes: row.grace_minutes,
    walkUps: row.walk_ups === 1,
    memberDoors: row.mode === 'nearby' || row.mode === 'many-cars' ? await readMembers(db, row) : [],
    exceptions: await readExceptions(db, row, now),
    bookings: await readBookings(db, row, now),
  };
}

async function readMembers(db: Db, { compound_id, pile_id }: SharedPileRow): Promise<string[]> {
  const relations = await listPileHouseholds(db, compound_id, [pile_id]);
  const members = new Set(
    relations.flatMap(({ relation, household_id }) => (relation === 'member' ? [household_id] : [])),
  );
  const doors = await listDoors(db, compound_id);
  return doors.filter(({ id }) => members.has(id)).map(doorOf);
}

/** The exceptions of a shared pile that are not past. */
export async function readExceptions(
  db: Db,
  { compound_id, pile_id }: Pick<SharedPileRow, 'compound_id' | 'pile_id'>,
  now: string,
) {
  const toAt = instantFromMs(msFromInstant(now) + EXCEPTION_DAYS * DAY_MS);
  const rows = await listPileExceptions(db, compound_id, [pile_id], { fromAt: now, toAt });
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind === 'open' ? ('open' as const) : ('closed' as const),
    startAt: row.start_at,
    endAt: row.end_at,
    note: row.note,
  }));
}

type BookingRow = Awaited<ReturnType<typeof listBookingsWithin>>[number];

async function readBookings(db: Db, row: SharedPileRow, now: string): Promise<DeskBooking[]> {
  const fromMs = msFromLocal(localTimeOf(now).on);
  const window = { fromMs, toMs: fromMs + 2 * DAY_MS };
  const bookings = await listBookingsWithin(db, row.compound_id, [row.pile_id], window);
  const { rules } = await getSharingRules(db, row.compound_id);
  return bookings
    .filter(({ status }) => SHOWN.includes(status))
    .map((booking) => deskBooking(booking, row.kind === 'common', rules, msFromInstant(now)));
}

function deskBooking(row: BookingRow, isOurs: boolean, rules: SharingRules, nowMs: number): DeskBooking {
  const canTakeBack = isOurs && (row.status === 'booked' || row.status === 'offered');
  const fen = row.status === 'booked' ? takeBackFen(row.start_ms, nowMs, rules) : 0;
  return {
    bookingId: row.id,
    kind: row.kind,
    status: row.status as BookingStatus,
    startAt: row.start_at,
    endAt: row.end_at,
    door: doorOf(row),
    plateMasked: row.plate && maskPlate(row.plate),
    promisedWh: row.promised_wh,
    checkedInAt: row.checked_in_at,
    takeBackFen: canTakeBack ? fen : null,
  };
}
