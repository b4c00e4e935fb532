import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { readEnv } from '~/config/env.server';
import { instantFromMs, localTimeOfMs, MINUTE_MS, msFromLocal } from '~/domain/shared/local-time';
import { demoStations, guestTags } from '~db/seed/demo-stations';
import { warpServerClock } from './demo-piles/demo-clock';
import { guestsOfNight, withGuests } from './demo-piles/guests';
import { busiestNight, generateNight, type NightStay } from './demo-piles/night';
import { type NightStation, runNight } from './demo-piles/run-night';
import { describeFindings } from './simulate/findings';
import { parseSessionFile } from './simulate/session-file';

const USAGE = `Usage: npm run demo:piles -- [options]

Connects the ${demoStations.length} piles of the demonstration compound to a running server and lives through one night:
a guest comes to a booked slot, one walks up, one who has booked does not come.

  --url URL         the server's OCPP address (the PORT of this configuration on this machine)
  --speed N         how many times faster the night passes, 1 to 3600 (60)
  --sessions FILE   take the busiest night of a session file (Trondheim or ACN form) in place of a made-up one
  --seed N          another made-up night (1)
  --help            this text`;

const DONE = 0;
const FAILED = 1;
const BAD_INPUT = 2;
const NOON_MINUTE = 720;
const LEAD_MINUTES = 10;

interface Options {
  url: URL;
  speed: number;
  sessions: string | undefined;
  seed: number;
}

/** Runs the demonstration's piles against a server. Exit status 0 at the end of the night or on Ctrl-C, 1 when the server cannot be used, 2 on bad input. */
export async function main(args: string[]): Promise<number> {
  if (args.includes('--help')) {
    console.log(USAGE);
    return DONE;
  }
  const options = readOptions(args);
  if (typeof options === 'string') return complain(BAD_INPUT, [`demo-piles: ${options}`, USAGE]);
  const stays = await staysOf(options);
  if (!Array.isArray(stays)) return complain(BAD_INPUT, stays.messages);

  const noonMs = msFromLocal(localTimeOfMs(Date.now()).on, NOON_MINUTE);
  const firstMinute = Math.min(...stays.map((stay) => stay.arriveMinute));
  const startAt = instantFromMs(noonMs + (firstMinute - LEAD_MINUTES) * MINUTE_MS);
  const origin = originOf(options.url);
  const warped = await warpServerClock(origin, startAt, options.speed);
  if (!warped.ok) return complain(FAILED, [`demo-piles: ${warped.message}`]);

  const ending = new AbortController();
  const stop = () => ending.abort();
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  try {
    const outcome = await runNight({
      url: options.url.href.replace(/\/$/, ''),
      stations: nightStations(options),
      idlePiles: options.sessions === undefined ? [guestsOfNight.noShow.pileIndex] : [],
      stays,
      noonMs,
      speed: options.speed,
      now: warped.clock.now,
      signal: ending.signal,
      print: (line) => console.log(line),
    });
    if (!outcome.ok) return complain(FAILED, [`demo-piles: ${outcome.message}`]);
    const { deliveredKwh, wantedKwh } = outcome;
    console.log(
      ending.signal.aborted
        ? 'Stopped; every car was unplugged.'
        : `The night is over: ${deliveredKwh.toFixed(1)} of ${wantedKwh.toFixed(1)} kWh delivered.`,
    );
    return DONE;
  } finally {
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
    await warped.clock.reset();
  }
}

/** Where `npm start` serves with the same configuration. */
function defaultUrl(): string {
  const verdict = readEnv();
  return `ws://127.0.0.1:${verdict.ok ? verdict.env.PORT : 3000}/ocpp`;
}

function readOptions(args: string[]): Options | string {
  try {
    const { values } = parseArgs({
      args,
      options: {
        url: { type: 'string', default: defaultUrl() },
        speed: { type: 'string', default: '60' },
        sessions: { type: 'string' },
        seed: { type: 'string', default: '1' },
      },
    });
    const url = URL.parse(values.url);
    if (!url || !/^wss?:$/.test(url.protocol)) return '--url: is not a ws:// or wss:// address';
    const speed = Number(values.speed);
    if (!(speed >= 1 && speed <= 3600)) return '--speed: is not a number from 1 to 3600';
    const seed = Number(values.seed);
    if (!Number.isSafeInteger(seed) || seed < 0) return '--seed: is not a whole number';
    return { url, speed, sessions: values.sessions, seed };
  } catch (error) {
    return (error as Error).message;
  }
}

async function staysOf(options: Options): Promise<NightStay[] | { messages: string[] }> {
  const { sessions: file } = options;
  if (file === undefined) return withGuests(generateNight(demoStations.length, options.seed));
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    return { messages: [`demo-piles: ${file} cannot be read (${(error as NodeJS.ErrnoException).code})`] };
  }
  const parsed = parseSessionFile(text, null);
  if (!parsed.ok) return { messages: describeFindings(file, parsed.findings) };
  const stays = busiestNight(parsed.value.sessions, demoStations.length);
  return stays.length > 0 ? stays : { messages: [`demo-piles: ${file} holds no night that ends by noon`] };
}

/** At a shared pile whoever has booked there charges in the made-up night, else a household without a pile of its own. */
function nightStations({ sessions }: Options): NightStation[] {
  const { booked, walkUp } = guestsOfNight;
  let guests = 0;
  return demoStations.map(({ identity, password, idTag }, index) => {
    const own = sessions === undefined && [booked, walkUp].find(({ pileIndex }) => pileIndex === index);
    const guestTag = () => guestTags[guests++ % guestTags.length] ?? '';
    return { identity, password, idTag: idTag ?? (own ? own.idTag : guestTag()) };
  });
}

function originOf(url: URL): string {
  return `${url.protocol === 'wss:' ? 'https:' : 'http:'}//${url.host}`;
}

function complain(status: number, lines: readonly string[]): number {
  for (const line of lines) console.error(line);
  return status;
}
