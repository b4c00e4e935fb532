import type { Certainty } from '../shared/parameter';

/** 尖, 峰, 平, 谷, 深谷. */
export const BAND_KINDS = ['sharp', 'peak', 'flat', 'valley', 'deep-valley'] as const;
export type BandKind = (typeof BAND_KINDS)[number];

export const EVERY_MONTH: readonly number[] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

/** Local minutes of day `[fromMinute, toMinute)`, across midnight when `toMinute ≤ fromMinute`; month and kind of day are those of each instant's own date. */
export interface TariffBand {
  readonly kind: BandKind;
  readonly fromMinute: number;
  readonly toMinute: number;
  readonly months: readonly number[];
  readonly days: 'all' | 'ordinary' | 'holiday';
  readonly deltaE4: number;
}

/** An energy price in force on local dates `[validFromOn, validUntilOn)`; prices and deltas in 1/10000 yuan per kWh. */
export interface TariffVersion {
  readonly id: string;
  readonly name: string;
  readonly basePriceE4: number;
  readonly bands: readonly TariffBand[];
  readonly holidaysOn: readonly string[];
  readonly validFromOn: string;
  readonly validUntilOn: string | null;
  readonly source: string;
  readonly certainty: Certainty;
}

/** The version in force on a local date; of several the one that began last. */
export function versionOn(versions: readonly TariffVersion[], on: string): TariffVersion | null {
  let found: TariffVersion | null = null;
  for (const version of versions) {
    const inForce = version.validFromOn <= on && (version.validUntilOn === null || on < version.validUntilOn);
    if (inForce && (found === null || version.validFromOn > found.validFromOn)) found = version;
  }
  return found;
}

/** True when the band covers the minute in the given month and kind of day. */
export function bandCovers(band: TariffBand, month: number, holiday: boolean, minuteOfDay: number): boolean {
  if (!band.months.includes(month)) return false;
  if (band.days !== 'all' && (band.days === 'holiday') !== holiday) return false;
  const { fromMinute, toMinute } = band;
  return fromMinute < toMinute
    ? fromMinute <= minuteOfDay && minuteOfDay < toMinute
    : minuteOfDay >= fromMinute || minuteOfDay < toMinute;
}

/** Price of a band in 1/10000 yuan per kWh. */
export function bandPriceE4(version: TariffVersion, band: TariffBand): number {
  return version.basePriceE4 + band.deltaE4;
}

/** Yuan text of a price with four decimals: 5800 → `0.5800`. */
export function yuanFromE4(priceE4: number): string {
  const magnitude = Math.abs(priceE4);
  const text = `${Math.floor(magnitude / 10_000)}.${String(magnitude % 10_000).padStart(4, '0')}`;
  return priceE4 < 0 ? `-${text}` : text;
}
