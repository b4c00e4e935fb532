import { renderToStaticMarkup } from 'react-dom/server';
import type { Tonight } from '~/components/charging/tonight';
import { MyLineChart } from '~/components/charts';
import { chargingWords } from '~/i18n/charging';
import { wordsFor } from '~/i18n/define-words';
import type { Locale } from '~/i18n/locale';
import { LocaleProvider } from '~/i18n/locale-context';

/** The chart of one car's night as finished markup, so that no phone loads what draws it. */
export function drawMyLine(night: Tonight, locale: Locale): string {
  const words = wordsFor(locale, chargingWords);
  return renderToStaticMarkup(
    <LocaleProvider locale={locale}>
      <MyLineChart
        title={words.chart}
        data={{
          startAt: night.startAt,
          intervalMinutes: night.intervalMinutes,
          powerKw: night.powerKw,
          bands: night.bands.map((band) => ({ ...band, word: words.band[band.kind] })),
          nowAt: night.now,
          readyByAt: night.readyByAt,
        }}
      />
    </LocaleProvider>,
    { identifierPrefix: `${night.pileId}-` },
  );
}
