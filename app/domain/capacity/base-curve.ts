import { minuteOfDayFrom } from '../shared/local-time';

export const POINTS_A_DAY = 96;
const HIGHEST_KW = 20_000;

export interface CurveIssue {
  /** Line of the text, from 1; null for the whole. */
  readonly line: number | null;
  readonly reason: 'not-a-number' | 'negative' | 'too-large' | 'columns' | 'time-order' | 'count';
  readonly found: string;
}

export type CurveVerdict =
  | { ok: true; pointsKw: number[]; peakKw: number }
  | { ok: false; reason: 'bad-curve'; issues: CurveIssue[] };

/**
 * Reads a day of 96 quarter-hour mean powers in kW: values separated by blanks, commas or lines,
 * or a CSV of `HH:mm,kW` lines from 00:00 on, with or without a heading.
 */
export function readBaseCurve(text: string): CurveVerdict {
  const lines = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .map((content, index) => ({ line: index + 1, content: content.trim() }))
    .filter(({ content }) => content !== '');
  if (startsWithHeading(lines)) lines.shift();
  const isTimed = lines.some(({ content }) => /\d{1,2}:\d{2}/.test(content));
  const { values, issues } = isTimed ? readTimed(lines) : readPlain(lines);
  if (issues.length === 0 && values.length !== POINTS_A_DAY) {
    issues.push({ line: null, reason: 'count', found: String(values.length) });
  }
  if (issues.length > 0) return { ok: false, reason: 'bad-curve', issues };
  return { ok: true, pointsKw: values, peakKw: Math.max(...values) };
}

interface Line {
  readonly line: number;
  readonly content: string;
}

/** A first line without any digit, above a whole day of values. */
function startsWithHeading([first, ...rest]: readonly Line[]): boolean {
  if (!first || /\d/.test(first.content)) return false;
  return rest.flatMap(({ content }) => cellsOf(content)).length >= POINTS_A_DAY;
}

function cellsOf(content: string): string[] {
  return content.split(/[\s,;，；]+/).filter((part) => part !== '');
}

function readTimed(lines: readonly Line[]) {
  const values: number[] = [];
  const issues: CurveIssue[] = [];
  lines.forEach(({ line, content }, index) => {
    const cells = content.split(/[,;\t，；]|\s+(?=[\d.-]+$)/).map((cell) => cell.trim());
    if (cells.length !== 2) {
      issues.push({ line, reason: 'columns', found: content });
      return;
    }
    const [time = '', value = ''] = cells;
    const clock = /(\d{1,2}):(\d{2})/.exec(time);
    const minute = clock ? minuteOfDayFrom(`${clock[1]?.padStart(2, '0')}:${clock[2]}`) : null;
    if (minute !== index * 15) issues.push({ line, reason: 'time-order', found: time });
    readValue(value, line, values, issues);
  });
  return { values, issues };
}

function readPlain(lines: readonly Line[]) {
  const values: number[] = [];
  const issues: CurveIssue[] = [];
  for (const { line, content } of lines) {
    for (const cell of cellsOf(content)) readValue(cell, line, values, issues);
  }
  return { values, issues };
}

function readValue(cell: string, line: number, values: number[], issues: CurveIssue[]): void {
  const value = Number(cell);
  values.push(value);
  if (cell === '' || !Number.isFinite(value)) issues.push({ line, reason: 'not-a-number', found: cell });
  else if (value < 0) issues.push({ line, reason: 'negative', found: cell });
  else if (value > HIGHEST_KW) issues.push({ line, reason: 'too-large', found: cell });
}
