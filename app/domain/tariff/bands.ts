import {
  addDays,
  instantFromMs,
  localTimeOfMs,
  MINUTE_MS,
  MINUTES_PER_DAY,
  msFromLocal,
} from '../shared/local-time';
import { type BandKind, bandCovers, bandPriceE4, type TariffVersion, versionOn } from './tariff-version';

/** A stretch of time with one price, `[startAt, endAt)`. */
export interface BandSegment {
  readonly startAt: string;
  readonly endAt: string;
  readonly kind: BandKind;
  readonly priceE4: number;
  readonly versionId: string;
}

export interface InstantWindow {
  readonly startAt: string;
  readonly endAt: string;
}

export type BandsVerdict =
  | { ok: true; bands: BandSegment[] }
  | { ok: false; reason: 'no-tariff'; at: string };

export type PricesVerdict = { ok: true; prices: number[] } | { ok: false; reason: 'no-tariff'; at: string };

/** The priced stretches that tile the window in order, split at band edges, month ends and version changes. */
export function bandsFor(window: InstantWindow, versions: readonly TariffVersion[]): BandsVerdict {
  const start = Date.parse(window.startAt);
  const end = Date.parse(window.endAt);
  const bands: BandSegment[] = [];
  let cursor = start;
  while (cursor < end) {
    const local = localTimeOfMs(cursor);
    const version = versionOn(versions, local.on);
    const holiday = version?.holidaysOn.includes(local.on) ?? false;
    const band = version?.bands.find((b) => bandCovers(b, local.month, holiday, local.minuteOfDay));
    if (!version || !band) return { ok: false, reason: 'no-tariff', at: instantFromMs(cursor) };
    const until = Math.min(end, nextEdge(version, local.on, local.minuteOfDay));
    append(bands, {
      startAt: instantFromMs(cursor),
      endAt: instantFromMs(until),
      kind: band.kind,
      priceE4: bandPriceE4(version, band),
      versionId: version.id,
    });
    cursor = until;
  }
  return { ok: true, bands };
}

/** Energy price in yuan per kWh of each interval from `startAt` on, weighted by time where an interval spans a band edge. */
export function pricesFor(
  window: InstantWindow,
  intervalMinutes: number,
  versions: readonly TariffVersion[],
): PricesVerdict {
  const verdict = bandsFor(window, versions);
  if (!verdict.ok) return verdict;
  const start = Date.parse(window.startAt);
  const end = Date.parse(window.endAt);
  const step = intervalMinutes * MINUTE_MS;
  const prices: number[] = [];
  let first = 0;
  for (let from = start; from < end; from += step) {
    const until = Math.min(end, from + step);
    let weighted = 0;
    for (let i = first; i < verdict.bands.length; i++) {
      const band = verdict.bands[i]!;
      const bandEnd = Date.parse(band.endAt);
      if (bandEnd <= from) first = i + 1;
      const shared = Math.min(until, bandEnd) - Math.max(from, Date.parse(band.startAt));
      if (shared > 0) weighted += shared * band.priceE4;
      if (bandEnd >= until) break;
    }
    prices.push(weighted / (until - from) / 10_000);
  }
  return { ok: true, prices };
}

function nextEdge(version: TariffVersion, on: string, minuteOfDay: number): number {
  let edge = MINUTES_PER_DAY;
  for (const band of version.bands) {
    for (const minute of [band.fromMinute, band.toMinute]) {
      if (minute > minuteOfDay && minute < edge) edge = minute;
    }
  }
  return edge === MINUTES_PER_DAY ? msFromLocal(addDays(on, 1)) : msFromLocal(on, edge);
}

function append(bands: BandSegment[], next: BandSegment): void {
  const last = bands.at(-1);
  const same =
    last && last.kind === next.kind && last.priceE4 === next.priceE4 && last.versionId === next.versionId;
  if (same) bands[bands.length - 1] = { ...last, endAt: next.endAt };
  else bands.push(next);
}
