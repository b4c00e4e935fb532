import type { Proposal } from '~/domain/capacity/assess-connection';
import { applicationWords } from '~/i18n/application';
import { formatKva, formatKw, formatLongDate, formatNumber, formatPercent } from '~/i18n/format';
import { useLocale, useWords } from '~/i18n/locale-context';
import { shellWords } from '~/i18n/shell';
import { Card, DescriptionList, Disclosure, Notice, type Tone } from '../ui';

/** The instant answer for a space, with the figures it rests on. */
export interface CapacityAnswer {
  uncontrolled: number;
  ordered: number;
  isCapped: boolean;
  /** What is expected of the wish; null where no pile was wished for yet. */
  proposal: Proposal | null;
  /** Whether a pile that takes orders would spare the wait for an upgrade. */
  orderableHelps: boolean;
  transformerName: string;
  ratedKva: number;
  powerFactor: number;
  limitRate: number;
  limitRateSource: string;
  limitKw: number;
  basePeakKw: number;
  basePeakOn: string;
  basePeakSource: string;
  pileCount: number;
  standardPileKw: number;
}

const tones: Record<Proposal, Tone> = { direct: 'good', ordered: 'good', upgrade: 'warn' };

/** The instant answer in two sentences, and every figure behind it with source and date. */
export function CapacityAnswerCard({ answer }: { answer: CapacityAnswer | null }) {
  const words = useWords(applicationWords).capacity;
  if (!answer) return <Notice tone="info">{words.unknown}</Notice>;
  const most = formatNumber(answer.ordered);
  return (
    <>
      <Card className="flex flex-col gap-3">
        <p className="text-lg font-semibold">
          {words.fits(formatNumber(answer.uncontrolled), answer.isCapped ? words.atLeast(most) : most)}
        </p>
        {answer.proposal ? (
          <Notice tone={tones[answer.proposal]} title={words.proposal[answer.proposal]}>
            {answer.orderableHelps ? words.orderTip : null}
          </Notice>
        ) : null}
        <p className="text-muted">{words.notFinal}</p>
      </Card>
      <Disclosure summary={words.figures}>
        <CapacityFigures answer={answer} />
      </Disclosure>
    </>
  );
}

function CapacityFigures({ answer }: { answer: CapacityAnswer }) {
  const words = useWords(applicationWords).capacity;
  const shell = useWords(shellWords);
  const locale = useLocale();
  const sourced = (value: string, source: string) => (
    <>
      {value}
      {source ? <span className="block text-sm text-muted">{shell.source(source)}</span> : null}
    </>
  );
  return (
    <DescriptionList
      facts={[
        { key: 'name', term: words.transformer, value: answer.transformerName },
        {
          key: 'limit',
          term: words.limit,
          value: sourced(
            words.limitValue(
              formatKw(answer.limitKw),
              formatKva(answer.ratedKva),
              formatNumber(answer.powerFactor, 2),
              formatPercent(answer.limitRate),
            ),
            answer.limitRateSource,
          ),
        },
        {
          key: 'base',
          term: words.base,
          value: sourced(
            `${formatKw(answer.basePeakKw)} · ${formatLongDate(answer.basePeakOn, locale)}`,
            answer.basePeakSource,
          ),
        },
        { key: 'piles', term: words.piles, value: words.pileCount(answer.pileCount) },
        { key: 'standard', term: words.standard, value: formatKw(answer.standardPileKw) },
      ]}
    />
  );
}
