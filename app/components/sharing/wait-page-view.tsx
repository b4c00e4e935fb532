import { Form } from '@remix-run/react';
import { formatDayAndTime, formatDuration, formatFen, formatKwh, formatSpan } from '~/i18n/format';
import { useLocale, useWords } from '~/i18n/locale-context';
import { waitingInWords } from '~/i18n/rules-in-words';
import { sharingWords } from '~/i18n/sharing';
import { waitingWords } from '~/i18n/waiting';
import { Card, Disclosure, EmptyState, LinkButton, Notice, PageHeader, Section, SubmitButton } from '../ui';
import { JoinWaitForm } from './join-wait-form';
import { bookHref } from './shared-page';
import { SwapSection } from './swap-section';
import type { OfferData, WaitAnswer, WaitData, WaitPage } from './wait-page-data';

/** Offers to answer, what the household waits for with its place, the order in words, swaps, and the form to join. */
export function WaitPageView({ page, answer }: { page: WaitPage; answer?: WaitAnswer }) {
  const words = useWords(waitingWords);
  const locale = useLocale();
  const { rules, fairness } = useWords(sharingWords);
  return (
    <>
      <PageHeader title={words.title} crumbs={[{ to: '/home/shared', label: words.back }]} />
      {answer ? (
        <Notice tone="warn" title={answer.text} isAnswer>
          {answer.free ? (
            <LinkButton to={bookHref(answer.free)} variant="primary">
              {words.bookFree}
            </LinkButton>
          ) : null}
        </Notice>
      ) : null}
      {page.offers.length > 0 ? (
        <Section title={words.offers}>
          <ul className="flex flex-col gap-3">
            {page.offers.map((offer) => (
              <Offer key={offer.bookingId} offer={offer} now={page.now} />
            ))}
          </ul>
        </Section>
      ) : null}
      <Section title={words.waiting}>
        {page.waiting.length === 0 ? <EmptyState title={words.none}>{words.noneHelp}</EmptyState> : null}
        <ul className="flex flex-col gap-3">
          {page.waiting.map((entry) => (
            <Entry key={entry.waitId} entry={entry} now={page.now} />
          ))}
        </ul>
        <Disclosure summary={words.rulesTitle} isOpen={page.waiting.length > 0}>
          <ul className="flex list-disc flex-col gap-2 pl-5">
            {waitingInWords(page, locale).map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </Disclosure>
      </Section>
      <JoinWaitForm page={page} />
      <SwapSection page={page} />
      <div className="flex flex-wrap gap-3">
        <LinkButton to="/home/shared/rules">{rules}</LinkButton>
        <LinkButton to="/home/shared/fairness">{fairness}</LinkButton>
      </div>
    </>
  );
}

function Offer({ offer, now }: { offer: OfferData; now: string }) {
  const words = useWords(waitingWords);
  const locale = useLocale();
  const { bookingId, promisedWh, totalFen, spaceCode } = offer;
  return (
    <Card as="li" className="flex flex-col gap-2">
      <p className="text-lg font-semibold">{formatSpan(offer.startAt, offer.endAt, now, locale)}</p>
      <p>{words.offerLine(spaceCode, formatKwh(promisedWh / 1000), formatFen(totalFen))}</p>
      <p className="text-muted">{words.answerBy(formatDayAndTime(offer.answerByAt, now, locale))}</p>
      <Form method="post" className="flex flex-wrap gap-3">
        <input type="hidden" name="bookingId" value={bookingId} />
        <input type="hidden" name="agreedWh" value={promisedWh} />
        <SubmitButton name="intent" value="accept">
          {words.accept}
        </SubmitButton>
        <SubmitButton name="intent" value="decline" variant="secondary">
          {words.decline}
        </SubmitButton>
      </Form>
    </Card>
  );
}

function Entry({ entry, now }: { entry: WaitData; now: string }) {
  const words = useWords(waitingWords);
  const locale = useLocale();
  const when = formatSpan(entry.fromAt, entry.toAt, now, locale);
  return (
    <Card as="li" className="flex flex-col items-start gap-2">
      <p className="text-lg font-semibold">
        {entry.place === null ? words.isOffered : words.placeOf(entry.place, entry.of)}
      </p>
      <p>
        {entry.spaceCode ?? words.anyPile} ·{' '}
        {words.line(when, formatDuration(entry.minutes, locale), formatKwh(entry.wantedWh / 1000))}
      </p>
      <Form method="post">
        <input type="hidden" name="waitId" value={entry.waitId} />
        <SubmitButton name="intent" value="leave" variant="secondary">
          {words.leave}
        </SubmitButton>
      </Form>
    </Card>
  );
}
