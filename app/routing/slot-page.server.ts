import type { AppLoadContext } from '@remix-run/node';
import type { BillData, OccupationData, SlotPage } from '~/components/sharing/slot-data';
import { appealRefusal } from '~/domain/booking/appeal';
import { type BookingStatus, bookingAfter } from '~/domain/booking/booking-life';
import { judgeRoom, judgeSlot } from '~/domain/booking/judge-slot';
import type { Quote } from '~/domain/booking/quote';
import { slotStage } from '~/domain/booking/slot-stage';
import { instantFromMs, MINUTE_MS, msFromInstant } from '~/domain/shared/local-time';
import { reachBooking } from '~/use-cases/shared/booking/reach-booking.server';
import { loadSharingScene, type SharingScene } from '~/use-cases/shared/booking/sharing-scene.server';
import { visitBill } from '~/use-cases/shared/visit/visit-bill.server';
import type { Db } from '~db/client.server';
import { listBookingEvents, type VisibleBooking } from '~db/queries/bookings.server';
import { findSession } from '~db/queries/sessions.server';
import { findVehicle } from '~db/queries/vehicles.server';
import { findChargeBill, findOccupation } from '~db/queries/visits.server';
import { orRefuse, requireRole } from './guard.server';

const STARTS_SHOWN = 60;
/** A text that an appeal could carry, to ask whether there can be one. */
const SOME_TEXT = '-';

/** A slot of the viewer's household: what it waits for, what it has had and cost, and what can still be changed. */
export async function readSlotPage(
  context: AppLoadContext,
  request: Request,
  bookingId: string,
): Promise<SlotPage> {
  const viewer = requireRole(context, request, 'resident');
  const { db, clock, newId } = context.deps;
  const { booking } = orRefuse(await reachBooking(db, viewer, 'booking.change', bookingId));
  const { compound_id: compoundId, household_id: householdId } = booking;
  const now = clock();
  const scene = await loadSharingScene(db, {
    compoundId,
    householdId,
    nowAt: now,
    exceptBookingId: booking.id,
  });
  const session = booking.transaction_id
    ? await findSession(db, { compoundId, pileId: booking.pile_id }, booking.transaction_id)
    : undefined;
  const status = booking.status as BookingStatus;
  const { stage, atMs } = slotStage(
    {
      status,
      closeReason: booking.close_reason,
      startMs: booking.start_ms,
      endMs: msFromInstant(booking.end_at),
      answerByMs: booking.answer_by_at === null ? null : msFromInstant(booking.answer_by_at),
      graceMinutes: booking.grace_minutes,
      session: session ? (session.ended_at === null ? 'running' : 'ended') : null,
    },
    scene.nowMs,
  );
  const car = booking.vehicle_id
    ? await findVehicle(db, compoundId, householdId, booking.vehicle_id)
    : undefined;
  const events = await listBookingEvents(db, compoundId, booking.id);
  return {
    now,
    formKey: newId('form'),
    bookingId,
    code: booking.code,
    spaceCode: booking.space_code,
    pileId: booking.pile_id,
    status,
    stage,
    stageAt: atMs === null ? null : instantFromMs(atMs),
    startAt: booking.start_at,
    endAt: booking.end_at,
    promisedWh: booking.promised_wh,
    quoteFen: (JSON.parse(booking.quote) as Quote).totalFen,
    carLabel: car ? `${car.plate} · ${car.model}` : null,
    ...(await readCost(db, booking, now, session !== undefined)),
    occupation: await readOccupation(db, booking, scene.nowMs),
    ...changesOf(scene, booking),
    events: events.map(({ kind, at }) => ({ kind, at })),
  };
}

