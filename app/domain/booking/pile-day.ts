import { MINUTE_MS, msFromInstant } from '../shared/local-time';
import { intersect, lengthOf, type TimeWindow } from '../shared/time-window';

export interface DayBooking {
  readonly status: string;
  readonly start_at: string;
  readonly end_at: string;
  readonly checked_in_at: string | null;
  readonly left_at: string | null;
  readonly closed_at: string | null;
}

const HELD = ['offered', 'booked', 'active', 'finished', 'no-show'];

/** Whole minutes of `day` (epoch ms) for which a pile is or was booked, and for which a car has been there within its slot by `nowMs`. */
export function pileDay(
  bookings: readonly DayBooking[],
  day: TimeWindow,
  nowMs: number,
): { bookedMinutes: number; usedMinutes: number } {
  const within = (window: TimeWindow) => {
    const shared = intersect(window, day);
    return shared ? lengthOf(shared) : 0;
  };
  const sum = (lengths: number[]) => Math.floor(lengths.reduce((a, b) => a + b, 0) / MINUTE_MS);
  return {
    bookedMinutes: sum(
      bookings.flatMap(({ status, start_at, end_at }) =>
        HELD.includes(status) ? [within({ start: msFromInstant(start_at), end: msFromInstant(end_at) })] : [],
      ),
    ),
    usedMinutes: sum(
      bookings.flatMap(({ end_at, checked_in_at, left_at, closed_at }) => {
        if (!checked_in_at) return [];
        const gone = left_at ?? closed_at;
        const end = Math.min(msFromInstant(end_at), gone ? msFromInstant(gone) : nowMs);
        return [within({ start: msFromInstant(checked_in_at), end })];
      }),
    ),
  };
}
