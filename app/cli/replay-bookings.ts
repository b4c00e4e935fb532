import { readFile, writeFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { figuresOf } from './replay-bookings/figures';
import { parseOptions, usage } from './replay-bookings/options';
import { describeReplay } from './replay-bookings/report';
import { runWeek } from './replay-bookings/run-week';
import { sharedWeek } from './replay-bookings/shared-stays';
import { openWorld } from './replay-bookings/world';
import { describeFindings } from './simulate/findings';
import { parseDate } from './simulate/wall-clock';

const DONE = 0;
const BAD_INPUT = 2;

/** Replays sessions of shared piles as bookings. Exit status 0 with the table, 2 on bad input. */
export async function main(args: string[]): Promise<number> {
  if (args.includes('--help')) {
    console.log(usage);
    return DONE;
  }
  const options = parseOptions(args);
  if (typeof options === 'string') return complain([`replay-bookings: ${options}`, usage]);
  const text = await readText(options.sessions);
  if (text === null) return complain([`${options.sessions}: cannot be read as UTF-8 text`]);
  const from = options.from === null ? null : (parseDate(options.from) ?? null);
  const week = sharedWeek(text, from, options.days);
  if (!week.ok) return complain(describeFindings(options.sessions, week.findings));
  const { piles, limitKw, json } = options;
  const world = await openWorld(week.value, { piles: piles ?? week.value.pilesUsed, limitKw });
  try {
    const asks = await runWeek(world, week.value);
    const figures = await figuresOf(world, week.value, asks);
    console.log(describeReplay(figures));
    if (json === null) return DONE;
    try {
      await writeFile(json, `${JSON.stringify(figures, null, 2)}\n`);
      return DONE;
    } catch (error) {
      return complain([`${json}: cannot be written: ${(error as NodeJS.ErrnoException).code}`]);
    }
  } finally {
    await world.close();
  }
}

async function readText(file: string): Promise<string | null> {
  try {
    const bytes = await readFile(file);
    const plain = bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes;
    return new TextDecoder('utf-8', { fatal: true }).decode(plain);
  } catch {
    return null;
  }
}

function complain(lines: readonly string[]): number {
  for (const line of lines) console.error(line);
  return BAD_INPUT;
}
