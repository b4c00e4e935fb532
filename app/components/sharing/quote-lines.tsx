import { DescriptionList, Table } from '~/components/ui';
import { chargingWords } from '~/i18n/charging';
import { formatFen, formatKwh, formatTimeRange } from '~/i18n/format';
import { useWords } from '~/i18n/locale-context';
import { sharingWords } from '~/i18n/sharing';
import type { QuoteLine } from './shared-page';

type Priced = {
  lines: readonly QuoteLine[];
  electricityFen: number;
  serviceFen: number;
  totalFen: number;
};

/** A quote or a bill band by band, with electricity and service apart. */
export function QuoteLines({ quote }: { quote: Priced }) {
  const words = useWords(sharingWords).book;
  const bands: Record<string, string> = useWords(chargingWords).band;
  return (
    <div className="flex flex-col gap-3">
      <Table
        caption={words.lines}
        isCaptionHidden
        rows={quote.lines}
        rowKey={(line) => line.startAt}
        columns={[
          {
            key: 'period',
            header: words.period,
            isRowHeader: true,
            cell: (line) => `${formatTimeRange(line.startAt, line.endAt)} ${bands[line.kind] ?? line.kind}`,
          },
          {
            key: 'kwh',
            header: words.kwhColumn,
            align: 'end',
            cell: (line) => formatKwh(line.energyWh / 1000),
          },
          {
            key: 'price',
            header: words.priceColumn,
            align: 'end',
            cell: (line) => `${perKwh(line.energyPriceE4)} + ${perKwh(line.servicePriceE4)}`,
          },
        ]}
      />
      <DescriptionList
        facts={[
          { term: words.electricity, value: formatFen(quote.electricityFen) },
          { term: words.service, value: formatFen(quote.serviceFen) },
          { term: words.total, value: formatFen(quote.totalFen) },
        ]}
      />
    </div>
  );
}

function perKwh(priceE4: number): string {
  return (priceE4 / 10_000).toFixed(4);
}
