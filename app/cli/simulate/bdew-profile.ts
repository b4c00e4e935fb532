import type { BaseLoad } from './base-load';
import { numberedLines, splitLine } from './delimited-text';
import { type Finding, type Parsed, refuse } from './findings';
import { parseNumberCell } from './sessions';
import { calendarOf, type LocalMinute, minutesPerDay, slotMinutes, slotsPerDay } from './wall-clock';

const months = [
  'Januar',
  'Februar',
  'März',
  'April',
  'Mai',
  'Juni',
  'Juli',
  'August',
  'September',
  'Oktober',
  'November',
  'Dezember',
];
const dayTypes = ['SA', 'FT', 'WT'];
const quarterHoursPerHour = 60 / slotMinutes;
/** The profile is scaled to this yearly use, kWh. */
const profileAnnualKwh = 1_000_000;

/** Saturday, Sunday and workday; public holidays differ by country and count as the weekday they fall on. */
function dayTypeOf(weekday: number): string {
  if (weekday === 6) return 'SA';
  return weekday === 0 ? 'FT' : 'WT';
}

function readHeading(monthCells: string[], typeCells: string[]): string[] | string {
  const keys = monthCells.slice(1).map((month, i) => `${month} ${typeCells[i + 1] ?? ''}`);
  const missing = months
    .flatMap((month) => dayTypes.map((type) => `${month} ${type}`))
    .filter((key) => !keys.includes(key));
  return missing.length > 0 ? `missing column ${missing.map((key) => `"${key}"`).join(', ')}` : keys;
}

/** BDEW standard load profile: 96 quarter-hours by month and day type, kWh a quarter-hour at 1,000,000 kWh a year. */
export function parseBdewProfile(text: string, dwellings: number, annualKwh: number): Parsed<BaseLoad> {
  const [monthLine, typeLine, ...body] = numberedLines(text);
  if (!monthLine || !typeLine) return refuse(1, 'a heading of two lines is expected: months, then day types');
  const keys = readHeading(splitLine(monthLine.text, ','), splitLine(typeLine.text, ','));
  if (typeof keys === 'string') return refuse(1, keys);
  const profile = new Map(keys.map((key) => [key, new Float64Array(slotsPerDay)]));
  const kwPerUnit = ((dwellings * annualKwh) / profileAnnualKwh) * quarterHoursPerHour;
  const findings: Finding[] = [];
  if (body.length !== slotsPerDay) {
    findings.push({ line: 0, message: `has ${body.length} quarter-hours, ${slotsPerDay} are expected` });
  }
  body.slice(0, slotsPerDay).forEach((entry, slot) => {
    const cells = splitLine(entry.text, ',');
    const start = new Date(slot * slotMinutes * 60_000).toISOString().slice(11, 16);
    if (!cells[0]?.startsWith(`${start}-`)) {
      findings.push({
        line: entry.line,
        message: `"${cells[0]}" stands where the quarter-hour ${start} is expected`,
      });
    }
    if (cells.length !== keys.length + 1) {
      findings.push({
        line: entry.line,
        message: `has ${cells.length} cells, the heading has ${keys.length + 1}`,
      });
    }
    cells.slice(1, keys.length + 1).forEach((cell, i) => {
      const value = parseNumberCell(cell, '.');
      if (typeof value === 'number' && value >= 0) profile.get(keys[i]!)![slot] = value * kwPerUnit;
      else findings.push({ line: entry.line, message: `${keys[i]} "${cell}" is not a number of kWh` });
    });
  });
  if (findings.length > 0) return { ok: false, findings };
  const kwAt = (slotStart: LocalMinute) => {
    const { month, weekday } = calendarOf(slotStart);
    const slot = Math.floor((slotStart % minutesPerDay) / slotMinutes);
    return profile.get(`${months[month - 1]} ${dayTypeOf(weekday)}`)![slot]!;
  };
  return { ok: true, value: { form: 'bdew-h25', dwellings, kwAt } };
}
