import type { ServiceFee } from '../tariff/price-energy';
import { BAND_KINDS, type BandKind } from '../tariff/tariff-version';
import type { OccupationRule } from './occupation';

/** No service fee above this is taken for meant, in 1/10000 yuan per kWh: a guard against a slipped decimal point. */
const MOST_E4 = 30_000;

export type ServiceFeeVerdict =
  | { ok: true; serviceFee: ServiceFee }
  | { ok: false; reason: 'not-a-price' | 'too-high'; field: 'perKwh' | BandKind };

/** A service fee from yuan texts with at most four decimals: one for all bands, and others for single bands where given. */
export function serviceFeeFrom(
  perKwh: string,
  byBand: Partial<Record<BandKind, string>> = {},
): ServiceFeeVerdict {
  const all = priceE4From(perKwh);
  if (all === null) return { ok: false, reason: 'not-a-price', field: 'perKwh' };
  if (all > MOST_E4) return { ok: false, reason: 'too-high', field: 'perKwh' };
  const byBandE4: Partial<Record<BandKind, number>> = {};
  for (const kind of BAND_KINDS) {
    const text = byBand[kind]?.trim();
    if (!text) continue;
    const price = priceE4From(text);
    if (price === null) return { ok: false, reason: 'not-a-price', field: kind };
    if (price > MOST_E4) return { ok: false, reason: 'too-high', field: kind };
    byBandE4[kind] = price;
  }
  return { ok: true, serviceFee: { perKwhE4: all, byBandE4 } };
}

function priceE4From(text: string): number | null {
  const match = /^(\d{1,3})(?:\.(\d{1,4}))?$/.exec(text.trim());
  return match ? Number(match[1]) * 10_000 + Number((match[2] ?? '').padEnd(4, '0') || '0') : null;
}

/** The first number of an occupation rule that cannot be meant; null where all can. */
export function occupationFault(rule: OccupationRule): keyof OccupationRule | null {
  const within = (value: number, min: number, max: number) =>
    Number.isInteger(value) && value >= min && value <= max;
  if (!within(rule.graceMinutes, 0, 240)) return 'graceMinutes';
  if (!within(rule.fenPerMinute, 1, 1000)) return 'fenPerMinute';
  if (!within(rule.capFenPerDay, rule.fenPerMinute, 100_000)) return 'capFenPerDay';
  if (!within(rule.freeFromMinute, 0, 1440)) return 'freeFromMinute';
  return within(rule.freeToMinute, 0, 1440) && rule.freeFromMinute !== rule.freeToMinute
    ? null
    : 'freeToMinute';
}
