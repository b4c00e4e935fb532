import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compensationFen, owedWh, type SlotCourse } from '~/domain/booking/promise-kept';
import { goesOnUntil, type Slot, slotForVisit } from '~/domain/booking/visit';
import { type VisitCourse, visitSteps } from '~/domain/booking/visit-course';

const MINUTE = 60_000;
const START = 1_000 * MINUTE;

describe('What is owed for a promise', () => {
  const course: SlotCourse = {
    promisedWh: 18_000,
    startMs: START,
    endMs: START + 240 * MINUTE,
    graceMinutes: 15,
    maxKw: 7,
    pluggedMs: START - 5 * MINUTE,
    stoppedMs: START + 240 * MINUTE,
    deliveredWh: 8000,
    wasCut: true,
    carWasFull: false,
  };
  const owed = (change: Partial<SlotCourse> = {}) => owedWh({ ...course, ...change });

  it('is what did not come although the car was there to the end', () => {
    expect(owed()).toBe(10_000);
    expect(owed({ stoppedMs: null })).toBe(10_000);
    expect(compensationFen(10_000, 100)).toBe(1000);
  });

  it.each<[string, Partial<SlotCourse>]>([
    ['was kept', { deliveredWh: 18_000 }],
    ['was missed by the steps of limits and meters alone', { deliveredWh: 17_700 }],
    ['nobody but the car cut', { wasCut: false }],
    ['found the car full', { carWasFull: true }],
    ['found no car', { pluggedMs: null }],
    ['found the car after the grace', { pluggedMs: START + 16 * MINUTE }],
    ['lost its car early', { stoppedMs: START + 100 * MINUTE }],
  ])('is nothing where it %s', (_, change) => {
    expect(owed(change)).toBe(0);
  });

  it('is what was still possible where the car came within the grace', () => {
    const tight = { promisedWh: 28_000, deliveredWh: 20_000 };
    expect(owed(tight)).toBe(8000);
    expect(owed({ ...tight, pluggedMs: START + 15 * MINUTE })).toBe(26_250 - 20_000);
  });

  it('never exceeds what is missing', () => {
    fc.assert(
      fc.property(
        fc.nat(40_000),
        fc.nat(40_000),
        fc.integer({ min: -60, max: 300 }),
        fc.boolean(),
        (promisedWh, deliveredWh, late, wasCut) => {
          const wh = owed({ promisedWh, deliveredWh, pluggedMs: START + late * MINUTE, wasCut });
          expect(wh).toBeGreaterThanOrEqual(0);
          expect(wh).toBeLessThanOrEqual(Math.max(0, promisedWh - deliveredWh));
        },
      ),
    );
  });
});

describe('The slot of a visit', () => {
  const slots = fc.array(
    fc.record({
      id: fc.uuid(),
      householdId: fc.constantFrom('h1', 'h2', 'h3'),
      status: fc.constantFrom('booked', 'active', 'offered'),
      startMs: fc.integer({ min: 0, max: 50 }).map((n) => n * 10 * MINUTE),
      minutes: fc.integer({ min: 1, max: 12 }),
    }),
    { maxLength: 8 },
  );

  it('is never another household’s, never only offered, and early only where nobody has the time', () => {
    fc.assert(
      fc.property(slots, fc.nat(600), (drawn, minute) => {
        const all = drawn.map(
          ({ minutes, ...slot }): Slot => ({ ...slot, endMs: slot.startMs + minutes * 10 * MINUTE }),
        );
        const atMs = minute * MINUTE;
        const found = slotForVisit(all, 'h1', atMs);
        if (!found) return;
        expect(found.householdId).toBe('h1');
        expect(found.status).not.toBe('offered');
        expect(atMs).toBeLessThan(found.endMs);
        expect(atMs).toBeGreaterThanOrEqual(found.startMs - 10 * MINUTE);
        const othersNow = all.some((s) => s.householdId !== 'h1' && s.startMs <= atMs && atMs < s.endMs);
        if (atMs < found.startMs) expect(othersNow).toBe(false);
      }),
    );
  });

  it('lets a session go on until the buffer before the next, and never ends it before its own end', () => {
    expect(goesOnUntil(100 * MINUTE, 10, null)).toBe(Number.POSITIVE_INFINITY);
    expect(goesOnUntil(100 * MINUTE, 10, 200 * MINUTE)).toBe(190 * MINUTE);
    expect(goesOnUntil(100 * MINUTE, 10, 105 * MINUTE)).toBe(100 * MINUTE);
  });
});

describe('The steps of a visit', () => {
  const course = fc.record<VisitCourse>({
    nowMs: fc.nat(600).map((n) => n * MINUTE),
    endMs: fc.constant(240 * MINUTE),
    kind: fc.constantFrom('slot', 'walk-up'),
    bufferMinutes: fc.constantFrom(0, 15),
    checkedInMs: fc.constant(0),
    hasCharged: fc.boolean(),
    isRunning: fc.boolean(),
    stoppedMs: fc.option(fc.nat(300).map((n) => n * MINUTE)),
    freeSinceMs: fc.option(fc.nat(300).map((n) => n * MINUTE)),
    nextStartMs: fc.option(fc.integer({ min: 240, max: 500 }).map((n) => n * MINUTE)),
  });

  it('never finish or charge for the place of a car that is within its slot and there', () => {
    fc.assert(
      fc.property(course, (visit) => {
        const steps = visitSteps(visit);
        const isThere = visit.hasCharged && (visit.isRunning || visit.freeSinceMs === null);
        for (const step of steps) {
          if (step.do === 'finish') expect(isThere).toBe(false);
          if (step.do === 'overstay') {
            expect(isThere).toBe(true);
            expect(step.fromMs).toBeGreaterThanOrEqual(visit.endMs);
            expect(step.fromMs).toBeLessThanOrEqual(visit.nowMs);
          }
          if (step.do === 'stop') expect(visit.nowMs).toBeGreaterThanOrEqual(visit.endMs);
        }
      }),
      { numRuns: 500 },
    );
  });
});
