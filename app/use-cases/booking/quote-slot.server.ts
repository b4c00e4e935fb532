import type { Quote } from '~/domain/booking/quote';
import { judgePlacement, type PlacementRefusal } from '~/use-cases/shared/booking/place-booking.server';
import { findPlaceOf } from '~/use-cases/shared/booking/sharing-access.server';
import { placementOf, type SlotInput } from '~/use-cases/shared/booking/slot-input';
import type { AccessRefusal, ActingPerson, Deps } from '~/use-cases/shared/deps';

export type QuoteOutcome =
  | { ok: true; promisedWh: number; quote: Quote; spaceCode: string; needsApproval: boolean }
  | PlacementRefusal
  | AccessRefusal;

/** What a slot would promise and cost now, without taking it. */
export async function quoteSlot(deps: Deps, actor: ActingPerson, input: SlotInput): Promise<QuoteOutcome> {
  const access = await findPlaceOf(deps.db, actor, input);
  if (!access.ok) return access;
  const placement = await judgePlacement(deps.db, deps.clock(), placementOf(input));
  if (!placement.ok) return placement;
  const { promisedWh, quote, place } = placement;
  const needsApproval = place.pile.needs_approval === 1;
  return { ok: true, promisedWh, quote, spaceCode: place.pile.space_code, needsApproval };
}
