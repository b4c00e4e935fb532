import { Table } from '~/components/ui';
import { yuanFromE4 } from '~/domain/tariff/tariff-version';
import { chargingWords } from '~/i18n/charging';
import { formatTimeRange } from '~/i18n/format';
import { useWords } from '~/i18n/locale-context';
import { publicPileWords } from '~/i18n/public-pile';
import type { PricedBand } from './public-pile';

/** Bands with electricity and service apart, four decimals as published. */
export function PriceTable({ bands }: { bands: readonly PricedBand[] }) {
  const words = useWords(publicPileWords);
  const { band: kinds } = useWords(chargingWords);
  return (
    <Table
      caption={words.bandsToday}
      isCaptionHidden
      rows={bands}
      rowKey={(row) => row.startAt}
      columns={[
        {
          key: 'period',
          header: words.period,
          isRowHeader: true,
          cell: (row) => `${formatTimeRange(row.startAt, row.endAt)} ${kinds[row.kind]}`,
        },
        { key: 'energy', header: words.energy, align: 'end', cell: (row) => yuanFromE4(row.energyPriceE4) },
        {
          key: 'service',
          header: words.service,
          align: 'end',
          cell: (row) => yuanFromE4(row.servicePriceE4),
        },
        {
          key: 'total',
          header: words.total,
          align: 'end',
          cell: (row) => yuanFromE4(row.energyPriceE4 + row.servicePriceE4),
        },
      ]}
    />
  );
}
