import { localTimeOf, MINUTE_MS, msFromInstant } from '~/domain/shared/local-time';
import type { BookingAsk } from '~db/queries/bookings.server';
import type { Deps } from '../deps';
import type { SlotInput } from './slot-input';

/** What counts as having asked for a slot: a real stretch of time that lies ahead; at most one. */
export function asksOf(
  deps: Pick<Deps, 'clock' | 'newId'>,
  { compoundId, householdId, startAt, endAt }: SlotInput,
  outcome: string,
): BookingAsk[] {
  const at = deps.clock();
  const minutes = Math.round((msFromInstant(endAt) - msFromInstant(startAt)) / MINUTE_MS);
  if (!(minutes > 0) || startAt < at || householdsFault.has(outcome)) return [];
  const id = deps.newId('ask');
  return [{ compoundId, id, householdId, askedOn: localTimeOf(at).on, at, startAt, minutes, outcome }];
}

/** Refusals that say nothing of how scarce the piles are. */
const householdsFault: ReadonlySet<string> = new Set([
  'backwards',
  'not-on-grid',
  'too-short',
  'too-long',
  'past',
  'no-such-pile',
  'no-such-car',
  'car-elsewhere',
  'energy',
  'own-pile',
  'promise-changed',
]);
