import { minuteOfDayFrom, timeFromMinute } from '~/domain/shared/local-time';
import type { Finding, Parsed } from './findings';
import { slotMinutes, slotsPerDay } from './wall-clock';

export const bandKinds = ['deep-valley', 'valley', 'flat', 'peak', 'sharp'] as const;

export type BandKind = (typeof bandKinds)[number];

/** Hours `[start, end)` on the wall clock at one price; the end may lie before the start, across midnight. */
export interface Band {
  kind: BandKind;
  start: string;
  end: string;
  priceYuanPerKwh: number;
}

/** Every quarter-hour of the day has one band. */
export interface Tariff {
  name: string;
  slots: { kind: BandKind; priceYuanPerKwh: number }[];
}

/** The shape of Hubei's residential pile tariff. */
export const defaultBands: Band[] = [
  { kind: 'valley', start: '23:00', end: '07:00', priceYuanPerKwh: 0.43 },
  { kind: 'flat', start: '07:00', end: '17:00', priceYuanPerKwh: 0.58 },
  { kind: 'peak', start: '17:00', end: '20:00', priceYuanPerKwh: 0.68 },
  { kind: 'sharp', start: '20:00', end: '22:00', priceYuanPerKwh: 0.78 },
  { kind: 'peak', start: '22:00', end: '23:00', priceYuanPerKwh: 0.68 },
];

export interface LocatedBand extends Band {
  line: number;
}

function slotOf(time: string): number | undefined {
  const minute = minuteOfDayFrom(time);
  return minute === null || minute % slotMinutes !== 0 ? undefined : minute / slotMinutes;
}

/** Lays the bands over the day; refuses times off the quarter-hour, overlaps and gaps. */
export function layBands(name: string, bands: LocatedBand[]): Parsed<Tariff> {
  const slots = new Array<Tariff['slots'][number] | undefined>(slotsPerDay).fill(undefined);
  const findings: Finding[] = [];
  for (const band of bands) {
    const start = slotOf(band.start);
    const end = slotOf(band.end);
    if (start === undefined || end === undefined || start === slotsPerDay) {
      findings.push({
        line: band.line,
        message: `"${band.start}-${band.end}" is not a pair of quarter-hours hh:mm-hh:mm`,
      });
      continue;
    }
    const length = end > start ? end - start : end - start + slotsPerDay;
    for (let k = 0; k < length; k++) {
      const slot = (start + k) % slotsPerDay;
      if (slots[slot]) {
        findings.push({
          line: band.line,
          message: `the bands overlap at ${timeFromMinute(slot * slotMinutes)}`,
        });
        break;
      }
      slots[slot] = { kind: band.kind, priceYuanPerKwh: band.priceYuanPerKwh };
    }
  }
  const gap = slots.indexOf(undefined);
  if (findings.length === 0 && gap >= 0) {
    findings.push({ line: 0, message: `no band covers ${timeFromMinute(gap * slotMinutes)}` });
  }
  if (findings.length > 0) return { ok: false, findings };
  return { ok: true, value: { name, slots: slots.filter((slot) => slot !== undefined) } };
}

export function defaultTariff(): Tariff {
  const laid = layBands(
    'Hubei residential pile',
    defaultBands.map((band) => ({ ...band, line: 0 })),
  );
  if (!laid.ok) throw new Error(`default tariff: ${laid.findings[0]!.message}`);
  return laid.value;
}
