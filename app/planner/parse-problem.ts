import { checkNodes } from './check-nodes';
import { checkVehicles } from './check-vehicles';
import { Checker, type Fields, type InputError } from './checker';
import type { ChargingProblem } from './problem';

const KNOWN = ['version', 'intervalMinutes', 'startAt', 'prices', 'nodes', 'vehicles', 'options'];
const KNOWN_OPTIONS = ['tieBreak', 'stepKw', 'stepShare'];
const TIE_BREAKS = ['flattest', 'earliest'];

/** 10 000 intervals are 104 days of quarter hours. */
const MOST_INTERVALS = 10_000;

export type ParsedProblem = { ok: true; problem: ChargingProblem } | { ok: false; errors: InputError[] };

/** Accepts exactly the problems that `planCharging` can plan, and says of any other input where it is wrong. */
export function parseProblem(input: unknown): ParsedProblem {
  const check = new Checker();
  if (check.object('', input)) {
    check.only('', input, KNOWN);
    checkHead(check, input);
    const intervals = checkPrices(check, input.prices);
    const nodes = checkNodes(check, input.nodes, intervals);
    checkVehicles(check, input.vehicles, intervals, nodes);
    checkOptions(check, input.options);
  }
  if (check.errors.length > 0) return { ok: false, errors: check.errors };
  return { ok: true, problem: input as unknown as ChargingProblem };
}

function checkHead(check: Checker, input: Fields): void {
  check.oneOf('version', input.version, [1]);
  if (check.number('intervalMinutes', input.intervalMinutes) && !(input.intervalMinutes > 0)) {
    check.fail('intervalMinutes', 'must be greater than 0');
  }
  if (!check.text('startAt', input.startAt)) return;
  const iso = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?Z$/;
  if (!iso.test(input.startAt) || !isOnCalendar(input.startAt)) {
    check.fail('startAt', 'must be a UTC instant such as 2026-11-20T04:00:00.000Z');
  }
}

/** Date.parse reads 31 February as 3 March and 24:00 as the next day. */
function isOnCalendar(startAt: string): boolean {
  const ms = Date.parse(startAt);
  const minutes = 'YYYY-MM-DDThh:mm'.length;
  return !Number.isNaN(ms) && new Date(ms).toISOString().slice(0, minutes) === startAt.slice(0, minutes);
}

/** The number of intervals, or undefined where there is no telling. */
function checkPrices(check: Checker, prices: unknown): number | undefined {
  if (!check.list('prices', prices)) return undefined;
  if (prices.length === 0) check.fail('prices', 'must have at least one number');
  if (prices.length > MOST_INTERVALS) check.fail('prices', `must have at most ${MOST_INTERVALS} numbers`);
  for (const [t, price] of prices.entries()) check.amount(`prices[${t}]`, price);
  return prices.length;
}

function checkOptions(check: Checker, options: unknown): void {
  if (options === undefined || !check.object('options', options)) return;
  check.only('options', options, KNOWN_OPTIONS);
  if (options.tieBreak !== undefined) check.oneOf('options.tieBreak', options.tieBreak, TIE_BREAKS);
  if (options.stepKw !== undefined) check.amount('options.stepKw', options.stepKw);
  if (options.stepShare === undefined) return;
  if (
    check.amount('options.stepShare', options.stepShare) &&
    !(options.stepShare > 0 && options.stepShare <= 1)
  )
    check.fail('options.stepShare', 'must be greater than 0 and at most 1');
  if (options.stepKw !== undefined) check.fail('options.stepShare', 'excludes stepKw: give one of them');
}
