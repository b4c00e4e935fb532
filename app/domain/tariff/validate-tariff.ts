import { isDate, MINUTES_PER_DAY } from '../shared/local-time';
import { bandCovers, bandPriceE4, EVERY_MONTH, type TariffBand, type TariffVersion } from './tariff-version';

export type TariffIssue =
  | { rule: 'base-price' | 'valid-range' | 'holiday-date' }
  | { rule: 'band-bounds' | 'band-months' | 'band-delta' | 'negative-price'; band: number }
  | {
      rule: 'gap' | 'overlap';
      days: 'ordinary' | 'holiday';
      months: number[];
      fromMinute: number;
      toMinute: number;
    };

/** Everything that keeps a version from pricing each minute of each day exactly once. */
export function validateTariff(version: TariffVersion): TariffIssue[] {
  const issues: TariffIssue[] = [];
  if (!Number.isSafeInteger(version.basePriceE4) || version.basePriceE4 < 0)
    issues.push({ rule: 'base-price' });
  const { validFromOn, validUntilOn } = version;
  if (
    !isDate(validFromOn) ||
    (validUntilOn !== null && !(isDate(validUntilOn) && validFromOn < validUntilOn))
  ) {
    issues.push({ rule: 'valid-range' });
  }
  if (!version.holidaysOn.every(isDate)) issues.push({ rule: 'holiday-date' });
  for (const [index, band] of version.bands.entries()) {
    const rule = bandIssue(version, band);
    if (rule) issues.push({ rule, band: index });
  }
  return issues.length > 0 ? issues : coverageIssues(version);
}

/** Pairs of versions of one tariff that are in force on the same date, by id. */
export function overlappingVersions(versions: readonly TariffVersion[]): [string, string][] {
  const sorted = versions.toSorted((a, b) => (a.validFromOn < b.validFromOn ? -1 : 1));
  const pairs: [string, string][] = [];
  for (const [i, version] of sorted.entries()) {
    for (const later of sorted.slice(i + 1)) {
      if (version.validUntilOn === null || later.validFromOn < version.validUntilOn)
        pairs.push([version.id, later.id]);
    }
  }
  return pairs;
}

export type ApprovedVerdict =
  | { ok: true }
  | {
      ok: false;
      reason: 'surcharge-in-energy-price' | 'below-approved-price' | 'not-covered';
      month: number;
      days: 'ordinary' | 'holiday';
      minuteOfDay: number;
      priceE4: number | null;
      approvedE4: number | null;
    };

/** Whether the energy price passed on equals the approved one in every minute (电力法 44, 物业管理条例 44); a surcharge is named before a discount. */
export function checkApprovedPrice(version: TariffVersion, approved: TariffVersion): ApprovedVerdict {
  let below: ApprovedVerdict = { ok: true };
  for (const { days, month, minuteOfDay } of everyMinute()) {
    const priceE4 = priceAt(version, month, days, minuteOfDay);
    const approvedE4 = priceAt(approved, month, days, minuteOfDay);
    if (priceE4 === approvedE4 && priceE4 !== null) continue;
    const found = { ok: false, month, days, minuteOfDay, priceE4, approvedE4 } as const;
    if (priceE4 === null || approvedE4 === null) return { ...found, reason: 'not-covered' };
    if (priceE4 > approvedE4) return { ...found, reason: 'surcharge-in-energy-price' };
    if (below.ok) below = { ...found, reason: 'below-approved-price' };
  }
  return below;
}

function bandIssue(version: TariffVersion, band: TariffBand) {
  const { fromMinute, toMinute, months, deltaE4 } = band;
  const whole = Number.isSafeInteger(fromMinute) && Number.isSafeInteger(toMinute);
  if (
    !whole ||
    fromMinute < 0 ||
    fromMinute >= MINUTES_PER_DAY ||
    toMinute < 0 ||
    toMinute > MINUTES_PER_DAY
  ) {
    return 'band-bounds';
  }
  if (fromMinute === toMinute) return 'band-bounds';
  if (months.length === 0 || !months.every((month) => EVERY_MONTH.includes(month))) return 'band-months';
  if (!Number.isSafeInteger(deltaE4)) return 'band-delta';
  return bandPriceE4(version, band) < 0 ? 'negative-price' : null;
}

function coverageIssues(version: TariffVersion): TariffIssue[] {
  const found = new Map<string, TariffIssue & { months: number[] }>();
  for (const days of ['ordinary', 'holiday'] as const) {
    if (days === 'holiday' && version.holidaysOn.length === 0) continue;
    for (const month of EVERY_MONTH) {
      for (const { rule, fromMinute, toMinute } of miscovered(version, month, days === 'holiday')) {
        const key = [rule, days, fromMinute, toMinute].join();
        const issue = found.get(key) ?? { rule, days, months: [], fromMinute, toMinute };
        issue.months.push(month);
        found.set(key, issue);
      }
    }
  }
  return [...found.values()];
}

function miscovered(version: TariffVersion, month: number, holiday: boolean) {
  const ranges: { rule: 'gap' | 'overlap'; fromMinute: number; toMinute: number }[] = [];
  for (let minute = 0; minute < MINUTES_PER_DAY; minute++) {
    const count = version.bands.filter((band) => bandCovers(band, month, holiday, minute)).length;
    if (count === 1) continue;
    const rule = count === 0 ? 'gap' : 'overlap';
    const last = ranges.at(-1);
    if (last && last.rule === rule && last.toMinute === minute) last.toMinute = minute + 1;
    else ranges.push({ rule, fromMinute: minute, toMinute: minute + 1 });
  }
  return ranges;
}

function priceAt(
  version: TariffVersion,
  month: number,
  days: 'ordinary' | 'holiday',
  minute: number,
): number | null {
  const band = version.bands.find((candidate) => bandCovers(candidate, month, days === 'holiday', minute));
  return band ? bandPriceE4(version, band) : null;
}

function* everyMinute() {
  for (const days of ['ordinary', 'holiday'] as const) {
    for (const month of EVERY_MONTH) {
      for (let minuteOfDay = 0; minuteOfDay < MINUTES_PER_DAY; minuteOfDay++)
        yield { days, month, minuteOfDay };
    }
  }
}
