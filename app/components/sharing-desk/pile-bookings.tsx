import { Form } from '@remix-run/react';
import { Section, StatusBadge, SubmitButton, Table } from '~/components/ui';
import type { Tone } from '~/components/ui/tone';
import type { BookingStatus } from '~/domain/booking/booking-life';
import { formatFen, formatKwh, formatSpan, formatTime } from '~/i18n/format';
import { useLocale, useWords } from '~/i18n/locale-context';
import { pileDeskWords } from '~/i18n/pile-desk';
import { sharingWords } from '~/i18n/sharing';
import type { DeskBooking } from './pile-desk';

const tones: Partial<Record<BookingStatus, Tone>> = {
  offered: 'warn',
  booked: 'info',
  active: 'good',
  'no-show': 'danger',
};

/** Who has the pile today and tomorrow, the plate masked, and what can be taken back. */
export function PileBookings({ bookings, now }: { bookings: readonly DeskBooking[]; now: string }) {
  const words = useWords(pileDeskWords).pile;
  const { status, hostStatus } = useWords(sharingWords);
  const statuses = { ...status, ...hostStatus };
  const locale = useLocale();
  const { columns } = words;
  return (
    <Section title={words.bookings}>
      <Table
        caption={words.bookings}
        isCaptionHidden
        rows={bookings}
        rowKey={({ bookingId }) => bookingId}
        empty={<p className="text-muted">{words.noBookings}</p>}
        columns={[
          {
            key: 'when',
            header: columns.when,
            isRowHeader: true,
            cell: ({ startAt, endAt }) => formatSpan(startAt, endAt, now, locale),
          },
          {
            key: 'status',
            header: columns.status,
            cell: ({ status, kind, checkedInAt }) => (
              <>
                <StatusBadge tone={tones[status] ?? 'neutral'}>{statuses[status]}</StatusBadge>
                <span className="block text-sm text-muted">
                  {[
                    kind === 'walk-up' ? words.walkUp : null,
                    checkedInAt ? words.arrivedAt(formatTime(checkedInAt)) : null,
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </>
            ),
          },
          { key: 'door', header: columns.door, cell: ({ door }) => door },
          {
            key: 'plate',
            header: columns.plate,
            cell: ({ plateMasked }) => plateMasked ?? words.noPlate,
          },
          {
            key: 'promised',
            header: columns.promised,
            align: 'end',
            cell: ({ promisedWh }) => formatKwh(promisedWh / 1000),
          },
          {
            key: 'action',
            header: columns.action,
            cell: (booking) => <TakeBack booking={booking} now={now} />,
          },
        ]}
      />
    </Section>
  );
}

function TakeBack({ booking, now }: { booking: DeskBooking; now: string }) {
  const words = useWords(pileDeskWords).pile;
  const locale = useLocale();
  const { takeBackFen: fen, bookingId, startAt, endAt } = booking;
  if (fen === null) return '–';
  const fee = fen > 0 ? formatFen(fen) : null;
  return (
    <Form method="post">
      <input type="hidden" name="bookingId" value={bookingId} />
      <SubmitButton
        name="intent"
        value="take-back"
        variant="secondary"
        aria-label={words.takeBackOf(formatSpan(startAt, endAt, now, locale), fee)}
      >
        {fee === null ? words.takeBackFree : words.takeBackPaid(fee)}
      </SubmitButton>
    </Form>
  );
}
