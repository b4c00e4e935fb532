import type { HostingPlace } from '~/adapters/bus/port';
import type { Deps } from '~/use-cases/shared/deps';
import { refreshHostingAnswer } from '~/use-cases/shared/installation/hosting-answer.server';

/** Answers anew how many more piles fit at a place, and tells the pages that wait for it. */
export async function refreshHosting(
  deps: Deps,
  place: HostingPlace,
): Promise<'unknown' | 'current' | 'sampled'> {
  const outcome = await refreshHostingAnswer(deps, place);
  if (outcome === 'sampled') deps.bus.publish('compound-changed', { compoundId: place.compoundId });
  return outcome;
}
