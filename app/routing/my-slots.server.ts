import type { AppLoadContext } from '@remix-run/node';
import type { MySlot } from '~/components/sharing/shared-page';
import type { BookingStatus } from '~/domain/booking/booking-life';
import type { Quote } from '~/domain/booking/quote';
import { HOUR_MS, msFromInstant } from '~/domain/shared/local-time';
import type { Viewer } from '~/server/viewer';
import { type BookingRow, listBookingsOfHousehold } from '~db/queries/bookings.server';
import { listSharedPiles } from '~db/queries/shared-piles.server';
import { ownHouseholds } from './own-household.server';

const OPEN: readonly string[] = ['requested', 'offered', 'booked', 'active'];

/** The slots of the viewer's households that lie ahead or run, soonest first. */
export async function readMySlots(
  { deps }: Pick<AppLoadContext, 'deps'>,
  viewer: Pick<Viewer, 'memberships'>,
): Promise<MySlot[]> {
  const { db, clock } = deps;
  const slots: MySlot[] = [];
  for (const { compoundId, householdId } of ownHouseholds(viewer)) {
    const rows = await listBookingsOfHousehold(db, compoundId, householdId, msFromInstant(clock()) - HOUR_MS);
    const open = openSlots(rows);
    if (open.length === 0) continue;
    const piles = await listSharedPiles(db, compoundId);
    const spaceOf = (pileId: string) => piles.find(({ pile_id }) => pile_id === pileId)?.space_code ?? '';
    slots.push(...open.map((row) => mySlot(row, spaceOf(row.pile_id))));
  }
  return slots.toSorted((a, b) => (a.startAt < b.startAt ? -1 : 1));
}

export function openSlots(rows: readonly BookingRow[]): BookingRow[] {
  return rows.filter(({ status }) => OPEN.includes(status));
}

export function mySlot(row: BookingRow, spaceCode: string): MySlot {
  return {
    bookingId: row.id,
    spaceCode,
    startAt: row.start_at,
    endAt: row.end_at,
    status: row.status as BookingStatus,
    promisedWh: row.promised_wh,
    totalFen: (JSON.parse(row.quote) as Quote).totalFen,
  };
}
