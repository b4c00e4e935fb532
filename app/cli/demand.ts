import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { type DemandModel, demandModelOf } from '~/planner';
import { describeFindings } from './simulate/findings';
import { parseTrondheimSessions } from './simulate/trondheim-sessions';
import { minutesPerDay, parseDate } from './simulate/wall-clock';

const DONE = 0;
const BAD_INPUT = 2;
const LAST_DAY = '2019-10-31';

const HELP = `Usage: npm run demand -- --sessions FILE [--until ${LAST_DAY}] [--output app/planner/trondheim-demand.json]

Sums published charging sessions up to the demand model that hosting capacity draws its nights from: how often piles are
used on each weekday, when cars arrive, how long they stay, what they charge. No session and no user is kept.
FILE is "Dataset 1_EV charging reports.csv" of Mendeley Data jbks2rcwyj. Sessions that end after the day --until are left out.
Exit status: 0 written, 2 for bad input, each error with its line on standard error.`;

const ORIGIN = {
  source:
    'Sørensen et al., Residential electric vehicle charging datasets from apartment buildings, Data in Brief 36 (2021) 107105; Mendeley Data jbks2rcwyj, dataset 1 (Risvollan housing cooperative, Trondheim)',
  licence: 'CC BY 4.0',
};

/** Writes the demand model of a session file as JSON, to standard output without `--output`. */
export async function main(args: string[]): Promise<number> {
  const options = readOptions(args);
  if ('help' in options) {
    process.stdout.write(`${HELP}\n`);
    return DONE;
  }
  if ('message' in options) return refuse([options.message, 'See npm run demand -- --help']);
  let text: string;
  try {
    text = await readFile(options.sessions, 'utf8');
  } catch (error) {
    return refuse([`${options.sessions}: cannot be read (${reasonOf(error)})`]);
  }
  const read = readModel(text, options.untilMinute);
  if (!read.ok) return refuse(describeFindings(options.sessions, read.findings));
  if (!read.model) return refuse([`${options.sessions}: has no session that ends by --until`]);
  const json = asLines(read.model);
  if (options.output === undefined) {
    process.stdout.write(json);
    return DONE;
  }
  try {
    await writeFile(options.output, json);
    return DONE;
  } catch (error) {
    return refuse([`${options.output}: cannot be written (${reasonOf(error)})`]);
  }
}

function readOptions(
  args: string[],
): { sessions: string; untilMinute: number; output?: string } | { help: true } | { message: string } {
  try {
    const { values } = parseArgs({
      args,
      options: {
        sessions: { type: 'string' },
        until: { type: 'string', default: LAST_DAY },
        output: { type: 'string' },
        help: { type: 'boolean' },
      },
    });
    if (values.help) return { help: true };
    if (values.sessions === undefined) return { message: '--sessions: is missing' };
    const day = parseDate(values.until);
    if (day === undefined) return { message: `--until: "${values.until}" is not a day YYYY-MM-DD` };
    return { sessions: values.sessions, untilMinute: day + minutesPerDay, output: values.output };
  } catch (error) {
    return { message: reasonOf(error) };
  }
}

/** Later sessions are taken out of the text first, because the power of a pile is told from all of its sessions. */
function readModel(text: string, untilMinute: number) {
  const whole = parseTrondheimSessions(text, null);
  if (!whole.ok) return whole;
  const late = new Set(whole.value.sessions.flatMap((s) => (s.departAt > untilMinute ? [s.line] : [])));
  const earlier = text
    .split('\n')
    .filter((_, index) => !late.has(index + 1))
    .join('\n');
  const parsed = parseTrondheimSessions(earlier, null);
  if (!parsed.ok) return parsed;
  const ended = parsed.value.sessions.filter(({ departAt }) => departAt <= untilMinute);
  const stays = ended.map((session) => ({
    pile: `${session.groupId} ${session.userId}`,
    arriveMinute: session.arriveAt,
    departMinute: session.departAt,
    energyKwh: session.energyKwh,
    maxKw: session.maxKw,
  }));
  return { ok: true as const, model: demandModelOf(stays, ORIGIN) };
}

/** JSON with a list of numbers on each line. */
function asLines(model: DemandModel): string {
  const spaced = JSON.stringify(model, null, 2);
  return `${spaced.replace(/\[[\d\s.,]+\]/g, (list) => list.replace(/\s+/g, ' ').replace('[ ', '[').replace(' ]', ']'))}\n`;
}

function refuse(lines: readonly string[]): number {
  process.stderr.write(`${lines.join('\n')}\n`);
  return BAD_INPUT;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
