/** The grounds on which a utility may decline to take a request up; want of capacity is none of them. */
export const DECLINE_REASONS = [
  'no-right-to-space',
  'documents-not-genuine',
  'outside-supply-area',
  'already-supplied',
  'space-not-permitted',
] as const;
export type DeclineReason = (typeof DECLINE_REASONS)[number];

export const DECLINE_NOTE_MIN = 10;

export type DeclineVerdict =
  | { ok: true; reason: DeclineReason }
  | { ok: false; reason: 'unknown-reason' | 'explanation-missing' };

/** Whether a decline stands on a listed ground and says in words what was found. */
export function judgeDecline(reason: string, explanation: string): DeclineVerdict {
  // 电力法 art. 26: supply may not be refused without cause.
  const known = DECLINE_REASONS.find((candidate) => candidate === reason);
  if (!known) return { ok: false, reason: 'unknown-reason' };
  if (explanation.trim().length < DECLINE_NOTE_MIN) return { ok: false, reason: 'explanation-missing' };
  return { ok: true, reason: known };
}
