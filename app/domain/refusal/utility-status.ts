/** Codes of a 报装 case at the utility as exchanged with the city's service platform. */
export const UTILITY_STATUS_CODES = [1, 3, 4, 6, 8, 9, 10, 11] as const;
export type UtilityStatusCode = (typeof UTILITY_STATUS_CODES)[number];

export interface UtilityStatus {
  readonly name: string;
  readonly english: string;
  readonly clock: 'running' | 'paused' | 'ended';
  readonly next: readonly UtilityStatusCode[];
}

export const UTILITY_STATUSES: Readonly<Record<UtilityStatusCode, UtilityStatus>> = {
  1: { name: '已接件', english: 'Received', clock: 'running', next: [3, 4, 6] },
  3: { name: '已受理', english: 'Accepted', clock: 'running', next: [6, 8] },
  4: { name: '不受理', english: 'Not accepted', clock: 'ended', next: [] },
  6: { name: '补正', english: 'Documents to be completed', clock: 'paused', next: [1, 3, 4, 8] },
  8: { name: '办理中', english: 'In progress', clock: 'running', next: [6, 9, 10, 11] },
  9: { name: '特别程序', english: 'Special procedure', clock: 'paused', next: [8, 10] },
  10: { name: '特别程序', english: 'Special procedure', clock: 'paused', next: [8, 11] },
  11: { name: '办结', english: 'Completed', clock: 'ended', next: [] },
};

export type UtilityStatusVerdict =
  | { ok: true; code: UtilityStatusCode; clock: UtilityStatus['clock'] }
  | { ok: false; reason: 'unknown-code' | 'not-allowed-from' };

/** Whether the utility's case may move to `code` from `from`, null before the first status. */
export function decideUtilityStatus(from: UtilityStatusCode | null, code: number): UtilityStatusVerdict {
  const known = UTILITY_STATUS_CODES.find((candidate) => candidate === code);
  if (known === undefined) return { ok: false, reason: 'unknown-code' };
  const allowed: readonly UtilityStatusCode[] = from === null ? [1] : UTILITY_STATUSES[from].next;
  if (!allowed.includes(known)) return { ok: false, reason: 'not-allowed-from' };
  return { ok: true, code: known, clock: UTILITY_STATUSES[known].clock };
}
