import { Card, Disclosure } from '~/components/ui';
import { yuanFromE4 } from '~/domain/tariff/tariff-version';
import { chargingWords } from '~/i18n/charging';
import { lendingWords } from '~/i18n/lending';
import { useWords } from '~/i18n/locale-context';
import { publicPileWords } from '~/i18n/public-pile';
import { PriceTable } from '../sharing/price-table';
import type { PricedBand } from '../sharing/public-pile';

/** What guests pay for a kWh at this moment, and band by band on demand. */
export function GuestPrices({ title, bands }: { title: string; bands: readonly PricedBand[] }) {
  const words = useWords(lendingWords).pile;
  const { priceLine } = useWords(publicPileWords);
  const { band: kinds } = useWords(chargingWords);
  const [now] = bands;
  if (!now) return null;
  return (
    <Card className="flex flex-col gap-3">
      <h3 className="font-semibold">{title}</h3>
      <p>
        {priceLine(
          kinds[now.kind],
          yuanFromE4(now.energyPriceE4),
          yuanFromE4(now.servicePriceE4),
          yuanFromE4(now.energyPriceE4 + now.servicePriceE4),
        )}
      </p>
      <Disclosure summary={words.bands}>
        <PriceTable bands={bands} />
      </Disclosure>
    </Card>
  );
}
