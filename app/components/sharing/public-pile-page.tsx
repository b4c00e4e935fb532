import type { ReactNode } from 'react';
import { Card, DescriptionList, Disclosure, LinkButton, Notice, Section } from '~/components/ui';
import { yuanFromE4 } from '~/domain/tariff/tariff-version';
import { chargingWords } from '~/i18n/charging';
import { formatDate, formatDayAndTime, formatSpan } from '~/i18n/format';
import { useLocale, useWords } from '~/i18n/locale-context';
import { publicPileWords } from '~/i18n/public-pile';
import { OccupationLine } from './occupation-line';
import { PriceTable } from './price-table';
import type { PublicPile, PublicState } from './public-pile';
import { bookHref } from './shared-page';

const tones = {
  free: 'good',
  reserved: 'warn',
  busy: 'info',
  offline: 'danger',
  faulted: 'danger',
  closed: 'warn',
} as const satisfies Record<PublicState, string>;

/** A shared pile for whoever has scanned its code: state, price, what is free, and what to do next. */
export function PublicPilePage({
  pile,
  canBook,
  children,
}: {
  pile: PublicPile;
  canBook: boolean;
  children?: ReactNode;
}) {
  const words = useWords(publicPileWords);
  const locale = useLocale();
  const { state, nextAt } = pile;
  return (
    <>
      <Notice tone={tones[state]} title={words.states[state]}>
        {nextAt === null
          ? null
          : state === 'free'
            ? words.untilNext(formatDayAndTime(nextAt, pile.now, locale))
            : words.freeAgain(formatDayAndTime(nextAt, pile.now, locale))}
      </Notice>
      <PriceCard pile={pile} />
      {children}
      <Section title={words.freeTitle}>
        {pile.free.length === 0 ? <p className="text-muted">{words.noFree}</p> : null}
        <ul className="flex flex-col gap-2">
          {pile.free.map((window) => (
            <Card key={window.startAt} as="li" className="flex items-center justify-between gap-3">
              <span className="font-medium">
                {formatSpan(window.startAt, window.endAt, pile.now, locale)}
              </span>
              {canBook && pile.board ? (
                <LinkButton to={bookHref({ pileId: pile.pileId, startAt: window.bookFromAt })}>
                  {words.book}
                </LinkButton>
              ) : null}
            </Card>
          ))}
        </ul>
      </Section>
      <p className="text-sm text-muted">{words.privacy}</p>
    </>
  );
}

function PriceCard({ pile }: { pile: PublicPile }) {
  const words = useWords(publicPileWords);
  const { band: kinds } = useWords(chargingWords);
  const locale = useLocale();
  const [now] = pile.bands;
  if (!pile.board || !now) {
    return <Notice tone="warn" title={words.noPrice} />;
  }
  const total = now.energyPriceE4 + now.servicePriceE4;
  return (
    <Section title={words.priceNow}>
      <Card className="flex flex-col gap-3">
        <p className="text-lg font-semibold">
          {words.priceLine(
            kinds[now.kind],
            yuanFromE4(now.energyPriceE4),
            yuanFromE4(now.servicePriceE4),
            yuanFromE4(total),
          )}
        </p>
        <DescriptionList
          facts={[{ term: words.occupation, value: <OccupationLine rule={pile.board.occupation} /> }]}
        />
        <Disclosure summary={words.bandsToday}>
          <PriceTable bands={pile.bands} />
        </Disclosure>
        <p className="text-sm text-muted">
          {words.board(pile.board.version, formatDate(pile.board.validFromAt, locale))}
        </p>
        <LinkButton to={`/p/prices/${pile.compoundCode}`}>{words.boardLink}</LinkButton>
      </Card>
    </Section>
  );
}
