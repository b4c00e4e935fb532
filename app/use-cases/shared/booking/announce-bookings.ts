import type { Deps } from '../deps';

/** Tells the processes, after the commit, that a compound's bookings have changed. */
export function announceBookings({ bus }: Pick<Deps, 'bus'>, compoundId: string): void {
  bus.publish('plan-needed', { compoundId, cause: 'booking' });
  bus.publish('compound-changed', { compoundId });
  bus.publish('outbox-filled', {});
}
