import { DEFAULT_WISH, nextDeparture, resolveWish, type Wish, type WishAmount } from './wish';

export const AMOUNT_KINDS = ['kwh', 'percent', 'km'] as const;
export type AmountKind = (typeof AMOUNT_KINDS)[number];

/** What a household asked for and when; `readyAt` is the departure it meant when it asked. */
export interface StatedWish {
  readonly readyTime: string;
  readonly amountKind: AmountKind;
  readonly amount: number;
  readonly mode: 'ordered' | 'now';
  readonly repeats: boolean;
  readonly madeAt: string;
  readonly readyAt: string;
}

/** The car's figures that turn percent and km into kWh; null where it is not known. */
export interface CarFigures {
  readonly batteryKwh: number | null;
  readonly kwhPer100Km: number | null;
}

export interface TonightWish {
  readonly source: 'stated' | 'usual' | 'default';
  readonly mode: 'ordered' | 'now';
  readonly readyTime: string;
  readonly energyKwh: number;
  readonly departAt: string;
}

/** Figures of a mean electric car, taken where a car is not known: an assumption of ours. */
const UNKNOWN_CAR = { batteryKwh: 60, kwhPer100Km: 15 } as const;

export function amountFrom(kind: AmountKind, amount: number, car: CarFigures): WishAmount {
  if (kind === 'kwh') return { kind, kwh: amount };
  if (kind === 'percent') {
    return { kind, percent: amount, batteryKwh: car.batteryKwh ?? UNKNOWN_CAR.batteryKwh };
  }
  return { kind, km: amount, kwhPer100Km: car.kwhPer100Km ?? UNKNOWN_CAR.kwhPer100Km };
}

/**
 * The wish in force for a stay that began at `sinceAt`: the latest one made for it, else the latest that repeats, else the default.
 * A departure that has passed while the car stayed is followed by the next one at the same time of day.
 */
export function tonightWish(
  wishes: readonly StatedWish[],
  car: CarFigures,
  stay: { sinceAt: string; nowAt: string },
): TonightWish {
  const newestFirst = wishes.toSorted((a, b) => (a.madeAt < b.madeAt ? 1 : -1));
  const once = newestFirst.find((wish) => !wish.repeats && wish.readyAt > stay.sinceAt);
  const usual = newestFirst.find((wish) => wish.repeats);
  const chosen = once && (!usual || once.madeAt >= usual.madeAt) ? once : usual;
  if (chosen) {
    const wish: Wish = {
      readyTime: chosen.readyTime,
      amount: amountFrom(chosen.amountKind, chosen.amount, car),
    };
    const resolved = resolveWish(wish, stay.nowAt);
    if (resolved.ok) {
      return {
        source: chosen.repeats ? 'usual' : 'stated',
        mode: !chosen.repeats && chosen.readyAt > stay.nowAt ? chosen.mode : 'ordered',
        readyTime: chosen.readyTime,
        energyKwh: resolved.energyKwh,
        departAt: resolved.departAt,
      };
    }
  }
  const resolved = resolveWish(DEFAULT_WISH, stay.nowAt);
  return {
    source: 'default',
    mode: 'ordered',
    readyTime: DEFAULT_WISH.readyTime,
    energyKwh: resolved.ok ? resolved.energyKwh : 0,
    departAt: resolved.ok ? resolved.departAt : (nextDeparture('00:00', stay.nowAt) ?? stay.nowAt),
  };
}
