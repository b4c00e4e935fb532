/** Whether a statement failed because a booking that holds the same pile or car shares an instant with it. */
export function isExclusionViolation(error: unknown): boolean {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  return code === '23P01' || (code === 'SQLITE_CONSTRAINT_TRIGGER' && String(message).includes('exclusion:'));
}