async function readCost(
  db: Db,
  booking: VisibleBooking,
  now: string,
  hasSession: boolean,
): Promise<{ bill: BillData | null; deliveredWh: number | null }> {
  const running = hasSession ? await visitBill(db, booking, now) : null;
  const made = await findChargeBill(db, booking.compound_id, booking.id);
  const deliveredWh = running?.deliveredWh ?? null;
  if (made) {
    return {
      deliveredWh,
      bill: {
        isRunning: booking.status === 'active',
        energyWh: made.energy_wh,
        lines: JSON.parse(made.lines) as BillData['lines'],
        electricityFen: made.electricity_fen,
        serviceFen: made.service_fen,
        guaranteeFen: made.guarantee_fen,
        compensationFen: made.compensation_fen,
        occupationFen: made.occupation_fen,
        totalFen: made.total_fen,
      },
    };
  }
  if (!running) return { bill: null, deliveredWh };
  const { energyWh, electricityFen, serviceFen, guaranteeFen, compensationFen, occupationFen, totalFen } =
    running;
  const lines = [...running.lines];
  return {
    deliveredWh,
    bill: {
      isRunning: true,
      energyWh,
      lines,
      electricityFen,
      serviceFen,
      guaranteeFen,
      compensationFen,
      occupationFen,
      totalFen,
    },
  };
}

async function readOccupation(
  db: Db,
  booking: VisibleBooking,
  nowMs: number,
): Promise<OccupationData | null> {
  const row = await findOccupation(db, booking.compound_id, booking.id);
  if (!row) return null;
  const { status, fee_fen: feeFen, until_at: untilAt } = row;
  const untilMs = untilAt === null ? null : msFromInstant(untilAt);
  return {
    fromAt: row.from_at,
    untilAt,
    feeFen,
    status: status as OccupationData['status'],
    decisionText: row.decision_text,
    canAppeal: appealRefusal({ status, feeFen, untilMs }, SOME_TEXT, nowMs) === null,
  };
}

/** What can still be changed about a slot. */
function changesOf(
  { places, rules, nowMs }: SharingScene,
  booking: VisibleBooking,
): Pick<SlotPage, 'ends' | 'starts' | 'canCancel' | 'cancelCounts'> {
  const status = booking.status as BookingStatus;
  const can = (event: Parameters<typeof bookingAfter>[1]) => bookingAfter(status, event).ok;
  const hasBegun = booking.start_ms <= nowMs;
  const place = places.find(({ pile }) => pile.pile_id === booking.pile_id);
  const isFree = place !== undefined && place.pile.needs_approval !== 1 && place.gap === null;
  return {
    ends: isFree && can('extended') ? laterEnds(booking, place) : [],
    starts: isFree && can('moved') && !hasBegun ? otherStarts(booking, place) : [],
    canCancel: can('cancelled') && !hasBegun,
    cancelCounts: status === 'booked' && booking.start_ms - nowMs < rules.freeCancelMinutes * MINUTE_MS,
  };
}

type Place = SharingScene['places'][number];

function laterEnds(booking: VisibleBooking, { facts }: Place): string[] {
  const step = facts.rules.stepMinutes * MINUTE_MS;
  const longest = booking.start_ms + facts.rules.maxMinutes * MINUTE_MS;
  const ends: string[] = [];
  for (let end = msFromInstant(booking.end_at) + step; end <= longest; end += step) {
    if (!judgeRoom({ start: booking.start_ms, end }, facts).ok) break;
    ends.push(instantFromMs(end));
  }
  return ends;
}

function otherStarts(booking: VisibleBooking, { facts }: Place): string[] {
  const step = facts.rules.stepMinutes * MINUTE_MS;
  const length = msFromInstant(booking.end_at) - booking.start_ms;
  const first = booking.start_ms - Math.floor((booking.start_ms - facts.nowMs) / step) * step;
  const starts: string[] = [];
  for (let start = first; start < facts.furthestMs && starts.length < STARTS_SHOWN; start += step) {
    const slot = { start, end: start + length };
    if (start !== booking.start_ms && judgeSlot(slot, facts).ok) starts.push(instantFromMs(start));
  }
  return starts;
}
