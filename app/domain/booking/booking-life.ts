/** Where a booking stands. Offered, booked and active ones hold their pile. */
export type BookingStatus =
  | 'requested'
  | 'offered'
  | 'booked'
  | 'active'
  | 'finished'
  | 'no-show'
  | 'cancelled'
  | 'declined'
  | 'expired';

export type BookingEvent =
  | 'requested'
  | 'offered'
  | 'booked'
  | 'approved'
  | 'accepted'
  | 'declined'
  | 'expired'
  | 'moved'
  | 'extended'
  | 'swapped'
  | 'checked-in'
  | 'plugged'
  | 'unplugged'
  | 'car-full'
  | 'given-back'
  | 'finished'
  | 'no-show'
  | 'cancelled'
  | 'taken-back'
  | 'cut-short';

type Next = Partial<Record<BookingEvent, BookingStatus>>;

/** The life of a booking as one table: what each event leads to in each status; what is not listed cannot happen. */
export const bookingLife: Record<BookingStatus, Next> = {
  requested: { approved: 'booked', declined: 'declined', expired: 'expired', cancelled: 'cancelled' },
  offered: { accepted: 'booked', declined: 'declined', expired: 'expired' },
  booked: {
    moved: 'booked',
    extended: 'booked',
    swapped: 'booked',
    'cut-short': 'booked',
    'checked-in': 'active',
    'no-show': 'no-show',
    cancelled: 'cancelled',
    'taken-back': 'cancelled',
  },
  active: {
    extended: 'active',
    plugged: 'active',
    unplugged: 'active',
    'car-full': 'active',
    'given-back': 'active',
    'cut-short': 'active',
    finished: 'finished',
  },
  finished: {},
  'no-show': {},
  cancelled: {},
  declined: {},
  expired: {},
};

/** The statuses in which a booking holds its pile and its car; the database's exclusion constraint names the same. */
export const HOLDING = ['offered', 'booked', 'active'] as const satisfies readonly BookingStatus[];

/** The statuses in which the energy of a booking is promised. */
export const PROMISED = ['offered', 'booked', 'active'] as const satisfies readonly BookingStatus[];

export type LifeVerdict = { ok: true; status: BookingStatus } | { ok: false; reason: 'not-now' };

/** What a booking becomes by an event, or that it cannot happen now. */
export function bookingAfter(status: BookingStatus, event: BookingEvent): LifeVerdict {
  const next = bookingLife[status][event];
  return next ? { ok: true, status: next } : { ok: false, reason: 'not-now' };
}

export function holdsPile(status: string): boolean {
  return (HOLDING as readonly string[]).includes(status);
}
