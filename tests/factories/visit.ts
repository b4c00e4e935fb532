import type { MeterSample } from '~/domain/gateway/meter-sample';
import { bookSlot } from '~/use-cases/booking/book-slot.server';
import { recordMeterValues } from '~/use-cases/gateway/record-meter-values.server';
import { recordStatus } from '~/use-cases/gateway/record-status.server';
import { startSession } from '~/use-cases/gateway/start-session.server';
import { stopSession } from '~/use-cases/gateway/stop-session.server';
import type { TestDeps } from './deps';
import type { TestHousehold, TestSharedPile } from './sharing';

let keys = 0;

/** A slot booked by a household; throws where it is refused. */
export async function bookTestSlot(
  deps: TestDeps,
  who: TestHousehold,
  pile: TestSharedPile,
  slot: { startAt: string; endAt: string; wantedWh?: number; vehicleId?: string | null },
): Promise<string> {
  keys += 1;
  const booked = await bookSlot(deps, who.actor, {
    compoundId: who.compoundId,
    householdId: who.householdId,
    pileId: pile.pileId,
    vehicleId: slot.vehicleId === undefined ? who.vehicleId : slot.vehicleId,
    startAt: slot.startAt,
    endAt: slot.endAt,
    wantedWh: slot.wantedWh ?? 10_000,
    agreedWh: null,
    idempotencyKey: `visit-${keys}`,
  });
  if (!booked.ok) throw new Error(booked.reason);
  return booked.bookingId;
}

/** A car that plugs in at a pile, as its station tells it. */
export function plugIn(
  deps: TestDeps,
  pile: TestSharedPile,
  idTag: string,
  start: { startedAt?: string; meterStartWh?: number } = {},
) {
  const { startedAt = deps.clock(), meterStartWh = 1000 } = start;
  return startSession(deps, pile, { connectorId: 1, idTag, meterStartWh, startedAt });
}

export function unplug(
  deps: TestDeps,
  pile: TestSharedPile,
  transactionId: number,
  end: { meterStopWh: number; endedAt?: string; reason?: string; samples?: MeterSample[] },
) {
  const { meterStopWh, endedAt = deps.clock(), reason = 'EVDisconnected', samples = [] } = end;
  return stopSession(deps, pile, { transactionId, idTag: null, meterStopWh, endedAt, reason, samples });
}

export function registerSample(sampledAt: string, value: number): MeterSample {
  return {
    sampledAt,
    value,
    context: 'Sample.Periodic',
    measurand: 'Energy.Active.Import.Register',
    phase: '',
    location: 'Outlet',
    unit: 'Wh',
  };
}

export function meter(
  deps: TestDeps,
  pile: TestSharedPile,
  transactionId: number,
  readings: readonly (readonly [at: string, registerWh: number])[],
) {
  const samples = readings.map(([at, wh]) => registerSample(at, wh));
  return recordMeterValues(deps, [{ station: pile, connectorId: 1, transactionId, samples }]);
}

export function setStatus(deps: TestDeps, pile: TestSharedPile, status: string, statusAt?: string) {
  return recordStatus(deps, pile, {
    connectorId: 1,
    status,
    errorCode: null,
    statusAt: statusAt ?? deps.clock(),
  });
}

export function bookingOf(deps: TestDeps, bookingId: string) {
  return deps.db.selectFrom('booking').selectAll().where('id', '=', bookingId).executeTakeFirstOrThrow();
}

export async function noticesOf(deps: TestDeps, householdId: string) {
  const rows = await deps.db
    .selectFrom('household_notice')
    .select(['kind', 'facts'])
    .where('household_id', '=', householdId)
    .orderBy('at')
    .orderBy('kind')
    .execute();
  return rows.map(({ kind, facts }) => ({ kind, facts: JSON.parse(facts) as Record<string, unknown> }));
}
