import { nearestFreeSlot } from '~/domain/booking/free-slots';
import { judgeRoom, judgeSlot, type SlotRefusal } from '~/domain/booking/judge-slot';
import type { NearSlot } from '~/domain/booking/notice-kinds';
import type { HouseholdGap, PileGap } from '~/domain/booking/pile-access';
import type { Quote } from '~/domain/booking/quote';
import { judgeQuota } from '~/domain/booking/sharing-rules';
import { DAY_MS, instantFromMs, MINUTE_MS, msFromInstant } from '~/domain/shared/local-time';
import type { TimeWindow } from '~/domain/shared/time-window';
import { priceEnergy } from '~/domain/tariff/price-energy';
import type { Db, Trx } from '~db/client.server';
import {
  type BookingRow,
  findBookingByKey,
  insertBooking,
  insertBookingEvent,
} from '~db/queries/bookings.server';
import {
  COMMON_BOARD,
  findPriceBoard,
  getPriceBoard,
  type PriceBoard,
} from '~db/queries/price-boards.server';
import { listPromises, type PromiseRow } from '~db/queries/promises.server';
import type { Deps } from '../deps';
import { loadGridFacts, phasesOf } from '../night/grid-facts.server';
import { findCar } from './find-car.server';
import { type EnergyWindow, promiseEnergy } from './promise-energy';
import { gapOfPile, loadSharingScene, type SharedPlace, type SharingScene } from './sharing-scene.server';

/** A promise reaches no further than this before or after its slot. */
const AROUND_MS = 3 * DAY_MS;
export const MOST_WH = 200_000;

export interface PlacementInput {
  readonly compoundId: string;
  readonly pileId: string;
  readonly householdId: string;
  readonly vehicleId: string | null;
  readonly slot: TimeWindow;
  readonly wantedWh: number;
  /** The promise that the person has seen and agreed to; null where any will do. */
  readonly agreedWh: number | null;
  /**
   * `slot` keeps to the grid, the notice and the week's quota; `answer` to all but the notice, for what was asked in time;
   * `room` looks only at what is open and free.
   */
  readonly judge: 'slot' | 'answer' | 'room';
  /** The board that the price was published on; without it the one in force when the slot begins. */
  readonly priceBoardId?: string;
  /** The booking that this one replaces. */
  readonly except?: BookingRow;
}

export type NextBest = NearSlot;

export interface Placement {
  readonly ok: true;
  readonly place: SharedPlace;
  readonly scene: SharingScene;
  readonly hold: TimeWindow;
  readonly board: PriceBoard;
  readonly promisedWh: number;
  readonly quote: Quote;
}

type Why =
  | {
      reason:
        | 'no-such-pile'
        | 'no-such-car'
        | 'car-elsewhere'
        | 'energy'
        | 'no-published-price'
        | 'no-tariff'
        | 'no-energy'
        | SlotRefusal
        | PileGap
        | HouseholdGap;
    }
  | { reason: 'slots-used-up'; perWeek: number }
  | { reason: 'busy-hours-used-up'; minutesLeft: number }
  | { reason: 'promise-changed'; promisedWh: number; quote: Quote };

export type PlacementRefusal = { ok: false; nextBest: NextBest | null } & Why;

/**
 * Whether a slot can be had and what it would promise and cost: time, papers, quota, published price and energy, in this order.
 * Whoever stores the answer holds the compound's bookings (`lockBookings`) in the same transaction.
 */
