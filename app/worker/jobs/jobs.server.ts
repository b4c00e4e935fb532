import { escalateOverdue } from '~/use-cases/approval/escalate-overdue.server';
import { continueSeries } from '~/use-cases/booking/continue-series.server';
import { expireRequests } from '~/use-cases/booking/expire-requests.server';
import { expireSwaps } from '~/use-cases/booking/expire-swaps.server';
import { followVisits } from '~/use-cases/booking/follow-visits.server';
import { keepReservations } from '~/use-cases/booking/keep-reservations.server';
import { releaseNoShows } from '~/use-cases/booking/release-no-shows.server';
import { remindSlots } from '~/use-cases/booking/remind-slots.server';
import { refreshAllHosting } from '~/use-cases/capacity/refresh-all-hosting.server';
import { pruneNights } from '~/use-cases/night/prune-nights.server';
import { closeDueResolutions } from '~/use-cases/resolution/close-due-resolutions.server';
import type { Deps } from '~/use-cases/shared/deps';
import { keepOwnersFirst } from '~/use-cases/sharing/keep-owners-first.server';
import { expireOffers } from '~/use-cases/waiting/expire-offers.server';
import { offerFreedSlots } from '~/use-cases/waiting/offer-freed-slots.server';

export interface Job {
  /** Cron pattern on the Shanghai clock. */
  pattern: string;
  /** Runs when the worker starts as well. */
  atStart?: boolean;
  /** May run again at any time, on several machines at once: each does nothing twice. */
  run: () => Promise<unknown>;
}

/** The timed work of the product. */
export function createJobs(deps: Deps): Record<string, Job> {
  return {
    'escalate-overdue': { pattern: '*/5 * * * *', run: () => escalateOverdue(deps) },
    'close-due-resolutions': { pattern: '* * * * *', run: () => closeDueResolutions(deps) },
    'refresh-hosting': { pattern: '3-59/10 * * * *', run: () => refreshAllHosting(deps), atStart: true },
    'continue-series': { pattern: '*/10 * * * *', run: () => continueSeries(deps) },
    'expire-requests': { pattern: '* * * * *', run: () => expireRequests(deps) },
    'keep-owners-first': { pattern: '*/5 * * * *', run: () => keepOwnersFirst(deps) },
    'expire-offers': { pattern: '* * * * *', run: () => expireOffers(deps) },
    'expire-swaps': { pattern: '* * * * *', run: () => expireSwaps(deps) },
    'offer-freed-slots': { pattern: '* * * * *', run: () => offerFreedSlots(deps) },
    'remind-slots': { pattern: '* * * * *', run: () => remindSlots(deps) },
    'keep-reservations': { pattern: '* * * * *', run: () => keepReservations(deps) },
    'release-no-shows': { pattern: '* * * * *', run: () => releaseNoShows(deps) },
    'follow-visits': { pattern: '* * * * *', run: () => followVisits(deps) },
    'prune-nights': { pattern: '17 4 * * *', run: () => pruneNights(deps) },
  };
}
