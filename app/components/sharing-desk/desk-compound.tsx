import { Card, CellLink, LinkButton, Notice, Section, StatusBadge, Table } from '~/components/ui';
import type { Tone } from '~/components/ui/tone';
import { formatDayAndTime, formatNumber, formatTime } from '~/i18n/format';
import { useLocale, useWords } from '~/i18n/locale-context';
import { hoursInWords } from '~/i18n/opening-hours';
import { pileDeskWords } from '~/i18n/pile-desk';
import { sharingDeskWords } from '~/i18n/sharing-desk';
import { BoardVersionText } from '../sharing/price-boards';
import type { PublicState } from '../sharing/public-pile';
import { Appeals } from './appeals';
import type { AppealAnswer, DeskCompound, DeskPile } from './sharing-desk';

const tones = {
  free: 'good',
  reserved: 'info',
  busy: 'info',
  offline: 'danger',
  faulted: 'danger',
  closed: 'neutral',
} as const satisfies Record<PublicState, Tone>;

/** One compound: its prices, its shared piles, what is missing, and the piles that could be opened. */
export function DeskCompoundSection({
  compound,
  now,
  answer,
}: {
  compound: DeskCompound;
  now: string;
  answer: AppealAnswer | undefined;
}) {
  const words = useWords(sharingDeskWords);
  return (
    <Section
      title={compound.name}
      action={
        <span className="flex flex-wrap gap-2">
          <LinkButton to={`/operator/sharing/rules?compound=${compound.id}`}>{words.rules}</LinkButton>
          <LinkButton to={`/operator/sharing/fairness?compound=${compound.id}`}>{words.fairness}</LinkButton>
        </span>
      }
      className="gap-5"
    >
      <Appeals appeals={compound.appeals} now={now} answer={answer} />
      <DeskPrices compound={compound} />
      <Missing piles={compound.piles} />
      <PileTable compound={compound} now={now} />
      <Unshared compound={compound} />
    </Section>
  );
}

function DeskPrices({ compound }: { compound: DeskCompound }) {
  const words = useWords(sharingDeskWords);
  const { inForce, upcoming } = compound.board;
  return (
    <Card className="flex flex-col gap-2">
      <h3 className="font-semibold">{words.prices}</h3>
      {inForce ? <BoardVersionText version={inForce} /> : <Notice tone="danger">{words.noBoard}</Notice>}
      {upcoming.map((version) => (
        <BoardVersionText key={version.id} version={version} />
      ))}
      <span className="flex flex-wrap gap-2">
        <LinkButton
          to={`/operator/sharing/prices/${compound.id}`}
          variant={inForce ? 'secondary' : 'primary'}
        >
          {words.publish}
        </LinkButton>
        <LinkButton to={`/p/prices/${compound.code}`} variant="quiet">
          {words.publicPrices}
        </LinkButton>
      </span>
    </Card>
  );
}

function Missing({ piles }: { piles: readonly DeskPile[] }) {
  const words = useWords(sharingDeskWords);
  const missing = piles.filter(({ gaps }) => gaps.length > 0);
  return missing.map((pile) => (
    <Notice
      key={pile.pileId}
      tone="warn"
      title={words.missing(pile.spaceCode)}
      action={<LinkButton to={`/operator/sharing/${pile.pileId}`}>{words.settings}</LinkButton>}
    >
      <GapList gaps={pile.gaps} />
    </Notice>
  ));
}

/** Each thing that is missing, with who puts it right. */
export function GapList({ gaps }: { gaps: DeskPile['gaps'] }) {
  const words = useWords(sharingDeskWords);
  return (
    <ul className="list-disc pl-5">
      {gaps.map((gap) => (
        <li key={gap}>{words.gaps[gap]}</li>
      ))}
    </ul>
  );
}

const hoursOf = (minutes: number) => formatNumber(minutes / 60, 1);

function PileTable({ compound, now }: { compound: DeskCompound; now: string }) {
  const words = useWords(sharingDeskWords);
  const locale = useLocale();
  const { modes } = useWords(pileDeskWords).pile;
  const { columns } = words;
  return (
    <Table
      caption={words.piles}
      rows={compound.piles}
      rowKey={({ pileId }) => pileId}
      empty={<p className="text-muted">{words.noPiles}</p>}
      columns={[
        {
          key: 'space',
          header: columns.space,
          isRowHeader: true,
          cell: ({ spaceCode }) => spaceCode,
        },
        {
          key: 'state',
          header: columns.state,
          cell: ({ state }) => <StatusBadge tone={tones[state]}>{words.states[state]}</StatusBadge>,
        },
        { key: 'mode', header: columns.mode, cell: ({ mode }) => modes[mode] },
        {
          key: 'hours',
          header: columns.hours,
          cell: ({ hours }) =>
            hoursInWords(hours, locale).map((line) => (
              <span key={line} className="block">
                {line}
              </span>
            )),
        },
        {
          key: 'today',
          header: columns.today,
          align: 'end',
          cell: ({ bookedMinutes, usedMinutes }) =>
            words.todayHours(hoursOf(bookedMinutes), hoursOf(usedMinutes)),
        },
        {
          key: 'next',
          header: columns.next,
          cell: ({ next }) =>
            next ? `${formatDayAndTime(next.startAt, now, locale)}–${formatTime(next.endAt)}` : words.noNext,
        },
        { key: 'links', header: columns.links, cell: (pile) => <PileLinks pile={pile} /> },
      ]}
    />
  );
}

function PileLinks({ pile }: { pile: DeskPile }) {
  const words = useWords(sharingDeskWords);
  const links = [
    [words.settings, `/operator/sharing/${pile.pileId}`],
    [words.publicPage, `/p/${pile.code}`],
    [words.print, `/operator/sharing/${pile.pileId}/print`],
  ] as const;
  return (
    <span className="flex flex-wrap gap-x-3 phone:justify-end">
      {links.map(([label, to]) => (
        <CellLink key={to} to={to} aria-label={`${label} ${pile.spaceCode}`}>
          {label}
        </CellLink>
      ))}
    </span>
  );
}

function Unshared({ compound }: { compound: DeskCompound }) {
  const words = useWords(sharingDeskWords);
  return (
    <Card className="flex flex-col gap-2">
      <h3 className="font-semibold">{words.unshared}</h3>
      {compound.unshared.length === 0 ? <p className="text-muted">{words.noUnshared}</p> : null}
      <ul className="divide-y divide-line">
        {compound.unshared.map(({ pileId, spaceCode, zone }) => (
          <li key={pileId} className="flex flex-wrap items-center justify-between gap-3 py-2">
            <span>
              <span className="font-medium">{spaceCode}</span> · {zone}
            </span>
            <LinkButton to={`/operator/sharing/${pileId}`} aria-label={`${words.open} ${spaceCode}`}>
              {words.open}
            </LinkButton>
          </li>
        ))}
      </ul>
    </Card>
  );
}
