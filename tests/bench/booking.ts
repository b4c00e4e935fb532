import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { DEFAULT_SHARING_RULES } from '~/domain/booking/sharing-rules';
import { HOUR_MS, instantFromMs, msFromInstant } from '~/domain/shared/local-time';
import { bookSlot } from '~/use-cases/booking/book-slot.server';
import { quoteSlot } from '~/use-cases/booking/quote-slot.server';
import type { SlotInput } from '~/use-cases/shared/booking/slot-input';
import { type Db, type Dialect, openDatabase } from '~db/client.server';
import { migrateToLatest } from '~db/migrate.server';
import { insertBooking } from '~db/queries/bookings.server';
import { isExclusionViolation } from '~db/queries/exclusion-violation.server';
import { makeCompound } from '../factories/compound';
import { makeDeps, type TestDeps } from '../factories/deps';
import { giveTariff } from '../factories/night';
import {
  addGuest,
  addSharedPile,
  publishBoard,
  setSharingRules,
  type TestHousehold,
} from '../factories/sharing';
import { startPostgres } from '../setup/embedded-postgres';

const ATTEMPTS = 1000;
const WANTED_SLOTS = 10;
const PILES = 20;
const HOUSEHOLDS = 50;
/** Friday 20 November 2026, 18:00 in Shanghai. */
const NOW = '2026-11-20T10:00:00.000Z';
const FIRST_MS = msFromInstant('2026-11-20T11:00:00.000Z');
const SLOT_MS = 2 * HOUR_MS;

interface Scene {
  db: Db;
  deps: TestDeps;
  piles: readonly string[];
  guests: readonly TestHousehold[];
  boardId: string;
}

type Attempt = SlotInput & { idempotencyKey: string; who: TestHousehold };

interface Figures {
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
}

const failures: string[] = [];

/** A compound whose 20 shared piles are open at all hours, with power and quota for every attempt. */
async function layOut(db: Db): Promise<Scene> {
  const compound = await makeCompound(db, { ratedKva: 1600, basePeakKw: 300 });
  const { compoundId } = compound;
  await db.updateTable('feeder').set({ limit_kw: 1200 }).where('compound_id', '=', compoundId).execute();
  await giveTariff(db, compoundId);
  const boardId = await publishBoard(db, compoundId);
  await setSharingRules(db, compoundId, {
    ...DEFAULT_SHARING_RULES,
    slotsPerWeek: ATTEMPTS,
    busyMinutesPerWeek: 10_080,
  });
  const piles: string[] = [];
  for (let n = 0; n < PILES; n += 1)
    piles.push((await addSharedPile(db, compound, { phases: 'ABC'[n % 3] ?? 'A' })).pileId);
  const guests: TestHousehold[] = [];
  for (let n = 0; n < HOUSEHOLDS; n += 1) guests.push(await addGuest(db, compound));
  return { db, deps: makeDeps(db, NOW), piles, guests, boardId };
}

/** The n-th of the distinct slots: pile after pile, then two hours later. */
function attemptOf({ piles, guests }: Scene, n: number, slotNo: number): Attempt {
  const who = guests[n % guests.length]!;
  const startMs = FIRST_MS + Math.floor(slotNo / piles.length) * SLOT_MS;
  return {
    compoundId: who.compoundId,
    householdId: who.householdId,
    pileId: piles[slotNo % piles.length]!,
    vehicleId: null,
    startAt: instantFromMs(startMs),
    endAt: instantFromMs(startMs + SLOT_MS),
    wantedWh: 5000,
    agreedWh: null,
    idempotencyKey: `attempt-${n}`,
    who,
  };
}

/** All attempts in flight together. */
async function race<T>(attempts: readonly Attempt[], take: (attempt: Attempt) => Promise<T>) {
  const ms: number[] = [];
  const startedMs = performance.now();
  const outcomes = await Promise.all(
    attempts.map(async (attempt) => {
      const sentMs = performance.now();
      const outcome = await take(attempt);
      ms.push(performance.now() - sentMs);
      return outcome;
    }),
  );
  return { outcomes, figures: figuresOf(ms, performance.now() - startedMs) };
}

function figuresOf(ms: number[], tookMs: number): Figures {
  ms.sort((a, b) => a - b);
  const at = (part: number) => ms[Math.min(ms.length - 1, Math.ceil(part * ms.length) - 1)]!;
  return { perSecond: (1000 * ms.length) / tookMs, p50Ms: at(0.5), p99Ms: at(0.99) };
}

const book = ({ deps }: Scene) => {
  return ({ who, ...input }: Attempt) => bookSlot(deps, who.actor, input);
};

