import { type ChargeBill, chargeBill } from '~/domain/billing/charge-bill';
import { occupationFee } from '~/domain/booking/occupation';
import { compensationFen, owedWh } from '~/domain/booking/promise-kept';
import type { Quote } from '~/domain/booking/quote';
import { sessionIntervals } from '~/domain/charging/session-meter';
import { localTimeOf, msFromInstant } from '~/domain/shared/local-time';
import type { IntervalEnergy } from '~/domain/shared/meter-points';
import type { Db, Trx } from '~db/client.server';
import { type BookingRow, listBookingEvents } from '~db/queries/bookings.server';
import { listRegisters } from '~db/queries/charging-history.server';
import { getPriceBoard } from '~db/queries/price-boards.server';
import { findSharedPile, type SharedPileRow } from '~db/queries/shared-piles.server';
import { getSharingRules } from '~db/queries/sharing-rules.server';
import { loadTariff } from '~db/queries/tariffs.server';
import { findVehicle } from '~db/queries/vehicles.server';
import {
  type ChargeBillRow,
  findChargeBill,
  findOccupation,
  listSessionsOfBooking,
  saveChargeBill,
} from '~db/queries/visits.server';
import type { Deps } from '../deps';

/** Stops that are the pile's or the grid's doing (OCPP 1.6 §7.36). */
const PILE_STOPS: readonly string[] = ['PowerLoss', 'HardReset', 'SoftReset', 'Reboot'];

type Sessions = Awaited<ReturnType<typeof listSessionsOfBooking>>;

export interface VisitBill extends ChargeBill {
  /** What came until the end of the slot, Wh. */
  readonly deliveredWh: number;
  readonly lenderHouseholdId: string | null;
}

/** What a visit has cost until `nowAt`: the running cost while the car charges, the bill once it has stopped. Null without a tariff. */
export async function visitBill(db: Db | Trx, booking: BookingRow, nowAt: string): Promise<VisitBill | null> {
  const { compound_id: compoundId } = booking;
  const pile = await findSharedPile(db, compoundId, booking.pile_id);
  if (!pile) return null;
  const board = await getPriceBoard(db, compoundId, booking.price_board_id);
  const tariff = await loadTariff(db, compoundId, localTimeOf(booking.start_at).on);
  const { rules } = await getSharingRules(db, compoundId);
  const sessions = await listSessionsOfBooking(db, compoundId, booking.id);
  const intervals = await intervalsOf(db, compoundId, sessions);
  const deliveredWh = energyUntil(intervals, msFromInstant(booking.asked_end_at));
  const owed = await owedTo(db, booking, { pile, sessions, deliveredWh });
  const occupation = await findOccupation(db, compoundId, booking.id);
  const stay = occupation && {
    start: msFromInstant(occupation.from_at),
    end: msFromInstant(occupation.until_at ?? nowAt),
  };
  const isPaid = occupation && occupation.status !== 'waived' && board.occupation;
  const verdict = chargeBill({
    intervals,
    versions: tariff.versions,
    serviceFee: board.serviceFee,
    quote: JSON.parse(booking.quote) as Quote,
    owedFen: compensationFen(owed, rules.shortfallFenPerKwh),
    occupationFen: isPaid && stay ? occupationFee(stay, isPaid).feeFen : 0,
    operatorShare: pile.kind === 'lent' ? rules.operatorShare : null,
  });
  return verdict.ok ? { ...verdict, deliveredWh, lenderHouseholdId: pile.lender_household_id } : null;
}

async function intervalsOf(db: Db | Trx, compoundId: string, sessions: Sessions): Promise<IntervalEnergy[]> {
  const registers = await listRegisters(
    db,
    compoundId,
    sessions.map(({ transaction_id }) => transaction_id),
  );
  return sessions.flatMap((session) =>
    sessionIntervals(
      {
        startedAt: session.started_at,
        endAt: session.ended_at ?? session.last_meter_at,
        startWh: session.meter_start_wh,
        endWh: session.meter_stop_wh ?? session.last_meter_wh,
      },
      registers.flatMap(({ transaction_id, sampled_at, value }) =>
        transaction_id === session.transaction_id ? [{ at: sampled_at, registerWh: value }] : [],
      ),
    ),
  );
}

