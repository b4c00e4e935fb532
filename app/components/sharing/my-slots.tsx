import { Link } from '@remix-run/react';
import { Card, Section, StatusBadge } from '~/components/ui';
import type { Tone } from '~/components/ui/tone';
import type { BookingStatus } from '~/domain/booking/booking-life';
import { formatFen, formatKwh, formatSpan } from '~/i18n/format';
import { useLocale, useWords } from '~/i18n/locale-context';
import { sharingWords } from '~/i18n/sharing';
import type { MySlot } from './shared-page';

const tones: Record<BookingStatus, Tone> = {
  requested: 'info',
  offered: 'warn',
  booked: 'good',
  active: 'good',
  finished: 'neutral',
  'no-show': 'danger',
  cancelled: 'neutral',
  declined: 'neutral',
  expired: 'neutral',
};

export function SlotBadge({ status }: { status: BookingStatus }) {
  return <StatusBadge tone={tones[status]}>{useWords(sharingWords).status[status]}</StatusBadge>;
}

/** The household's slots that lie ahead or run, soonest first. */
export function MySlots({ slots, now }: { slots: readonly MySlot[]; now: string }) {
  const words = useWords(sharingWords);
  const locale = useLocale();
  if (slots.length === 0) return null;
  return (
    <Section title={words.mine}>
      <ul className="flex flex-col gap-3">
        {slots.map((slot) => (
          <Card key={slot.bookingId} as="li" className="flex flex-col items-start gap-1">
            <SlotBadge status={slot.status} />
            <Link
              to={`/home/shared/slots/${slot.bookingId}`}
              className="inline-flex min-h-11 items-center text-lg font-semibold text-accent-strong underline underline-offset-4"
            >
              {formatSpan(slot.startAt, slot.endAt, now, locale)}
            </Link>
            <p className="text-muted">
              {words.slotLine(slot.spaceCode, formatKwh(slot.promisedWh / 1000), formatFen(slot.totalFen))}
            </p>
          </Card>
        ))}
      </ul>
    </Section>
  );
}
