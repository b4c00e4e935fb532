import { Card, EmptyState, LinkButton, PageHeader, Section, StatusBadge, Table } from '~/components/ui';
import { formatFen, formatKwh, formatMonth, formatPercent, formatSpan } from '~/i18n/format';
import { lendingWords } from '~/i18n/lending';
import { useLocale, useWords } from '~/i18n/locale-context';
import type { LendingOverview as Overview, OwnPile } from './lending-page';

/** The household's piles with how each is lent, and what that has earned; null without a household. */
export function LendingOverview({ overview }: { overview: Overview | null }) {
  const words = useWords(lendingWords);
  return (
    <>
      <PageHeader title={words.title} crumbs={[{ label: words.back, to: '/home/shared' }]} />
      <p className="text-muted">{words.intro}</p>
      {overview === null ? (
        <EmptyState
          title={words.noHousehold}
          action={
            <LinkButton to="/home/join" variant="primary">
              {words.join}
            </LinkButton>
          }
        />
      ) : (
        <>
          <OwnPiles overview={overview} />
          <Income overview={overview} />
        </>
      )}
    </>
  );
}

function OwnPiles({ overview }: { overview: Overview }) {
  const words = useWords(lendingWords);
  if (overview.piles.length === 0)
    return (
      <EmptyState
        title={words.noPile}
        action={
          <LinkButton to="/home/apply" variant="primary">
            {words.apply}
          </LinkButton>
        }
      >
        {words.noPileHelp}
      </EmptyState>
    );
  return (
    <Section title={words.mine}>
      <ul className="flex flex-col gap-3">
        {overview.piles.map((pile) => (
          <PileCard key={pile.pileId} pile={pile} now={overview.now} />
        ))}
      </ul>
    </Section>
  );
}

const tones = { 'not-lent': 'neutral', open: 'good', paused: 'warn' } as const;

function PileCard({ pile, now }: { pile: OwnPile; now: string }) {
  const words = useWords(lendingWords);
  const locale = useLocale();
  const isLent = pile.state !== 'not-lent';
  const lines = isLent
    ? [
        pile.next
          ? words.nextGuest(formatSpan(pile.next.startAt, pile.next.endAt, now, locale))
          : words.noGuest,
      ]
    : [pile.isReady ? words.ready : words.notReady];
  return (
    <Card as="li" className="flex flex-col gap-2">
      <span className="flex flex-wrap items-center justify-between gap-3">
        <span className="text-lg font-semibold">{pile.spaceCode}</span>
        <StatusBadge tone={tones[pile.state]}>{words.states[pile.state]}</StatusBadge>
      </span>
      {pile.requests > 0 ? (
        <p className="font-medium text-warn-strong">
          <span aria-hidden="true">▲ </span>
          {words.requests(pile.requests)}
        </p>
      ) : null}
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
      <LinkButton
        to={`/home/lend/${pile.pileId}`}
        variant={pile.requests > 0 || (!isLent && pile.isReady) ? 'primary' : 'secondary'}
        aria-label={isLent ? words.manageOf(pile.spaceCode) : words.lendOf(pile.spaceCode)}
        wide
      >
        {isLent ? words.manage : words.lendIt}
      </LinkButton>
    </Card>
  );
}

function Income({ overview }: { overview: Overview }) {
  const words = useWords(lendingWords);
  const locale = useLocale();
  const { operatorShare: share } = overview;
  return (
    <Section
      title={words.income}
      description={words.incomeHelp(formatPercent(share), formatPercent(1 - share))}
    >
      <Table
        caption={words.income}
        isCaptionHidden
        rows={overview.income}
        rowKey={({ month }) => month}
        empty={<p className="text-muted">{words.noIncome}</p>}
        columns={[
          {
            key: 'month',
            header: words.month,
            isRowHeader: true,
            cell: ({ month }) => formatMonth(month, locale),
          },
          { key: 'earned', header: words.earned, align: 'end', cell: ({ fen }) => formatFen(fen) },
          {
            key: 'energy',
            header: words.energy,
            align: 'end',
            cell: ({ energyWh }) => formatKwh(energyWh / 1000),
          },
          { key: 'bills', header: words.bills, align: 'end', cell: ({ bills }) => String(bills) },
        ]}
      />
    </Section>
  );
}
