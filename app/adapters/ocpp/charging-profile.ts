import { kwFromAmps, MIN_CURRENT_A, PHASE_VOLTAGE_V } from '~/domain/shared/electrical';
import { instantFromMs, MINUTE_MS, msFromInstant } from '~/domain/shared/local-time';
import type { ConnectorLimitOrder, FallbackLimitOrder, LimitUnits } from './port';

/** A profile that begins a moment ago is in force at once, even where the pile's clock is a little behind. */
const CLOCK_SKEW_S = 30;
const DEFAULT_MAX_PERIODS = 24;
const EPSILON = 1e-6;

export interface SchedulePeriod {
  startPeriod: number;
  limit: number;
  numberPhases: 1 | 3;
}

export interface SetChargingProfilePayload {
  connectorId: number;
  csChargingProfiles: {
    chargingProfileId: number;
    transactionId?: number;
    stackLevel: number;
    chargingProfilePurpose: 'TxProfile' | 'TxDefaultProfile';
    chargingProfileKind: 'Absolute' | 'Relative';
    validTo?: string;
    chargingSchedule: {
      duration?: number;
      startSchedule?: string;
      chargingRateUnit: 'A' | 'W';
      chargingSchedulePeriod: SchedulePeriod[];
    };
  };
}

export type ProfileVerdict =
  | { ok: true; payload: SetChargingProfilePayload }
  | { ok: false; reason: 'expired' | 'not-yet' | 'no-intervals' };

/**
 * OCPP 1.6 SetChargingProfile for a running transaction, in force from `nowAt`. Limits are rounded down to one decimal of the pile's
 * unit, so that their sum never exceeds the plan's; what is below the 6 A a car can hold becomes 0.
 */
export function txProfileFrom(order: ConnectorLimitOrder, units: LimitUnits, nowAt: string): ProfileVerdict {
  if (order.limitsKw.length === 0) return { ok: false, reason: 'no-intervals' };
  const intervalMs = order.intervalMinutes * MINUTE_MS;
  const nowMs = msFromInstant(nowAt);
  const firstMs = msFromInstant(order.startAt);
  const endMs = Math.min(msFromInstant(order.validToAt), firstMs + order.limitsKw.length * intervalMs);
  if (nowMs >= endMs) return { ok: false, reason: 'expired' };
  if (nowMs < firstMs - intervalMs) return { ok: false, reason: 'not-yet' };

  const startMs = Math.floor(nowMs / 1000) * 1000 - CLOCK_SKEW_S * 1000;
  const current = Math.max(0, Math.floor((nowMs - firstMs) / intervalMs));
  const periods: SchedulePeriod[] = [];
  let scheduleEndMs = endMs;
  for (let index = current; index < order.limitsKw.length; index += 1) {
    const fromMs = index === current ? startMs : firstMs + index * intervalMs;
    if (fromMs >= endMs) break;
    const limit = limitInUnit(order.limitsKw[index] ?? 0, units);
    if (limit === periods.at(-1)?.limit) continue;
    if (periods.length === (units.maxPeriods ?? DEFAULT_MAX_PERIODS)) {
      scheduleEndMs = fromMs;
      break;
    }
    const startPeriod = Math.ceil((fromMs - startMs) / 1000);
    periods.push({ startPeriod, limit, numberPhases: units.phaseCount });
  }
  return {
    ok: true,
    payload: {
      connectorId: order.connectorId,
      csChargingProfiles: {
        chargingProfileId: order.connectorId * 10 + 1,
        transactionId: order.transactionId,
        // Level 0 is mishandled by some piles, and any level of a TxProfile prevails over a TxDefaultProfile (OCPP 1.6 §3.13.2).
        stackLevel: Math.max(1, units.stackLevel),
        chargingProfilePurpose: 'TxProfile',
        chargingProfileKind: 'Absolute',
        validTo: instantFromMs(scheduleEndMs),
        chargingSchedule: {
          duration: Math.floor((scheduleEndMs - startMs) / 1000),
          startSchedule: instantFromMs(startMs),
          chargingRateUnit: units.rateUnit,
          chargingSchedulePeriod: periods,
        },
      },
    },
  };
}

/** The safe limit of every transaction without a profile of its own, online or offline; it never expires (OCPP 1.6 §3.13.6). */
export function txDefaultProfileFrom(
  order: FallbackLimitOrder,
  units: LimitUnits,
): SetChargingProfilePayload {
  return {
    connectorId: 0,
    csChargingProfiles: {
      chargingProfileId: 2,
      stackLevel: Math.max(1, units.stackLevel),
      chargingProfilePurpose: 'TxDefaultProfile',
      chargingProfileKind: 'Relative',
      chargingSchedule: {
        chargingRateUnit: units.rateUnit,
        chargingSchedulePeriod: [
          { startPeriod: 0, limit: limitInUnit(order.limitKw, units), numberPhases: units.phaseCount },
        ],
      },
    },
  };
}

/** `powerKw` in the pile's unit, one decimal rounded down (OCPP 1.6 §7.13); 0 where it is less than 6 A a phase. */
export function limitInUnit(powerKw: number, units: Pick<LimitUnits, 'rateUnit' | 'phaseCount'>): number {
  if (powerKw + EPSILON < kwFromAmps(MIN_CURRENT_A, units.phaseCount)) return 0;
  const exact =
    units.rateUnit === 'W' ? powerKw * 1000 : (powerKw * 1000) / (PHASE_VOLTAGE_V * units.phaseCount);
  return Math.floor(exact * 10 + EPSILON) / 10;
}