export async function judgePlacement(
  db: Db | Trx,
  nowAt: string,
  input: PlacementInput,
): Promise<Placement | PlacementRefusal> {
  const { pileId, slot } = input;
  const exceptBookingId = input.except?.id;
  const scene = await loadSharingScene(db, { ...input, nowAt, exceptBookingId });
  const place = scene.places.find(({ pile }) => pile.pile_id === pileId);
  const refuse = (why: Why): PlacementRefusal => ({ ok: false, nextBest: nextBestIn(scene, slot), ...why });
  if (!place) return refuse({ reason: 'no-such-pile' });
  const gap = place.gap ?? gapOfPile(place.pile, slot);
  if (gap) return refuse({ reason: gap });
  const time = judgeTime(input, place);
  if (!time.ok) return refuse({ reason: time.reason });
  if (input.judge !== 'room') {
    const quota = judgeQuota(slot, scene.standing, scene.rules);
    if (!quota.ok) return refuse(quota);
  }
  const car = await findCar(db, scene, input, time.hold);
  if (car.reason) return refuse({ reason: car.reason });
  if (!isEnergy(input.wantedWh)) return refuse({ reason: 'energy' });
  const board = await findBoard(db, scene, place, input);
  if (!board) return refuse({ reason: 'no-published-price' });
  const promised = await promiseAt(db, nowAt, input, { place, scene, carKw: car.maxKw, board });
  if (!promised) return refuse({ reason: 'no-tariff' });
  if (promised.promisedWh <= 0) return refuse({ reason: 'no-energy' });
  if (input.agreedWh !== null && promised.promisedWh < input.agreedWh)
    return refuse({ reason: 'promise-changed', ...promised });
  return { ok: true, place, scene, hold: time.hold, board, ...promised };
}

/** Whether so much can be asked for: whole Wh, at most what the largest battery takes. */
export function isEnergy(wantedWh: number): boolean {
  return Number.isInteger(wantedWh) && wantedWh > 0 && wantedWh <= MOST_WH;
}

function judgeTime({ judge, slot }: PlacementInput, { facts }: SharedPlace) {
  if (judge === 'room') return judgeRoom(slot, facts);
  if (judge === 'slot') return judgeSlot(slot, facts);
  return judgeSlot(slot, { ...facts, rules: { ...facts.rules, latestNoticeMinutes: 0 } });
}

async function findBoard(
  db: Db | Trx,
  scene: SharingScene,
  { pile }: SharedPlace,
  { compoundId, slot, priceBoardId }: PlacementInput,
): Promise<PriceBoard | undefined> {
  if (priceBoardId) return getPriceBoard(db, compoundId, priceBoardId);
  const board = pile.kind === 'lent' ? pile.pile_id : COMMON_BOARD;
  return findPriceBoard(db, compoundId, board, instantFromMs(Math.max(slot.start, scene.nowMs)));
}

async function promiseAt(
  db: Db | Trx,
  nowAt: string,
  { compoundId, slot, wantedWh, except }: PlacementInput,
  {
    place,
    scene,
    carKw,
    board,
  }: { place: SharedPlace; scene: SharingScene; carKw: number; board: PriceBoard },
): Promise<{ promisedWh: number; quote: Quote } | null> {
  const around = { fromMs: slot.start - AROUND_MS, toMs: slot.end + AROUND_MS };
  const window = { fromAt: instantFromMs(around.fromMs), toAt: instantFromMs(around.toMs) };
  const grid = await loadGridFacts(db, compoundId, window);
  const promises = await listPromises(db, compoundId, around);
  const { pile } = place;
  const { promisedWh, intervals } = promiseEnergy({
    grid,
    share: scene.rules.promiseShare,
    promised: promises
      .filter(({ id }) => id !== except?.id)
      .flatMap((row) => energyLeft(row, msFromInstant(nowAt)) ?? []),
    asked: {
      id: 'asked',
      pile: { feederId: pile.feeder_id, transformerId: pile.transformer_id, phases: phasesOf(pile.phases) },
      window: { start: Math.max(slot.start, scene.nowMs), end: slot.end },
      energyWh: wantedWh,
      maxKw: Math.min(pile.max_kw, carKw),
      minKw: pile.min_kw,
    },
  });
  const priced = priceEnergy(intervals, grid.tariff.versions, board.serviceFee);
  if (!priced.ok) return null;
  const { energyWh, electricityFen, serviceFen, totalFen, lines } = priced;
  return { promisedWh, quote: { energyWh, electricityFen, serviceFen, totalFen, lines } };
}

/** What is left of a promise from `nowMs` on; null where nothing is. */
export function energyLeft(row: PromiseRow, nowMs: number): EnergyWindow | null {
  const start = Math.max(msFromInstant(row.start_at), nowMs);
  const end = msFromInstant(row.end_at);
  const energyWh = row.promised_wh - energyHad(row);
  if (end <= start || energyWh <= 0 || row.session_ended_at !== null) return null;
  return {
    id: row.id,
    pile: { feederId: row.feeder_id, transformerId: row.transformer_id, phases: phasesOf(row.phases) },
    window: { start, end },
    energyWh,
    maxKw: Math.min(row.max_kw, row.vehicle_max_kw ?? row.max_kw),
    minKw: row.min_kw,
  };
}

