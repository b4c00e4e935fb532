import { addDays, instantFromMs, localTimeOf, minuteOfDayFrom, msFromLocal } from '../shared/local-time';
import { intervalsFromMeter, type MeterPoint } from '../shared/meter-points';

/** How much: kWh at the meter, percentage points of a battery, or km at a consumption. */
export type WishAmount =
  | { readonly kind: 'kwh'; readonly kwh: number }
  | { readonly kind: 'percent'; readonly percent: number; readonly batteryKwh: number }
  | { readonly kind: 'km'; readonly km: number; readonly kwhPer100Km: number };

/** What a driver asks for: the car ready at a local time `HH:mm` with an amount added. */
export interface Wish {
  readonly readyTime: string;
  readonly amount: WishAmount;
}

/** Taken when a driver has said nothing: 150 km by half past seven, an assumption of ours. */
export const DEFAULT_WISH: Wish = { readyTime: '07:30', amount: { kind: 'km', km: 150, kwhPer100Km: 15 } };

const MOST_KWH = 200;

export type WishVerdict =
  | { ok: true; energyKwh: number; departAt: string }
  | {
      ok: false;
      reason: 'ready-time' | 'energy' | 'percent' | 'battery' | 'distance' | 'consumption' | 'too-much';
    };

/** Energy in kWh (above 0, at most 200) and the next departure strictly after `nowAt`. */
export function resolveWish(wish: Wish, nowAt: string): WishVerdict {
  const departAt = nextDeparture(wish.readyTime, nowAt);
  if (departAt === null) return { ok: false, reason: 'ready-time' };
  const fault = amountFault(wish.amount);
  if (fault) return { ok: false, reason: fault };
  const energyKwh = energyOf(wish.amount);
  return energyKwh > MOST_KWH ? { ok: false, reason: 'too-much' } : { ok: true, energyKwh, departAt };
}

/** The next instant strictly after `nowAt` at which local clocks show `time`; null when that is no time of day. */
export function nextDeparture(time: string, nowAt: string): string | null {
  const minute = minuteOfDayFrom(time);
  if (minute === null) return null;
  const today = localTimeOf(nowAt).on;
  const now = Date.parse(nowAt);
  const candidates = [addDays(today, -1), today, addDays(today, 1)].map((on) => msFromLocal(on, minute));
  const next = candidates.find((ms) => ms > now);
  return next === undefined ? null : instantFromMs(next);
}

export type RemainingVerdict =
  | { ok: true; deliveredWh: number; remainingWh: number }
  | { ok: false; reason: 'not-an-integer' | 'not-in-time-order' | 'register-went-back' };

/** What is still owed of a wish after the meter readings of its session, whole Wh and never below 0. */
export function remainingEnergy(energyKwh: number, points: readonly MeterPoint[]): RemainingVerdict {
  const meter = intervalsFromMeter(points);
  if (!meter.ok) return { ok: false, reason: meter.reason };
  const wishedWh = Math.round(energyKwh * 1000);
  return { ok: true, deliveredWh: meter.energyWh, remainingWh: Math.max(0, wishedWh - meter.energyWh) };
}

export type ReadinessVerdict =
  | { ok: true; latestStartAt: string; slackMinutes: number }
  | { ok: false; reason: 'not-enough-time'; reachableKwh: number; missingKwh: number };

/** Whether the energy fits before departure at `maxKw`, and until when charging may wait. */
export function judgeReadiness(
  energyKwh: number,
  maxKw: number,
  nowAt: string,
  departAt: string,
): ReadinessVerdict {
  const now = Date.parse(nowAt);
  const depart = Date.parse(departAt);
  const availableMs = Math.max(0, depart - now);
  const reachableKwh = (Math.max(0, maxKw) * availableMs) / 3_600_000;
  if (energyKwh > reachableKwh + 1e-9) {
    return { ok: false, reason: 'not-enough-time', reachableKwh, missingKwh: energyKwh - reachableKwh };
  }
  const neededMs = energyKwh > 0 ? Math.ceil((energyKwh / maxKw) * 3_600_000 - 1e-6) : 0;
  const latestStart = Math.max(now, depart - neededMs);
  return {
    ok: true,
    latestStartAt: instantFromMs(latestStart),
    slackMinutes: Math.floor((latestStart - now) / 60_000),
  };
}

function energyOf(amount: WishAmount): number {
  if (amount.kind === 'kwh') return amount.kwh;
  if (amount.kind === 'percent') return (amount.percent * amount.batteryKwh) / 100;
  return (amount.km * amount.kwhPer100Km) / 100;
}

function amountFault(
  amount: WishAmount,
): 'energy' | 'percent' | 'battery' | 'distance' | 'consumption' | null {
  const isPositive = (value: number) => Number.isFinite(value) && value > 0;
  if (amount.kind === 'kwh') return isPositive(amount.kwh) ? null : 'energy';
  if (amount.kind === 'percent') {
    if (!isPositive(amount.percent) || amount.percent > 100) return 'percent';
    return isPositive(amount.batteryKwh) ? null : 'battery';
  }
  if (!isPositive(amount.km)) return 'distance';
  return isPositive(amount.kwhPer100Km) ? null : 'consumption';
}
