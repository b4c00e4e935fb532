import { judgeQuota, type QuotaVerdict } from '~/domain/booking/sharing-rules';
import { msFromInstant } from '~/domain/shared/local-time';
import type { Trx } from '~db/client.server';
import { type BookingRow, insertBookingEvent, updateBooking } from '~db/queries/bookings.server';
import { getBooking } from '~db/queries/swaps.server';
import type { Deps } from '../deps';
import { judgePlacement, type PlacementRefusal } from './place-booking.server';

/** A swap leaves each household at least this part of what it had been promised. */
const LEAST_KEPT = 0.5;

export type ExchangeRefusal = PlacementRefusal | Extract<QuotaVerdict, { ok: false }>;

/** Raised where an exchange does not fit, so that everything written for it is undone. */
export class ExchangeDoesNotFit extends Error {
  constructor(
    readonly refusal: ExchangeRefusal,
    /** The household that the slot does not suit. */
    readonly householdId: string,
  ) {
    super(refusal.reason);
  }
}

/** What belongs to the household and goes with it to the other slot, its idempotency key included. */
type Party = Pick<
  BookingRow,
  'household_id' | 'vehicle_id' | 'person_id' | 'wanted_wh' | 'idempotency_key' | 'series_id' | 'wait_id'
>;

function partyOf(row: BookingRow): Party {
  const { household_id, vehicle_id, person_id, wanted_wh, idempotency_key, series_id, wait_id } = row;
  return { household_id, vehicle_id, person_id, wanted_wh, idempotency_key, series_id, wait_id };
}

/**
 * Gives each of two slots the other's household, car and wish, and judges room, quota and energy of both anew; raises
 * `ExchangeDoesNotFit` where one does not fit. The windows and piles stay. The caller has locked the compound's bookings.
 */
export async function exchangeSlots(
  trx: Trx,
  deps: Pick<Deps, 'clock'>,
  [one, other]: readonly [BookingRow, BookingRow],
  personId: string,
): Promise<void> {
  // Both cars leave first: the exclusion constraint looks at every row by itself.
  await change(trx, one, { vehicle_id: null, promised_wh: 0, idempotency_key: `swapping:${one.id}` });
  await change(trx, other, { vehicle_id: null, promised_wh: 0, idempotency_key: `swapping:${other.id}` });
  await change(trx, one, partyOf(other));
  await change(trx, other, partyOf(one));
  await promise(trx, deps, one, { hadWh: other.promised_wh, personId });
  await promise(trx, deps, other, { hadWh: one.promised_wh, personId });
}

async function change(
  trx: Trx,
  { compound_id, id }: BookingRow,
  patch: Parameters<typeof updateBooking>[2],
): Promise<void> {
  await updateBooking(trx, await getBooking(trx, compound_id, id), patch);
}

async function promise(
  trx: Trx,
  deps: Pick<Deps, 'clock'>,
  { compound_id: compoundId, id: bookingId }: BookingRow,
  { hadWh, personId }: { hadWh: number; personId: string },
): Promise<void> {
  const at = deps.clock();
  const row = await getBooking(trx, compoundId, bookingId);
  const { household_id: householdId } = row;
  const slot = { start: row.start_ms, end: msFromInstant(row.end_at) };
  const placement = await judgePlacement(trx, at, {
    compoundId,
    householdId,
    vehicleId: row.vehicle_id,
    pileId: row.pile_id,
    slot,
    wantedWh: row.wanted_wh,
    agreedWh: Math.ceil(hadWh * LEAST_KEPT),
    judge: 'room',
    except: row,
  });
  if (!placement.ok) throw new ExchangeDoesNotFit(placement, householdId);
  const quota = judgeQuota(slot, placement.scene.standing, placement.scene.rules);
  if (!quota.ok) throw new ExchangeDoesNotFit(quota, householdId);
  const { promisedWh, quote, board } = placement;
  await updateBooking(trx, row, {
    promised_wh: promisedWh,
    quote: JSON.stringify(quote),
    price_board_id: board.id,
  });
  const detail = { promisedWh, totalFen: quote.totalFen };
  await insertBookingEvent(trx, { compoundId, bookingId, at, kind: 'swapped', personId, detail });
}