/** What a booking's sessions have had so far, Wh: those that have ended and the one that runs. */
export function energyHad(
  row: Pick<PromiseRow, 'delivered_wh' | 'meter_start_wh' | 'last_meter_wh'>,
): number {
  const running = row.meter_start_wh === null ? 0 : (row.last_meter_wh ?? 0) - row.meter_start_wh;
  return (row.delivered_wh ?? 0) + Math.max(0, running);
}

/** Of the piles that the household may use, the free slot of the same length nearest in time. */
export function nextBestIn({ places }: SharingScene, slot: TimeWindow): NextBest | null {
  const minutes = (slot.end - slot.start) / MINUTE_MS;
  return minutes > 0 ? nearestFreeIn(places, slot, minutes) : null;
}

/** The free slot of so many minutes nearest to the start of `slot`, at the piles that could be booked for it. */
export function nearestFreeIn(
  places: readonly SharedPlace[],
  slot: TimeWindow,
  minutes: number,
): NextBest | null {
  const open = places
    .filter(({ pile, gap }) => !gap && !gapOfPile(pile, slot))
    .map(({ pile, facts }) => ({ pile, facts }));
  const found = nearestFreeSlot(open, minutes, slot.start);
  return (
    found && {
      pileId: found.pile.pile_id,
      spaceCode: found.pile.space_code,
      startAt: instantFromMs(found.slot.start),
      endAt: instantFromMs(found.slot.end),
    }
  );
}

export interface StoreInput extends PlacementInput {
  readonly personId: string;
  readonly idempotencyKey: string;
  readonly kind: 'slot' | 'walk-up';
  readonly as: 'booked' | 'requested' | 'offered';
  /** Until when a request or an offer can be answered. */
  readonly answerByAt: string | null;
  readonly seriesId?: string;
  readonly waitId?: string;
}

export type Placed = { ok: true; bookingId: string; promisedWh: number; quote: Quote; isRepeat: boolean };

/** Judges and stores a booking once for its idempotency key; the caller has locked the compound's bookings. */
export async function placeBooking(
  trx: Trx,
  deps: Pick<Deps, 'clock' | 'newId'>,
  input: StoreInput,
): Promise<Placed | PlacementRefusal> {
  const known = await findBookingByKey(trx, input.compoundId, input.householdId, input.idempotencyKey);
  if (known) {
    const quote = JSON.parse(known.quote) as Quote;
    return { ok: true, bookingId: known.id, promisedWh: known.promised_wh, quote, isRepeat: true };
  }
  const at = deps.clock();
  const placement = await judgePlacement(trx, at, input);
  if (!placement.ok) return placement;
  const bookingId = deps.newId('bk');
  const { promisedWh, quote, hold, board } = placement;
  await insertBooking(trx, {
    compound_id: input.compoundId,
    id: bookingId,
    pile_id: input.pileId,
    household_id: input.householdId,
    vehicle_id: input.vehicleId,
    person_id: input.personId,
    kind: input.kind,
    status: input.as,
    ...windowColumns(input.slot, hold),
    asked_end_at: instantFromMs(input.slot.end),
    wanted_wh: input.wantedWh,
    promised_wh: promisedWh,
    quote: JSON.stringify(quote),
    price_board_id: board.id,
    idempotency_key: input.idempotencyKey,
    series_id: input.seriesId ?? null,
    wait_id: input.waitId ?? null,
    made_at: at,
    answer_by_at: input.answerByAt,
  });
  await insertBookingEvent(trx, {
    compoundId: input.compoundId,
    bookingId,
    at,
    kind: input.as,
    personId: input.personId,
    detail: { pileId: input.pileId, promisedWh, totalFen: quote.totalFen },
  });
  return { ok: true, bookingId, promisedWh, quote, isRepeat: false };
}

/** The columns that say when a booking is and how long it keeps the pile. */
export function windowColumns(slot: TimeWindow, hold: TimeWindow) {
  return {
    start_at: instantFromMs(slot.start),
    end_at: instantFromMs(slot.end),
    start_ms: hold.start,
    hold_until_ms: hold.end,
  };
}
