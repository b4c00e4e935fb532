import { answerByMs, LEAST_SHARE_OFFERED, offerFacts, slotsWithin, suits } from '~/domain/booking/wait-wish';
import { instantFromMs, msFromInstant } from '~/domain/shared/local-time';
import { overlaps, type TimeWindow } from '~/domain/shared/time-window';
import type { Trx } from '~db/client.server';
import {
  clearStandingBack,
  listPassedSlots,
  updateWaitEntry,
  type WaitEntryRow,
} from '~db/queries/wait-entries.server';
import type { Deps } from '../deps';
import { notifyHousehold } from './notify-household.server';
import { placeBooking } from './place-booking.server';
import { loadSharingScene, type SharingScene } from './sharing-scene.server';
import { roomsFor, windowOfPassed } from './wait-rooms';
import { type InLine, loadWaitingLine, wishOf } from './waiting-line.server';

/** Of the slots that would suit an entry so many are tried for their energy. */
const MOST_TRIES = 3;
const NOBODY = '';

export interface Offered {
  readonly bookingId: string;
  readonly waitId: string;
}

/**
 * Offers what has become free, at one pile or (null) at all, to those who wait, in their order; each gets one offer at a time.
 * The caller has locked the compound's bookings and stores what freed the slot before it calls.
 */
export async function slotFreed(
  trx: Trx,
  deps: Pick<Deps, 'clock' | 'newId'>,
  { compoundId, pileId }: { compoundId: string; pileId: string | null },
): Promise<Offered[]> {
  const nowAt = deps.clock();
  const line = await loadWaitingLine(trx, compoundId, nowAt);
  const offered: Offered[] = [];
  let present: SharingScene | null = null;
  for (const waiting of line) {
    const { entry } = waiting;
    if (pileId && entry.pile_id && entry.pile_id !== pileId) continue;
    present ??= await loadSharingScene(trx, { compoundId, householdId: NOBODY, nowAt });
    if (!hasRoom(present, entry, entry.pile_id ?? pileId)) continue;
    const offer = await offerTo(trx, deps, entry, entry.pile_id ?? pileId);
    if (!offer) continue;
    await letBy(trx, line, waiting, offer);
    offered.push({ bookingId: offer.bookingId, waitId: entry.id });
    present = null;
  }
  return offered;
}

/** Whether a slot would suit an entry, whoever asks: spares those who cannot be served a look of their own. */
function hasRoom(scene: SharingScene, entry: WaitEntryRow, pileId: string | null): boolean {
  return scene.places.some(
    ({ pile, facts }) =>
      (pileId === null || pile.pile_id === pileId) &&
      slotsWithin(wishOf(entry), offerFacts(facts)).length > 0,
  );
}

interface Offer {
  readonly bookingId: string;
  readonly pileId: string;
  readonly slot: TimeWindow;
}

async function offerTo(
  trx: Trx,
  deps: Pick<Deps, 'clock' | 'newId'>,
  entry: WaitEntryRow,
  pileId: string | null,
): Promise<Offer | null> {
  const { compound_id: compoundId, household_id: householdId } = entry;
  const nowAt = deps.clock();
  const scene = await loadSharingScene(trx, { compoundId, householdId, nowAt });
  const passed = await listPassedSlots(trx, compoundId, entry.id);
  const rooms = roomsFor(scene, { wish: wishOf(entry), pileId, factsOf: offerFacts, passed });
  for (const { place, slot } of rooms.slice(0, MOST_TRIES)) {
    const answerByAt = instantFromMs(answerByMs(slot, msFromInstant(nowAt), scene.rules.offerMinutes));
    const placed = await placeBooking(trx, deps, {
      compoundId,
      householdId,
      pileId: place.pile.pile_id,
      vehicleId: entry.vehicle_id,
      slot,
      wantedWh: entry.wanted_wh,
      agreedWh: Math.ceil(entry.wanted_wh * LEAST_SHARE_OFFERED),
      judge: 'room',
      personId: entry.person_id,
      idempotencyKey: `wait:${entry.id}:${entry.offers + 1}`,
      kind: 'slot',
      as: 'offered',
      answerByAt,
      waitId: entry.id,
    });
    if (!placed.ok) continue;
    await updateWaitEntry(trx, entry, { status: 'offered', offers: entry.offers + 1 });
    await tell(trx, deps, entry, { bookingId: placed.bookingId, slot, answerByAt });
    return { bookingId: placed.bookingId, pileId: place.pile.pile_id, slot };
  }
  return null;
}

async function tell(
  trx: Trx,
  deps: Pick<Deps, 'clock' | 'newId'>,
  { compound_id: compoundId, household_id: householdId }: WaitEntryRow,
  { bookingId, slot, answerByAt }: { bookingId: string; slot: TimeWindow; answerByAt: string },
): Promise<void> {
  const [startAt, endAt] = [instantFromMs(slot.start), instantFromMs(slot.end)];
  await notifyHousehold(trx, deps, {
    compoundId,
    householdId,
    kind: 'slot-offered',
    dedupeKey: `offer:${bookingId}`,
    facts: { bookingId, startAt, endAt, answerByAt },
    link: '/home/shared/wait',
  });
}

/** Those whom the slot would have suited and who stood back for it have done so once: they stand in line as before. */
async function letBy(
  trx: Trx,
  line: readonly InLine[],
  { entry: served, standsBack: servedAllTheSame }: InLine,
  { pileId, slot }: Offer,
): Promise<void> {
  if (servedAllTheSame) return;
  const households = new Set<string>();
  for (const { entry, standsBack } of line) {
    if (!standsBack || !suits({ window: wishOf(entry).window, pileId: entry.pile_id }, slot, pileId))
      continue;
    const passed = await listPassedSlots(trx, entry.compound_id, entry.id);
    const isTheOnePassed = passed.some(
      (other) => other.pile_id === pileId && overlaps(windowOfPassed(other), slot),
    );
    if (!isTheOnePassed) households.add(entry.household_id);
  }
  await clearStandingBack(trx, served.compound_id, [...households]);
}
