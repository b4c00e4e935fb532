import type { Proposal } from '~/domain/capacity/assess-connection';
import type { HostingAnswer } from '~/domain/capacity/hosting-answer';
import type { HostingEstimate } from '~/domain/capacity/hosting-estimate';
import { applicationWords } from '~/i18n/application';
import { formatKva, formatKw, formatLongDate, formatNumber, formatPercent } from '~/i18n/format';
import { hostingWords } from '~/i18n/hosting';
import { useLocale, useWords } from '~/i18n/locale-context';
import { shellWords } from '~/i18n/shell';
import { Card, DescriptionList, Disclosure, Notice, type Tone } from '../ui';

/** The instant answer for a space, with the figures it rests on. */
export interface CapacityAnswer {
  /** Sampled over nights; null while it is being reckoned. */
  sampled: HostingAnswer | null;
  needFactor: HostingEstimate;
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
  const countOf = useCounts();
  if (!answer) return <Notice tone="info">{words.unknown}</Notice>;
  const { sampled } = answer;
  return (
    <>
      <Card className="flex flex-col gap-3">
        <p className="text-lg font-semibold">
          {sampled
            ? words.fits(
                countOf(sampled.uncontrolled.piles, sampled.most),
                countOf(sampled.ordered.piles, sampled.most),
              )
            : words.fits(...needFactorCounts(answer, countOf))}
        </p>
        <HostingBasis answer={answer} />
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

type CountOf = (piles: number, most: number | null) => string;

/** Counts of piles in words: at `most`, where counting ended, as "more than". */
function useCounts(): CountOf {
  const words = useWords(applicationWords).capacity;
  return (piles, most) =>
    most !== null && piles >= most ? words.atLeast(formatNumber(most)) : words.count(formatNumber(piles));
}

function needFactorCounts({ needFactor }: CapacityAnswer, countOf: CountOf): [string, string] {
  const most = needFactor.capped ? needFactor.ordered : null;
  return [countOf(needFactor.uncontrolled, most), countOf(needFactor.ordered, most)];
}

/** What the counts mean and how sure they are; that they are an estimate while the sample is being reckoned. */
function HostingBasis({ answer }: { answer: CapacityAnswer }) {
  const words = useWords(hostingWords).resident;
  const locale = useLocale();
  const countOf = useCounts();
  const { sampled } = answer;
  if (!sampled) return <Notice tone="info">{words.waiting}</Notice>;
  const { ordered, nights, most } = sampled;
  return (
    <>
      <p>
        {words.basis(
          formatNumber(nights),
          formatPercent(sampled.nightShare),
          formatPercent(sampled.energyShare),
        )}
      </p>
      <p>
        {words.sure(
          formatNumber(ordered.goodNights),
          formatNumber(nights),
          countOf(ordered.provenPiles, most),
          formatLongDate(sampled.computedAt, locale),
        )}
      </p>
      <p>{words.approval(...needFactorCounts(answer, countOf))}</p>
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
