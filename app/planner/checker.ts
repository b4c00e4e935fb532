export interface InputError {
  /** Where in the input, as in `vehicles[3].depart`; empty for the input as a whole. */
  path: string;
  message: string;
}

export type Fields = Record<string, unknown>;

/** More errors than a person reads. */
const MOST_ERRORS = 50;

/** Collects what is wrong with an input of unknown shape. Each check answers whether the value passed. */
export class Checker {
  readonly errors: InputError[] = [];

  fail(path: string, message: string): false {
    if (this.errors.length < MOST_ERRORS) this.errors.push({ path, message });
    return false;
  }

  object(path: string, value: unknown): value is Fields {
    const found = typeof value === 'object' && value !== null && !Array.isArray(value);
    return found || this.fail(path, 'must be an object');
  }

  /** Complains of every field that has no meaning here: a misspelt one would be left out of the plan in silence. */
  only(path: string, value: Fields, known: readonly string[]): void {
    for (const key of Object.keys(value)) {
      if (known.includes(key)) continue;
      const meant = known.find((name) => name.toLowerCase() === key.toLowerCase());
      this.fail(path === '' ? key : `${path}.${key}`, meant ? `is not known: use ${meant}` : 'is not known');
    }
  }

  list(path: string, value: unknown): value is unknown[] {
    return Array.isArray(value) || this.fail(path, value === undefined ? 'is missing' : 'must be an array');
  }

  text(path: string, value: unknown): value is string {
    if (value === undefined) return this.fail(path, 'is missing');
    return (typeof value === 'string' && value !== '') || this.fail(path, 'must be a text that is not empty');
  }

  number(path: string, value: unknown): value is number {
    if (value === undefined) return this.fail(path, 'is missing');
    return (
      (typeof value === 'number' && Number.isFinite(value)) || this.fail(path, 'must be a finite number')
    );
  }

  amount(path: string, value: unknown): value is number {
    return this.number(path, value) && (value >= 0 || this.fail(path, 'must be 0 or more'));
  }

  count(path: string, value: unknown): value is number {
    if (!this.number(path, value)) return false;
    return (Number.isInteger(value) && value >= 0) || this.fail(path, 'must be a whole number, 0 or more');
  }

  oneOf(path: string, value: unknown, allowed: readonly unknown[]): boolean {
    if (value === undefined) return this.fail(path, 'is missing');
    return (
      allowed.includes(value) ||
      this.fail(path, `must be ${allowed.map((a) => JSON.stringify(a)).join(' or ')}`)
    );
  }

  unique(path: string, value: string, taken: Set<string>): void {
    if (taken.has(value)) this.fail(path, `is used more than once: ${JSON.stringify(value)}`);
    taken.add(value);
  }
}