function energyUntil(intervals: readonly IntervalEnergy[], untilMs: number): number {
  return intervals.reduce((sum, { startAt, endAt, energyWh }) => {
    const start = msFromInstant(startAt);
    const length = msFromInstant(endAt) - start;
    const part = Math.min(1, Math.max(0, (untilMs - start) / length));
    return sum + Math.floor(energyWh * part);
  }, 0);
}

/** What of the promise did not come for reasons of the grid or the operator, Wh; nothing while the car still charges. */
async function owedTo(
  db: Db | Trx,
  booking: BookingRow,
  { pile, sessions, deliveredWh }: { pile: SharedPileRow; sessions: Sessions; deliveredWh: number },
): Promise<number> {
  const { compound_id: compoundId, household_id: householdId, vehicle_id: vehicleId } = booking;
  const last = sessions.at(-1);
  if (!last?.ended_at) return 0;
  const events = await listBookingEvents(db, compoundId, booking.id);
  const stop = events.findLast(({ kind }) => kind === 'unplugged');
  const { connectorStatus } = JSON.parse(stop?.detail ?? '{}') as { connectorStatus?: string };
  const car = vehicleId === null ? undefined : await findVehicle(db, compoundId, householdId, vehicleId);
  const brokeOff = PILE_STOPS.includes(last.stop_reason ?? '');
  return owedWh({
    promisedWh: booking.promised_wh,
    startMs: msFromInstant(booking.start_at),
    endMs: msFromInstant(booking.asked_end_at),
    graceMinutes: pile.grace_minutes,
    maxKw: Math.min(pile.max_kw, car?.max_kw ?? pile.max_kw),
    pluggedMs: msFromInstant(sessions[0]!.started_at),
    stoppedMs: brokeOff ? null : msFromInstant(last.ended_at),
    deliveredWh,
    wasCut: brokeOff || events.some(({ kind }) => kind === 'cut-short'),
    carWasFull: connectorStatus === 'SuspendedEV' || isFullAtLast(events, last.transaction_id),
  });
}

function isFullAtLast(events: readonly { kind: string; detail: string }[], transactionId: number): boolean {
  const saysOf = (detail: string) => (JSON.parse(detail) as { transactionId?: number }).transactionId;
  return events.some(({ kind, detail }) => kind === 'car-full' && saysOf(detail) === transactionId);
}

/** Makes the bill of a visit, or corrects the one that is there; undefined where nothing can be priced. */
export async function saveVisitBill(
  trx: Trx,
  deps: Pick<Deps, 'clock'>,
  booking: BookingRow,
): Promise<ChargeBillRow | undefined> {
  const at = deps.clock();
  const bill = await visitBill(trx, booking, at);
  if (!bill) return undefined;
  await saveChargeBill(trx, {
    compound_id: booking.compound_id,
    booking_id: booking.id,
    household_id: booking.household_id,
    pile_id: booking.pile_id,
    price_board_id: booking.price_board_id,
    energy_wh: bill.energyWh,
    lines: JSON.stringify(bill.lines),
    electricity_fen: bill.electricityFen,
    service_fen: bill.serviceFen,
    guarantee_fen: bill.guaranteeFen,
    compensation_fen: bill.compensationFen,
    occupation_fen: bill.occupationFen,
    total_fen: bill.totalFen,
    lender_household_id: bill.lenderHouseholdId,
    lender_fen: bill.lenderFen,
    made_at: at,
    updated_at: at,
  });
  return findChargeBill(trx, booking.compound_id, booking.id);
}
