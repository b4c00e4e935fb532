import { setTimeout as pause } from 'node:timers/promises';
import { localTimeOfMs, MINUTE_MS } from '~/domain/shared/local-time';
import { startChargePoint } from './charge-point';
import type { ChargePoint, ChargePointEvent } from './charge-point-shape';
import type { NightStay } from './night';

export interface NightStation {
  readonly identity: string;
  readonly password: string;
  /** The card of whoever charges there tonight. */
  readonly idTag: string;
}

export interface NightRun {
  url: string;
  stations: readonly NightStation[];
  stays: readonly NightStay[];
  /** Piles that are connected although no car comes. */
  idlePiles?: readonly number[];
  /** Epoch milliseconds of the noon that the stays count from. */
  noonMs: number;
  speed: number;
  now: () => number;
  signal: AbortSignal;
  print: (line: string) => void;
}

export type NightOutcome =
  | { ok: true; deliveredKwh: number; wantedKwh: number }
  | { ok: false; message: string };

const GOODBYE_MS = 3000;

/** Connects the piles and lives through the night: cars come, charge by their limits and go. Ends early when the signal says so. */
export async function runNight(run: NightRun): Promise<NightOutcome> {
  const used = run.stations.filter(
    (_, index) => run.idlePiles?.includes(index) || run.stays.some((stay) => stay.pileIndex === index),
  );
  const piles = new Map<number, ChargePoint>();
  const failures: string[] = [];
  for (const station of used) {
    const pile = await connect(run, station).catch((error: Error) => `${station.identity}: ${error.message}`);
    if (typeof pile === 'string') failures.push(pile);
    else piles.set(run.stations.indexOf(station), pile);
  }
  if (piles.size === 0) return { ok: false, message: `no pile could connect to ${run.url} (${failures[0]})` };
  for (const failure of failures) run.print(failure);

  const tally = { deliveredKwh: 0, wantedKwh: 0 };
  for (const step of stepsOf(run)) {
    await pause(Math.max(0, (step.atMs - run.now()) / run.speed), undefined, { signal: run.signal }).catch(
      () => undefined,
    );
    if (run.signal.aborted) break;
    const pile = piles.get(step.stay.pileIndex);
    if (pile) await take(run, pile, step, tally).catch((error: Error) => run.print(error.message));
  }
  await Promise.race([leave([...piles.values()]), pause(GOODBYE_MS)]);
  return { ok: true, ...tally };
}

interface Step {
  atMs: number;
  kind: 'plug' | 'unplug';
  stay: NightStay;
}

function stepsOf(run: NightRun): Step[] {
  const steps = run.stays.flatMap((stay): Step[] => [
    { atMs: run.noonMs + stay.arriveMinute * MINUTE_MS, kind: 'plug', stay },
    { atMs: run.noonMs + stay.departMinute * MINUTE_MS, kind: 'unplug', stay },
  ]);
  return steps.sort((a, b) => a.atMs - b.atMs);
}

async function take(
  run: NightRun,
  pile: ChargePoint,
  { kind, stay }: Step,
  tally: { deliveredKwh: number; wantedKwh: number },
): Promise<void> {
  if (kind === 'plug') {
    const idTag = run.stations[stay.pileIndex]?.idTag ?? '';
    await pile.plugIn({ idTag, needKwh: stay.needKwh, maxKw: stay.maxKw });
    return;
  }
  const { deliveredKwh } = pile.state();
  tally.deliveredKwh += deliveredKwh;
  tally.wantedKwh += stay.needKwh;
  await pile.unplug();
}

function connect(run: NightRun, station: NightStation): Promise<ChargePoint> {
  const { identity, password } = station;
  return startChargePoint({
    url: run.url,
    identity,
    password,
    now: run.now,
    onEvent: (event) => run.print(describe(event)),
  });
}

async function leave(piles: readonly ChargePoint[]): Promise<void> {
  await Promise.allSettled(piles.map((pile) => pile.unplug()));
  await Promise.allSettled(piles.map((pile) => pile.close()));
}

function describe(event: ChargePointEvent): string {
  return `${localTimeOfMs(event.atMs).time}  ${event.identity}  ${wordsOf(event)}`;
}

function wordsOf(event: ChargePointEvent): string {
  switch (event.kind) {
    case 'booted':
      return 'online';
    case 'plugged':
      return `plugged in, wants ${event.needKwh.toFixed(1)} kWh`;
    case 'refused':
      return `not allowed to charge: ${event.status}`;
    case 'started':
      return `transaction ${event.transactionId} begins`;
    case 'limit':
      return event.kw === null ? 'no limit' : `limit ${event.kw.toFixed(2)} kW`;
    case 'full':
      return `full after ${event.deliveredKwh.toFixed(1)} kWh`;
    case 'stopped':
      return `transaction ends with ${event.deliveredKwh.toFixed(1)} kWh (${event.reason})`;
    case 'unplugged':
      return 'unplugged';
  }
}
