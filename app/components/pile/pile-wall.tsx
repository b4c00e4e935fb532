import { Link } from '@remix-run/react';
import type { PileState } from '~/domain/gateway/pile-state';
import { formatKw } from '~/i18n/format';
import { useWords } from '~/i18n/locale-context';
import { pileWords } from '~/i18n/piles';
import { Section } from '../ui';
import { PileStateBadge } from './pile-state-badge';

export type WallZone = {
  key: string;
  compoundName: string;
  zone: string;
  level: number;
  piles: readonly {
    id: string;
    spaceCode: string;
    maxKw: number;
    measuredKw: number | null;
    state: PileState;
    isOnline: boolean;
  }[];
};

/** The piles of one garage zone as tiles: space, state in glyph and word, power now and rating. */
export function PileWall({ zone }: { zone: WallZone }) {
  const words = useWords(pileWords);
  const online = zone.piles.filter((pile) => pile.isOnline).length;
  const totalKw = zone.piles.reduce((sum, pile) => sum + (pile.isOnline ? (pile.measuredKw ?? 0) : 0), 0);
  return (
    <Section
      title={words.zone(zone.compoundName, zone.zone, words.level(zone.level))}
      description={words.counts(zone.piles.length, online, formatKw(totalKw))}
    >
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(9.5rem,1fr))] gap-3">
        {zone.piles.map((pile) => (
          <li key={pile.id}>
            <Link
              to={`/operator/piles/${pile.id}`}
              className="flex min-h-24 flex-col gap-2 rounded border border-line bg-paper p-3 hover:border-accent"
            >
              <span className="font-semibold">{pile.spaceCode}</span>
              <PileStateBadge state={pile.state} />
              <span className="text-sm text-muted">
                {pile.isOnline && pile.measuredKw !== null
                  ? words.nowOfRating(formatKw(pile.measuredKw), formatKw(pile.maxKw))
                  : words.ratingOnly(formatKw(pile.maxKw))}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}
