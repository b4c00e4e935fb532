import { Card, LinkButton, StatusBadge } from '~/components/ui';
import type { Tone } from '~/components/ui/tone';
import { chargingWords } from '~/i18n/charging';
import { formatFen } from '~/i18n/format';
import { useLocale, useWords } from '~/i18n/locale-context';
import type { Tonight, TonightState } from './tonight';
import { tonightLine, whySentence } from './why-sentence';

const tones: Record<TonightState, Tone> = {
  charging: 'good',
  waiting: 'info',
  full: 'good',
  offline: 'warn',
  'not-plugged': 'neutral',
};

export function TonightBadge({ state }: { state: TonightState }) {
  return <StatusBadge tone={tones[state]}>{useWords(chargingWords).state[state]}</StatusBadge>;
}

/** The line that answers first: from when, full by when, how much, what it costs. */
export function TonightLine({ night }: { night: Tonight }) {
  const words = useWords(chargingWords);
  const locale = useLocale();
  const line = tonightLine(night, words, locale, night.cost && formatFen(night.cost.totalFen));
  return (
    <p className="text-lg font-semibold">
      {night.pluggedInAt === null ? words.ifPlugged : null}
      {line}
    </p>
  );
}

/** Tonight on the resident's home page. */
export function TonightCard({ night }: { night: Tonight }) {
  const words = useWords(chargingWords);
  const why = whySentence(night, words, useLocale());
  return (
    <Card as="section" className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 className="font-semibold">
          {words.title} · {words.space(night.spaceCode)}
        </h2>
        <TonightBadge state={night.state} />
      </div>
      <TonightLine night={night} />
      {why ? <p className="text-muted">{why}</p> : null}
      <LinkButton to="/home/charging" wide>
        {words.more}
      </LinkButton>
    </Card>
  );
}
