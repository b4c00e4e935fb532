import { ServerDrawing } from '~/components/charts/server-drawing';
import { Card, DescriptionList, Notice } from '~/components/ui';
import { chargingWords } from '~/i18n/charging';
import { formatFen, formatKw, formatKwh, formatTime } from '~/i18n/format';
import { useLocale, useWords } from '~/i18n/locale-context';
import type { Tonight } from './tonight';
import { TonightBadge, TonightLine } from './tonight-card';
import { whySentence } from './why-sentence';

/** One pile's night: the line, why, the chart, what is delivered and what it costs. */
export function TonightDetails({ night, chart }: { night: Tonight; chart: string }) {
  const words = useWords(chargingWords);
  const locale = useLocale();
  const why = whySentence(night, words, locale);
  return (
    <Card as="section" className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 className="font-semibold">{words.space(night.spaceCode)}</h2>
        <TonightBadge state={night.state} />
      </div>
      <TonightLine night={night} />
      {why ? <p>{why}</p> : null}
      {night.aimAt ? <p>{words.aim(formatTime(night.aimAt), formatTime(night.readyByAt))}</p> : null}
      {night.state === 'offline' ? (
        <Notice tone="warn">{words.offlineWhy(formatKw(night.fallbackKw))}</Notice>
      ) : null}
      <ServerDrawing html={chart} />
      <DescriptionList facts={factsOf(night, words)} />
      <p className="text-sm text-muted">{words.usual[night.wishSource]}</p>
    </Card>
  );
}

function factsOf(night: Tonight, words: (typeof chargingWords)['zh-CN']) {
  const { cost, measuredKw, limitKw } = night;
  const price = {
    key: 'cost',
    term: words.cost,
    value: cost ? (
      <>
        {formatFen(cost.totalFen)}
        <span className="block text-sm text-muted">
          {words.costParts(formatFen(cost.electricityFen), formatFen(cost.serviceFen))}
        </span>
      </>
    ) : (
      words.costUnknown
    ),
  };
  if (night.pluggedInAt === null) return [price];
  const progress = {
    key: 'energy',
    term: words.energy,
    value: (
      <>
        {words.delivered(formatKwh(night.deliveredKwh), formatKwh(night.wishKwh))}
        {measuredKw === null || limitKw === null ? null : (
          <span className="block text-sm text-muted">
            {words.now(formatKw(measuredKw), formatKw(limitKw))}
          </span>
        )}
      </>
    ),
  };
  return [progress, price];
}
