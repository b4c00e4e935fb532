import { formatDateTime, formatDuration } from './format';
import type { Locale } from './locale';
import { type SlotRefusalFacts, slotRefusalText, slotRefusalWords } from './slot-refusals';
import { waitingWords } from './waiting';

type Own =
  | { reason: 'too-wide' | 'too-narrow' | 'no-pile' | 'needs-approval' }
  | { reason: 'nobody-there' | 'not-booked' | 'own-slot' | 'changed' | 'does-not-fit' }
  | { reason: 'already-waiting' | 'already-over' | 'not-open' }
  | { reason: 'too-late'; answerByAt?: string }
  | { reason: 'already-asked'; answerByAt: string }
  | { reason: 'too-many'; most: number }
  | { reason: 'no-such-length'; shortest: number; longest: number; step: number };

export type WaitingRefusalFacts = Own | SlotRefusalFacts;

/** The sentence for a refusal of waiting, answering or swapping. */
export function waitingRefusalText(refusal: WaitingRefusalFacts, locale: Locale): string {
  const words = waitingWords[locale].refusals;
  const duration = (minutes: number) => formatDuration(minutes, locale);
  switch (refusal.reason) {
    case 'too-many':
      return words.tooMany(refusal.most);
    case 'no-such-length':
      return words.noSuchLength(
        duration(refusal.shortest),
        duration(refusal.longest),
        duration(refusal.step),
      );
    case 'already-waiting':
      return words.alreadyWaiting;
    case 'already-over':
      return words.alreadyOver;
    case 'not-open':
      return words.notOpen;
    case 'already-asked':
      return words.alreadyAsked(formatDateTime(refusal.answerByAt, locale));
    case 'too-late':
      return refusal.answerByAt
        ? words.tooLate(formatDateTime(refusal.answerByAt, locale))
        : words.swapTooLate;
    case 'does-not-fit':
      return words.doesNotFit;
    case 'too-wide':
    case 'too-narrow':
    case 'no-pile':
    case 'needs-approval':
    case 'nobody-there':
    case 'not-booked':
    case 'own-slot':
    case 'changed':
      return words[refusal.reason];
    default:
      return slotRefusalText(refusal, slotRefusalWords[locale]);
  }
}
