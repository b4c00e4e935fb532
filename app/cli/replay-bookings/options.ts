import { parseArgs } from 'node:util';
import { parseDate } from '../simulate/wall-clock';

export const usage = `Usage: npm run replay:bookings -- --sessions FILE [options]

Lets the charging sessions of a file's shared piles be booked, charged and billed by the product's own use cases, in a
database in memory, and prints what came of it.

  --sessions FILE    charging reports of the Trondheim form, as CSV or gzip; only rows of shared piles are taken
  --from YYYY-MM-DD  first day (the Monday of the week with the most shared sessions)
  --days N           so many days, 1 to 31 (7)
  --piles N          shared piles of the compound, 1 to 50 (as many as the days' sessions used)
  --limit-kw N       what all charging may take together, kW (half of what the piles can take)
  --json FILE        writes the figures as JSON as well
  --help             this text`;

export interface ReplayOptions {
  readonly sessions: string;
  /** Null: the busiest week. */
  readonly from: string | null;
  readonly days: number;
  readonly piles: number | null;
  readonly limitKw: number | null;
  readonly json: string | null;
}

const FLAGS = {
  sessions: { type: 'string' },
  from: { type: 'string' },
  days: { type: 'string', default: '7' },
  piles: { type: 'string' },
  'limit-kw': { type: 'string' },
  json: { type: 'string' },
} as const;

/** The options, or what is wrong with them. */
export function parseOptions(args: string[]): ReplayOptions | string {
  try {
    const { values } = parseArgs({ args, options: FLAGS });
    if (!values.sessions) return '--sessions FILE is missing';
    if (values.from !== undefined && parseDate(values.from) === undefined)
      return `--from: "${values.from}" is not a day YYYY-MM-DD`;
    const days = wholeNumber(values.days, 31);
    if (days === null) return `--days: "${values.days}" is not a whole number from 1 to 31`;
    const piles = values.piles === undefined ? undefined : wholeNumber(values.piles, 50);
    if (piles === null) return `--piles: "${values.piles}" is not a whole number from 1 to 50`;
    const limitKw = values['limit-kw'] === undefined ? null : Number(values['limit-kw']);
    if (limitKw !== null && !(limitKw >= 1 && limitKw <= 10_000))
      return `--limit-kw: "${values['limit-kw']}" is not a number of kW from 1 to 10000`;
    const { sessions, from = null, json = null } = values;
    return { sessions, from, days, piles: piles ?? null, limitKw, json };
  } catch (error) {
    return (error as Error).message;
  }
}

function wholeNumber(text: string, most: number): number | null {
  const value = Number(text);
  return /^\d+$/.test(text) && value >= 1 && value <= most ? value : null;
}
