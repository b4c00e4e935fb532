import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  type BookingEvent,
  type BookingStatus,
  bookingAfter,
  holdsPile,
} from '~/domain/booking/booking-life';
import { busyMinutes, cancelsTooLate, weekOf } from '~/domain/booking/sharing-rules';
import { DAY_MS, instantFromMs, msFromInstant } from '~/domain/shared/local-time';
import { energyLeft } from '~/use-cases/shared/booking/place-booking.server';
import { promiseEnergy } from '~/use-cases/shared/booking/promise-energy';
import { loadGridFacts } from '~/use-cases/shared/night/grid-facts.server';
import type { BookingRow } from '~db/queries/bookings.server';
import { listPriceBoards } from '~db/queries/price-boards.server';
import { listPromises } from '~db/queries/promises.server';
import { describeOnBothDatabases } from '../../setup/database';
import { beginLife, bookingsOf, type Life, RULES, takeStep } from './random-life';
import { anyStep } from './random-steps';

/** A fixed seed keeps the time of the file the same everywhere; `RANDOM_SEED` tries others. */
const SEED = Number(process.env.RANDOM_SEED ?? 21);
const RUNS = { sqlite: 12, postgres: 4 };
const STEPS = { minLength: 30, maxLength: 50 };

const seen = new Set<string>();

describeOnBothDatabases('whatever happens to slots, in whatever order', (database) => {
  it('leaves every rule of the house unbroken', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep, STEPS), async (steps) => {
        const life = await beginLife(database.db);
        for (const step of steps) {
          const outcome = await takeStep(life, step);
          seen.add(`${step.do}: ${outcome}`);
          await expectOrder(life, await bookingsOf(life));
        }
      }),
      { numRuns: RUNS[database.dialect], seed: SEED, endOnFailure: true },
    );
  });
});

it('tried everything that can be done to a slot', () => {
  const verbs = ['book', 'move', 'extend', 'cancel', 'answer', 'take-back', 'outage', 'pause', 'series'];
  const expected = [
    ...verbs.map((verb) => `${verb}: done`),
    'book: taken',
    'visit: checked-in',
    'queue: done',
  ];
  expect(expected.filter((outcome) => !seen.has(outcome))).toEqual([]);
});

async function expectOrder(life: Life, bookings: readonly BookingRow[]): Promise<void> {
  expectNoOverlap(bookings);
  expectQuotasKept(bookings);
  await expectPublishedPrices(life, bookings);
  await expectHistory(life, bookings);
  await expectPromisesFit(life);
}

function expectNoOverlap(bookings: readonly BookingRow[]): void {
  const holding = bookings.filter(({ status }) => holdsPile(status));
  for (const [index, a] of holding.entries()) {
    for (const b of holding.slice(index + 1)) {
      const isTogether = a.start_ms < b.hold_until_ms && b.start_ms < a.hold_until_ms;
      if (isTogether) {
        expect(a.pile_id).not.toBe(b.pile_id);
        if (a.vehicle_id) expect(a.vehicle_id).not.toBe(b.vehicle_id);
      }
    }
    expect(msFromInstant(a.start_at)).toBe(a.start_ms);
    expect(msFromInstant(a.end_at)).toBeLessThanOrEqual(a.hold_until_ms);
  }
}

function expectQuotasKept(bookings: readonly BookingRow[]): void {
  const counted = bookings.filter(
    ({ status, close_reason, closed_at, start_ms }) =>
      ['booked', 'active', 'finished', 'no-show'].includes(status) ||
      (close_reason === 'by-household' && cancelsTooLate(start_ms, msFromInstant(closed_at!), RULES)),
  );
  const weeks = new Map<string, { slots: number; busy: number }>();
  for (const { household_id, start_ms, asked_end_at } of counted) {
    const key = `${household_id}/${weekOf(start_ms).start}`;
    const week = weeks.get(key) ?? { slots: 0, busy: 0 };
    const slot = { start: start_ms, end: msFromInstant(asked_end_at) };
    weeks.set(key, { slots: week.slots + 1, busy: week.busy + busyMinutes(slot, RULES) });
  }
  for (const { slots, busy } of weeks.values()) {
    expect(slots).toBeLessThanOrEqual(RULES.slotsPerWeek);
    expect(busy).toBeLessThanOrEqual(RULES.busyMinutesPerWeek);
  }
}

async function expectPublishedPrices({ db, scene, pileIds }: Life, bookings: readonly BookingRow[]) {
  const boards = new Map(
    (await listPriceBoards(db, scene.compound.compoundId)).map((board) => [board.id, board]),
  );
  for (const { price_board_id, pile_id, start_at, made_at } of bookings) {
    const board = boards.get(price_board_id)!;
    expect(board.board).toBe(pile_id === pileIds[2] ? pile_id : 'common');
    expect(board.published_at <= made_at).toBe(true);
    expect(board.valid_from_at <= start_at).toBe(true);
  }
}

async function expectHistory({ db, scene }: Life, bookings: readonly BookingRow[]): Promise<void> {
  const events = await db
    .selectFrom('booking_event')
    .select(['booking_id', 'seq', 'kind'])
    .where('compound_id', '=', scene.compound.compoundId)
    .orderBy('booking_id')
    .orderBy('seq')
    .execute();
  for (const { id, status } of bookings) {
    const [first, ...later] = events.filter(({ booking_id }) => booking_id === id);
    let replayed = first!.kind as BookingStatus;
    for (const { kind } of later) {
      const verdict = bookingAfter(replayed, kind as BookingEvent);
      if (!verdict.ok) throw new Error(`${kind} cannot happen to what is ${replayed}`);
      replayed = verdict.status;
    }
    expect(replayed).toBe(status);
  }
}

/** The promises that have not begun fit together into the share of the grid that promises may take. */
async function expectPromisesFit({ db, scene }: Life): Promise<void> {
  const { compoundId } = scene.compound;
  const nowMs = msFromInstant(scene.deps.clock());
  const around = { fromMs: nowMs, toMs: nowMs + 20 * DAY_MS };
  const promised = (await listPromises(db, compoundId, around))
    .filter(({ start_at }) => msFromInstant(start_at) >= nowMs)
    .flatMap((row) => energyLeft(row, nowMs) ?? [])
    .map((left) => ({ ...left, minKw: 0 }));
  if (promised.length === 0) return;
  const window = { fromAt: instantFromMs(around.fromMs), toAt: instantFromMs(around.toMs) };
  const grid = await loadGridFacts(db, compoundId, window);
  for (const asked of promised) {
    const others = promised.filter(({ id }) => id !== asked.id);
    const kept = promiseEnergy({ grid, share: RULES.promiseShare, promised: others, asked });
    expect(kept.promisedWh).toBe(asked.energyWh);
  }
}
