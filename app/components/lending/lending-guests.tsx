import { Form } from '@remix-run/react';
import { Card, Section, StatusBadge, SubmitButton } from '~/components/ui';
import { formatDayAndTime, formatFen, formatKwh, formatLongDate, formatSpan } from '~/i18n/format';
import { lendingWords } from '~/i18n/lending';
import { useLocale, useWords } from '~/i18n/locale-context';
import { sharingWords } from '~/i18n/sharing';
import type { GuestSlot, LentTerms } from './lending-page';

type GuestsProps = { lent: LentTerms; now: string };

/** Requests to answer, neighbours who have booked, and those the pile is not lent to. */
export function LendingGuests({ lent, now }: GuestsProps) {
  const words = useWords(lendingWords).pile;
  return (
    <>
      {lent.requests.length > 0 ? (
        <Section title={words.requestsTitle}>
          <ul className="flex flex-col gap-3">
            {lent.requests.map((slot) => (
              <RequestCard key={slot.bookingId} slot={slot} now={now} />
            ))}
          </ul>
        </Section>
      ) : null}
      <Section title={words.guests} description={words.privacy}>
        {lent.guests.length === 0 ? <p className="text-muted">{words.noGuests}</p> : null}
        <ul className="flex flex-col gap-3">
          {lent.guests.map((slot) => (
            <GuestCard key={slot.bookingId} slot={slot} now={now} />
          ))}
        </ul>
      </Section>
      <Blocked blocked={lent.blocked} />
    </>
  );
}

function SlotLines({ slot, now }: { slot: GuestSlot; now: string }) {
  const words = useWords(lendingWords);
  const locale = useLocale();
  return (
    <>
      <p className="text-lg font-semibold">{formatSpan(slot.startAt, slot.endAt, now, locale)}</p>
      <p>
        {words.guest(slot.mark)} · {words.pile.promised(formatKwh(slot.promisedWh / 1000))}
      </p>
    </>
  );
}

function RequestCard({ slot, now }: { slot: GuestSlot; now: string }) {
  const words = useWords(lendingWords).pile;
  const locale = useLocale();
  return (
    <Card as="li" className="flex flex-col gap-2">
      <SlotLines slot={slot} now={now} />
      <p className="font-medium text-warn-strong">
        {words.answerBy(formatDayAndTime(slot.answerByAt ?? slot.startAt, now, locale))}
      </p>
      <Form method="post" className="flex flex-wrap gap-3">
        <input type="hidden" name="bookingId" value={slot.bookingId} />
        <SubmitButton name="intent" value="approve">
          {words.approve}
        </SubmitButton>
        <SubmitButton name="intent" value="decline" variant="secondary">
          {words.decline}
        </SubmitButton>
        <BlockButton slot={slot} />
      </Form>
    </Card>
  );
}

function BlockButton({ slot }: { slot: GuestSlot }) {
  const words = useWords(lendingWords).pile;
  return (
    <SubmitButton
      name="intent"
      value="block"
      variant="quiet"
      className="underline"
      aria-label={words.blockHelp(slot.mark)}
    >
      {words.block}
    </SubmitButton>
  );
}

function GuestCard({ slot, now }: { slot: GuestSlot; now: string }) {
  const words = useWords(lendingWords).pile;
  const { status, hostStatus } = useWords(sharingWords);
  const statuses = { ...status, ...hostStatus };
  const locale = useLocale();
  const { takeBackFen: fen } = slot;
  const when = formatSpan(slot.startAt, slot.endAt, now, locale);
  const label = fen === null || fen === 0 ? words.takeBackFree : words.takeBackPaid(formatFen(fen));
  return (
    <Card as="li" className="flex flex-col gap-2">
      <SlotLines slot={slot} now={now} />
      <StatusBadge tone={slot.status === 'active' ? 'good' : 'info'}>{statuses[slot.status]}</StatusBadge>
      <Form method="post" className="flex flex-wrap gap-3">
        <input type="hidden" name="bookingId" value={slot.bookingId} />
        {fen === null ? null : (
          <SubmitButton
            name="intent"
            value="take-back"
            variant="secondary"
            aria-label={`${words.takeBackOf(when)}: ${label}`}
          >
            {label}
          </SubmitButton>
        )}
        <BlockButton slot={slot} />
      </Form>
    </Card>
  );
}

function Blocked({ blocked }: { blocked: LentTerms['blocked'] }) {
  const words = useWords(lendingWords).pile;
  const locale = useLocale();
  if (blocked.length === 0) return null;
  return (
    <Section title={words.blocked}>
      <ul className="flex flex-col gap-2">
        {blocked.map(({ mark, at }) => (
          <Card key={`${mark} ${at}`} as="li" className="flex flex-wrap items-center justify-between gap-3">
            <span>{words.blockedAt(mark, formatLongDate(at, locale))}</span>
            <Form method="post">
              <input type="hidden" name="mark" value={mark} />
              <input type="hidden" name="at" value={at} />
              <SubmitButton
                name="intent"
                value="unblock"
                variant="secondary"
                aria-label={words.unblockOf(mark)}
              >
                {words.unblock}
              </SubmitButton>
            </Form>
          </Card>
        ))}
      </ul>
    </Section>
  );
}
