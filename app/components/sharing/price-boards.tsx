import { Card, Disclosure, Section } from '~/components/ui';
import type { OccupationRule } from '~/domain/booking/occupation';
import type { ServiceFee } from '~/domain/tariff/price-energy';
import { yuanFromE4 } from '~/domain/tariff/tariff-version';
import { chargingWords } from '~/i18n/charging';
import { formatDateTime } from '~/i18n/format';
import { useLocale, useWords } from '~/i18n/locale-context';
import { publicPileWords } from '~/i18n/public-pile';
import { OccupationLine } from './occupation-line';
import { PriceTable } from './price-table';
import type { PricedBand } from './public-pile';

export interface BoardVersion {
  id: string;
  version: number;
  publishedAt: string;
  validFromAt: string;
  serviceFee: ServiceFee;
  occupation: OccupationRule | null;
  notice: string;
}

export interface BoardData {
  board: string;
  /** The space of a lent pile; null for the compound's own. */
  spaceCode: string | null;
  inForce: (BoardVersion & { bands: PricedBand[] }) | null;
  upcoming: BoardVersion[];
  past: BoardVersion[];
}

export interface PriceBoards {
  compoundName: string;
  now: string;
  tariffSource: string | null;
  boards: BoardData[];
}

/** One board: what is in force, what comes, what has been. */
export function PriceBoardSection({ board }: { board: BoardData }) {
  const words = useWords(publicPileWords);
  return (
    <Section title={board.spaceCode === null ? words.prices.common : words.prices.lent(board.spaceCode)}>
      {board.inForce ? (
        <Card className="flex flex-col gap-3">
          <BoardVersionText version={board.inForce} />
          <PriceTable bands={board.inForce.bands} />
        </Card>
      ) : (
        <p className="text-muted">{words.prices.none}</p>
      )}
      {board.upcoming.map((version) => (
        <Card key={version.id} className="flex flex-col gap-2">
          <BoardVersionText version={version} />
        </Card>
      ))}
      {board.past.length > 0 ? (
        <Disclosure summary={words.prices.past}>
          <ul className="flex flex-col gap-4">
            {board.past.map((version) => (
              <li key={version.id} className="flex flex-col gap-2">
                <BoardVersionText version={version} />
              </li>
            ))}
          </ul>
        </Disclosure>
      ) : null}
    </Section>
  );
}

/** A published version: its dates, fees and notice. */
export function BoardVersionText({ version }: { version: BoardVersion }) {
  const words = useWords(publicPileWords);
  const locale = useLocale();
  return (
    <>
      <p className="font-semibold">
        {words.prices.version(version.version)} ·{' '}
        {words.prices.from(formatDateTime(version.validFromAt, locale))} ·{' '}
        {words.prices.published(formatDateTime(version.publishedAt, locale))}
      </p>
      <FeeLine fee={version.serviceFee} />
      <p>
        {words.occupation}: <OccupationLine rule={version.occupation} />
      </p>
      <p className="text-muted">{version.notice}</p>
    </>
  );
}

function FeeLine({ fee }: { fee: ServiceFee }) {
  const words = useWords(publicPileWords).prices;
  const { band: kinds } = useWords(chargingWords);
  const byBand = Object.entries(fee.byBandE4).map(
    ([kind, price]) => `${kinds[kind as keyof typeof kinds]} ${yuanFromE4(price)}`,
  );
  return (
    <p>
      {byBand.length > 0
        ? words.serviceBands(yuanFromE4(fee.perKwhE4), byBand.join(' · '))
        : words.serviceFee(yuanFromE4(fee.perKwhE4))}
    </p>
  );
}