/** The row alone, under the exclusion constraint: no rule, no promise, no price, no event. */
const bareInsert = ({ db, boardId }: Scene) => {
  return async (attempt: Attempt): Promise<{ ok: boolean }> => {
    const row = {
      compound_id: attempt.compoundId,
      id: `bare_${attempt.idempotencyKey}`,
      pile_id: attempt.pileId,
      household_id: attempt.householdId,
      vehicle_id: null,
      person_id: attempt.who.actor.personId,
      kind: 'slot' as const,
      status: 'booked' as const,
      start_at: attempt.startAt,
      end_at: attempt.endAt,
      start_ms: msFromInstant(attempt.startAt),
      hold_until_ms: msFromInstant(attempt.endAt),
      asked_end_at: attempt.endAt,
      wanted_wh: attempt.wantedWh,
      promised_wh: attempt.wantedWh,
      quote: '{}',
      price_board_id: boardId,
      idempotency_key: attempt.idempotencyKey,
      made_at: NOW,
    };
    try {
      await db.transaction().execute((trx) => insertBooking(trx, row));
      return { ok: true };
    } catch (error) {
      if (!isExclusionViolation(error)) throw error;
      return { ok: false };
    }
  };
};

const quote = ({ deps }: Scene) => {
  return ({ who, idempotencyKey: _, ...input }: Attempt) => quoteSlot(deps, who.actor, input);
};

function show(name: string, figures: Figures, baseline?: Figures): void {
  const { perSecond, p50Ms, p99Ms } = figures;
  const ratio = baseline ? `   ${(baseline.perSecond / perSecond).toFixed(1)} × the bare insert` : '';
  const ms = (value: number) => `${value.toFixed(0).padStart(6)} ms`;
  console.log(
    `  ${name.padEnd(40)}${perSecond.toFixed(0).padStart(6)} a second   p50 ${ms(p50Ms)}   p99 ${ms(p99Ms)}${ratio}`,
  );
}

function expectCounts(name: string, outcomes: readonly { ok: boolean }[], won: number): void {
  const got = outcomes.filter(({ ok }) => ok).length;
  if (got !== won)
    failures.push(`${name}: ${got} bookings, ${outcomes.length - got} refusals; ${won} expected`);
}

async function contend(db: Db): Promise<void> {
  const attempts = (scene: Scene) =>
    Array.from({ length: ATTEMPTS }, (_, n) => attemptOf(scene, n, n % WANTED_SLOTS));
  const bareScene = await layOut(db);
  const bare = await race(attempts(bareScene), bareInsert(bareScene));
  expectCounts('bare insert', bare.outcomes, WANTED_SLOTS);
  const scene = await layOut(db);
  const booked = await race(attempts(scene), book(scene));
  expectCounts('contention', booked.outcomes, WANTED_SLOTS);
  const helpful = booked.outcomes.filter(
    (outcome) => !outcome.ok && outcome.reason === 'taken' && 'nextBest' in outcome && outcome.nextBest,
  );
  if (helpful.length !== ATTEMPTS - WANTED_SLOTS)
    failures.push(`contention: ${helpful.length} refusals name the next best slot`);
  console.log(`contention: ${ATTEMPTS} attempts at ${WANTED_SLOTS} slots, all in flight together`);
  show('bare insert', bare.figures);
  show('book-slot', booked.figures, bare.figures);
}

async function spread(db: Db): Promise<void> {
  const attempts = (scene: Scene) => Array.from({ length: ATTEMPTS }, (_, n) => attemptOf(scene, n, n));
  const bareScene = await layOut(db);
  const bare = await race(attempts(bareScene), bareInsert(bareScene));
  expectCounts('bare insert', bare.outcomes, ATTEMPTS);
  const scene = await layOut(db);
  const empty = await race(attempts(scene), quote(scene));
  const booked = await race(attempts(scene), book(scene));
  expectCounts('spread', booked.outcomes, ATTEMPTS);
  console.log(`spread: ${ATTEMPTS} attempts at ${ATTEMPTS} slots of ${PILES} piles, all in flight together`);
  show('bare insert', bare.figures);
  show('quote-slot (rules, promise and price)', empty.figures, bare.figures);
  show('book-slot', booked.figures, bare.figures);
}

async function measure(dialect: Dialect, url: string): Promise<void> {
  const { db, close } = openDatabase(url);
  await migrateToLatest(db);
  const scene = await layOut(db);
  for (let n = 0; n < 20; n += 1) await book(scene)(attemptOf(scene, n, n % WANTED_SLOTS));
  console.log(`\n${dialect}, waiting for the disk at each commit`);
  await contend(db);
  await spread(db);
  await close();
}

async function main(): Promise<void> {
  console.log(`${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.version}`);
  const only = process.argv[2];
  if (only !== 'postgres') {
    const folder = mkdtempSync(path.join(tmpdir(), 'booking-bench-'));
    await measure('sqlite', `sqlite:${path.join(folder, 'bench.sqlite')}`);
    rmSync(folder, { recursive: true, force: true });
  }
  if (only !== 'sqlite') {
    const server = await startPostgres({ durable: true });
    try {
      const client = new pg.Client({ connectionString: `${server.url}/postgres` });
      await client.connect();
      await client.query('create database bench');
      await client.end();
      await measure('postgres', `${server.url}/bench`);
    } finally {
      await server.stop();
    }
  }
  for (const failure of failures) console.error(`FAILED ${failure}`);
  if (failures.length > 0) process.exitCode = 1;
}

await main();
