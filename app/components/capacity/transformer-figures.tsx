import type { CapacityShares } from '~/domain/capacity/transformer-ledger';
import type { Parameter } from '~/domain/shared/parameter';
import { capacityWords } from '~/i18n/capacity';
import { formatKva, formatKw, formatLongDate, formatPercent } from '~/i18n/format';
import { useLocale, useWords } from '~/i18n/locale-context';
import { CapacityBar } from '../charts';
import { Card, Figure } from '../ui';

export type TransformerFigureData = {
  ratedKva: number;
  basePeakKw: number;
  basePeakOn: string;
  basePeakSource: string;
  updatedOn: string;
  limitRate: Parameter<number>;
  powerFactor: Parameter<number>;
  loadRate: number;
  shares: CapacityShares;
};

/** A transformer's bar and its figures, each with the day and the source it comes from. */
export function TransformerFigures({ data, today }: { data: TransformerFigureData; today: string }) {
  const words = useWords(capacityWords);
  const locale = useLocale();
  const { shares } = data;
  const { figures } = words;
  const ledger = { source: words.ledgerSource, asOf: formatLongDate(today, locale) };
  const measured = { source: data.basePeakSource, asOf: formatLongDate(data.basePeakOn, locale) };
  const rule = data.limitRate.source || words.setting;
  return (
    <div className="flex flex-col gap-4">
      <CapacityBar
        title={words.barTitle}
        data={{ ...shares, limitRule: `${formatPercent(data.limitRate.value)} · ${rule}` }}
      />
      <p className="text-sm text-muted">{words.reckoning[shares.reckoning]}</p>
      <Card className="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
        <Figure
          label={figures.rated}
          value={formatKva(data.ratedKva)}
          source={words.ledgerSource}
          asOf={formatLongDate(data.updatedOn, locale)}
        />
        <Figure label={figures.limit} value={formatKw(shares.limitKw)} source={rule} />
        <Figure label={figures.basePeak} value={formatKw(data.basePeakKw)} {...measured} />
        <Figure label={figures.loadRate} value={formatPercent(data.loadRate, 1)} {...measured} />
        <Figure
          label={figures.committed}
          value={figures.pilesAnd(formatKw(shares.committedKw), shares.piles.committed)}
          {...ledger}
        />
        <Figure
          label={figures.reserved}
          value={figures.pilesAnd(formatKw(shares.reservedKw), shares.piles.reserved)}
          {...ledger}
        />
        <Figure
          label={figures.queued}
          value={figures.pilesAnd(formatKw(shares.queuedKw), shares.piles.queued)}
          {...ledger}
        />
        <Figure label={figures.free} value={formatKw(shares.freeKw)} {...ledger} />
      </Card>
    </div>
  );
}
