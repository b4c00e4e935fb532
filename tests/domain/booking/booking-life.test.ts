import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type BookingEvent,
  type BookingStatus,
  bookingAfter,
  bookingLife,
  HOLDING,
  holdsPile,
  PROMISED,
} from '~/domain/booking/booking-life';

const statuses = Object.keys(bookingLife) as BookingStatus[];
const events: BookingEvent[] = [
  'requested',
  'offered',
  'booked',
  'approved',
  'accepted',
  'declined',
  'expired',
  'moved',
  'extended',
  'swapped',
  'checked-in',
  'given-back',
  'finished',
  'no-show',
  'cancelled',
  'taken-back',
  'cut-short',
];
const FIRST = ['requested', 'offered', 'booked'] as const;
const ENDS: BookingStatus[] = ['finished', 'no-show', 'cancelled', 'declined', 'expired'];

describe('the life of a booking', () => {
  it('never leaves its table, whatever happens in whatever order', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...FIRST),
        fc.array(fc.constantFrom(...events), { maxLength: 40 }),
        (first, happened) => {
          let status: BookingStatus = first;
          for (const event of happened) {
            const verdict = bookingAfter(status, event);
            if (!verdict.ok) continue;
            expect(ENDS).not.toContain(status);
            expect(statuses).toContain(verdict.status);
            status = verdict.status;
          }
        },
      ),
    );
  });

  it('ends once: what has ended never holds a pile again', () => {
    for (const status of ENDS) {
      expect(holdsPile(status)).toBe(false);
      for (const event of events)
        expect(bookingAfter(status, event)).toEqual({ ok: false, reason: 'not-now' });
    }
  });

  it('takes a pile by being approved, and by being made, and in no other way', () => {
    for (const status of statuses.filter((candidate) => !holdsPile(candidate))) {
      for (const event of events) {
        const verdict = bookingAfter(status, event);
        if (verdict.ok && holdsPile(verdict.status))
          expect([status, event]).toEqual(['requested', 'approved']);
      }
    }
  });

  it('promises energy exactly while it holds the pile', () => {
    expect([...PROMISED]).toEqual([...HOLDING]);
  });

  it('does not take a slot from somebody whose car is charging', () => {
    for (const event of ['taken-back', 'cancelled', 'moved', 'no-show', 'swapped'] as const)
      expect(bookingAfter('active', event).ok).toBe(false);
  });

  it('can be brought to an end from every status', () => {
    for (const status of statuses.filter((candidate) => !ENDS.includes(candidate))) {
      const reached = new Set<BookingStatus>([status]);
      for (const from of reached) for (const next of Object.values(bookingLife[from])) reached.add(next);
      expect(ENDS.some((end) => reached.has(end))).toBe(true);
    }
  });
});
