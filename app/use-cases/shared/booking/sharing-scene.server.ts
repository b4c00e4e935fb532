import type { SlotFacts, SlotRules } from '~/domain/booking/judge-slot';
import { openWindows } from '~/domain/booking/opening-hours';
import { type HouseholdGap, householdGap, type PileGap, pileGap } from '~/domain/booking/pile-access';
import {
  cancelsTooLate,
  furthestStart,
  type HouseholdStanding,
  type SharingRules,
  weekOf,
} from '~/domain/booking/sharing-rules';
import {
  DAY_MS,
  HOUR_MS,
  instantFromMs,
  localTimeOfMs,
  MINUTE_MS,
  msFromInstant,
} from '~/domain/shared/local-time';
import type { TimeWindow } from '~/domain/shared/time-window';
import type { Db, Trx } from '~db/client.server';
import { type BookingRow, hasOwnPile, listBookingsOfHousehold, listHolds } from '~db/queries/bookings.server';
import {
  listPileExceptions,
  listPileHouseholds,
  listSharedPiles,
  type SharedPileRow,
  toOpeningException,
  toOpeningHours,
} from '~db/queries/shared-piles.server';
import { getSharingRules } from '~db/queries/sharing-rules.server';
import { loadOwnerStays } from '../sharing/owner-stays.server';

const STANDING_DAYS = 28;

/** One shared pile as a household meets it. */
export interface SharedPlace {
  readonly pile: SharedPileRow;
  readonly facts: SlotFacts;
  /** Why this household may not book here; null where it may. */
  readonly gap: HouseholdGap | null;
  /** The bookings behind `facts.held`. */
  readonly holds: readonly BookingRow[];
}

/** A compound's shared piles for one household at one moment: what is open, what is held, what it has had. */
export interface SharingScene {
  readonly nowMs: number;
  readonly rules: SharingRules;
  readonly standing: HouseholdStanding;
  readonly places: readonly SharedPlace[];
}

export interface SceneInput {
  readonly compoundId: string;
  readonly householdId: string;
  readonly nowAt: string;
  /** A booking that is about to be changed: it counts neither as a hold nor towards the week. */
  readonly exceptBookingId?: string;
}

export async function loadSharingScene(db: Db | Trx, input: SceneInput): Promise<SharingScene> {
  const { compoundId, householdId, exceptBookingId } = input;
  const nowMs = msFromInstant(input.nowAt);
  const { rules } = await getSharingRules(db, compoundId);
  const standing = await loadStanding(db, input, rules);
  const furthestMs = furthestStart(nowMs, standing, rules);
  const piles = await listSharedPiles(db, compoundId);
  const pileIds = piles.map((pile) => pile.pile_id);
  const range = { start: nowMs - DAY_MS, end: furthestMs + 2 * DAY_MS };
  const exceptions = await listPileExceptions(db, compoundId, pileIds, {
    fromAt: instantFromMs(range.start),
    toAt: instantFromMs(range.end),
  });
  const relations = await listPileHouseholds(db, compoundId, pileIds);
  const holds = await listHolds(db, compoundId, { fromMs: range.start, toMs: range.end });
  const ownerStays = await loadOwnerStays(db, compoundId, piles, input.nowAt);
  const places = piles.map((pile): SharedPlace => {
    const own = holds.filter(({ pile_id, id }) => pile_id === pile.pile_id && id !== exceptBookingId);
    const related = (relation: string) =>
      relations.flatMap((row) =>
        row.pile_id === pile.pile_id && row.relation === relation ? [row.household_id] : [],
      );
    return {
      pile,
      holds: own,
      gap: householdGap(householdId, {
        ownerHouseholdId: pile.owner_household_id,
        members: related('member'),
        blocked: related('blocked'),
      }),
      facts: {
        nowMs,
        furthestMs,
        rules: slotRulesOf(pile),
        open: openWindows(
          toOpeningHours(pile.hours),
          exceptions.filter((row) => row.pile_id === pile.pile_id).map(toOpeningException),
          range,
        ),
        held: [
          ...own.map((booking) => ({ start: booking.start_ms, end: booking.hold_until_ms })),
          ...(ownerStays.get(pile.pile_id) ?? []),
        ],
      },
    };
  });
  return { nowMs, rules, standing, places };
}

/** What a household has had lately: the slots that count towards their week, and those it missed. */
async function loadStanding(
  db: Db | Trx,
  { compoundId, householdId, nowAt, exceptBookingId }: SceneInput,
  rules: SharingRules,
): Promise<HouseholdStanding> {
  const nowMs = msFromInstant(nowAt);
  const sinceMs = Math.min(weekOf(nowMs).start, nowMs - STANDING_DAYS * DAY_MS);
  const bookings = (await listBookingsOfHousehold(db, compoundId, householdId, sinceMs)).filter(
    ({ id, kind }) => id !== exceptBookingId && kind === 'slot',
  );
  return {
    hasOwnPile: await hasOwnPile(db, compoundId, householdId),
    slots: bookings
      .filter((booking) => countsTowardsWeek(booking, rules))
      .map((booking) => ({ start: booking.start_ms, end: msFromInstant(booking.asked_end_at) })),
    noShows: bookings.filter(
      ({ status, start_ms }) => status === 'no-show' && start_ms >= nowMs - STANDING_DAYS * DAY_MS,
    ).length,
  };
}

function countsTowardsWeek(booking: BookingRow, rules: SharingRules): boolean {
  if (['booked', 'active', 'finished', 'no-show'].includes(booking.status)) return true;
  if (booking.status !== 'cancelled' || booking.close_reason !== 'by-household' || !booking.closed_at)
    return false;
  return cancelsTooLate(booking.start_ms, msFromInstant(booking.closed_at), rules);
}

export function slotRulesOf(pile: SharedPileRow): SlotRules {
  return {
    stepMinutes: pile.step_minutes,
    minMinutes: pile.min_minutes,
    maxMinutes: pile.max_minutes,
    bufferMinutes: pile.buffer_minutes,
    latestNoticeMinutes: pile.latest_notice_minutes,
  };
}

/** Why nobody may use a pile for a slot, by its papers and state. */
export function gapOfPile(pile: SharedPileRow, slot: TimeWindow): PileGap | null {
  return pileGap(
    {
      status: pile.status,
      kind: pile.kind,
      energised: pile.energised_at !== null,
      retired: pile.retired_at !== null,
      verificationNo: pile.verification_no,
      verificationUntilOn: pile.verification_until_on,
      insurancePolicy: pile.insurance_policy,
      insuredUntilOn: pile.insured_until_on,
    },
    localTimeOfMs(slot.end).on,
  );
}

/** The longest slot and buffer that a walk-up at `nowMs` may have: until the next hold or the end of the open hours. */
export function walkUpSlot({ facts }: SharedPlace, nowMs: number): TimeWindow | null {
  const open = facts.open.find((window) => window.start <= nowMs && nowMs < window.end);
  if (!open || facts.held.some((hold) => hold.start <= nowMs && nowMs < hold.end)) return null;
  const bufferMs = facts.rules.bufferMinutes * MINUTE_MS;
  const next = Math.min(...facts.held.filter((hold) => hold.start > nowMs).map((hold) => hold.start));
  const end = Math.min(open.end, nowMs + facts.rules.maxMinutes * MINUTE_MS, next - bufferMs);
  return end - nowMs >= SHORTEST_WALK_UP_MS ? { start: nowMs, end } : null;
}

const SHORTEST_WALK_UP_MS = HOUR_MS / 2;
