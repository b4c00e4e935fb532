import { Notice } from '~/components/ui';
import { formatSpan } from '~/i18n/format';
import { useLocale, useWords } from '~/i18n/locale-context';
import { openingHoursWords } from '~/i18n/opening-hours';

export interface StrandedSlot {
  bookingId: string;
  startAt: string;
  endAt: string;
}

/** Booked slots that stand in the way of a change, each to be taken back by its own tick; nothing where there are none. */
export function StrandedSlots({ slots, now }: { slots: readonly StrandedSlot[]; now: string }) {
  const words = useWords(openingHoursWords);
  const locale = useLocale();
  if (slots.length === 0) return null;
  return (
    <Notice tone="warn" title={words.stranded(slots.length)}>
      <p>{words.strandedIntro}</p>
      <ul className="mt-2 flex flex-col">
        {slots.map(({ bookingId, startAt, endAt }) => (
          <li key={bookingId}>
            <label className="inline-flex min-h-11 items-center gap-3">
              <input type="checkbox" name="takeBackIds" value={bookingId} className="size-5 accent-accent" />
              {words.takeBackOne(formatSpan(startAt, endAt, now, locale))}
            </label>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
