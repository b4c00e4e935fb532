interface DriverError {
  code?: string;
  message?: string;
  errors?: unknown[];
}

/** What keeps a database from being used, in one line: from whatever its driver threw. */
export function databaseProblem(error: unknown): string {
  if (lacksTables(error)) return 'the database holds no tables of this product; run "npm run migrate" first';
  return `the database cannot be used: ${firstLine(error)}`;
}

function lacksTables(error: unknown): boolean {
  const { code, message } = (error ?? {}) as DriverError;
  return code === '42P01' || /^no such table/.test(message ?? '');
}

/** A refused connection comes as a bundle of attempts without words of its own. */
function firstLine(error: unknown): string {
  const { code, message, errors } = (error ?? {}) as DriverError;
  if (!message && errors?.length) return firstLine(errors[0]);
  return (message || code || String(error)).split('\n')[0] ?? '';
}
