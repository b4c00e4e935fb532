import { DAY_MS, instantFromMs, msFromInstant } from '~/domain/shared/local-time';
import type { Deps } from '~/use-cases/shared/deps';
import { pruneNightPlans } from '~db/queries/night-plans.server';

const KEPT_DAYS = 7;

/** Forgets the plans of more than a week ago, except each compound's latest. */
export async function pruneNights(deps: Pick<Deps, 'db' | 'clock'>): Promise<void> {
  await pruneNightPlans(deps.db, instantFromMs(msFromInstant(deps.clock()) - KEPT_DAYS * DAY_MS));
}
