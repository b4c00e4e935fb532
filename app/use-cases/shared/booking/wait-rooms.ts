import type { SlotFacts } from '~/domain/booking/judge-slot';
import { judgeQuota } from '~/domain/booking/sharing-rules';
import { slotsWithin, type WaitWish } from '~/domain/booking/wait-wish';
import { msFromInstant } from '~/domain/shared/local-time';
import type { TimeWindow } from '~/domain/shared/time-window';
import { gapOfPile, type SharedPlace, type SharingScene } from './sharing-scene.server';

/** A slot at a pile that a household who waits could have. */
export interface WaitRoom {
  readonly place: SharedPlace;
  readonly slot: TimeWindow;
}

export interface RoomSearch {
  readonly wish: WaitWish;
  /** Only at this pile; null for any. */
  readonly pileId: string | null;
  /** The facts that a slot is judged by. */
  readonly factsOf: (facts: SlotFacts) => SlotFacts;
  readonly passed?: readonly PassedSlot[];
}

interface PassedSlot {
  readonly pile_id: string;
  readonly start_ms: number;
  readonly end_at: string;
}

export function windowOfPassed({ start_ms, end_at }: PassedSlot): TimeWindow {
  return { start: start_ms, end: msFromInstant(end_at) };
}

/** Whether a household may wait for a pile: one whose lender answers each request is asked directly. */
export function isOnWaitList({ pile, gap }: SharedPlace): boolean {
  return gap === null && pile.needs_approval === 0;
}

/** The slots of a wish that are open, free and within the household's week, the earliest first. */
export function roomsFor(scene: SharingScene, search: RoomSearch): WaitRoom[] {
  const { wish, pileId, factsOf, passed = [] } = search;
  const rooms = scene.places
    .filter((place) => isOnWaitList(place) && (pileId === null || place.pile.pile_id === pileId))
    .flatMap((place) => {
      const letPass = passed.filter((slot) => slot.pile_id === place.pile.pile_id).map(windowOfPassed);
      return slotsWithin(wish, factsOf(place.facts), letPass).map((slot) => ({ place, slot }));
    });
  return rooms
    .filter(({ place, slot }) => !gapOfPile(place.pile, slot))
    .filter(({ slot }) => judgeQuota(slot, scene.standing, scene.rules).ok)
    .toSorted((a, b) => a.slot.start - b.slot.start);
}
