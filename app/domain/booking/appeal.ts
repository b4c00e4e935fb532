import { DAY_MS } from '../shared/local-time';

/** A fee can be appealed against for so long after the stay. */
export const APPEAL_DAYS = 7;
const LONGEST_TEXT = 1000;

export interface OccupationCase {
  readonly status: string;
  readonly feeFen: number;
  /** When the car had left, epoch ms; null while it stays. */
  readonly untilMs: number | null;
}

export type AppealRefusal = 'nothing-charged' | 'still-there' | 'appealed-already' | 'too-late' | 'text';

/** Whether a household may appeal against the fee for a stay at `nowMs`; null where it may. */
export function appealRefusal(
  { status, feeFen, untilMs }: OccupationCase,
  text: string,
  nowMs: number,
): AppealRefusal | null {
  if (status === 'running' || untilMs === null) return 'still-there';
  if (status !== 'ended') return 'appealed-already';
  if (feeFen <= 0) return 'nothing-charged';
  if (nowMs > untilMs + APPEAL_DAYS * DAY_MS) return 'too-late';
  return isText(text) ? null : 'text';
}

/** Reasons are said in words that fit a page. */
export function isText(text: string): boolean {
  return text.trim() !== '' && text.length <= LONGEST_TEXT;
}
