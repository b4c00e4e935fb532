import type { PileState } from '~/domain/gateway/pile-state';
import { useWords } from '~/i18n/locale-context';
import { pileWords } from '~/i18n/piles';
import { StatusBadge, type Tone } from '../ui';

const looks: Record<PileState, { tone: Tone; glyph: string }> = {
  charging: { tone: 'good', glyph: '⚡' },
  waiting: { tone: 'info', glyph: '‖' },
  free: { tone: 'neutral', glyph: '○' },
  fault: { tone: 'danger', glyph: '✕' },
  offline: { tone: 'warn', glyph: '⊘' },
  commissioning: { tone: 'neutral', glyph: '…' },
  disobeying: { tone: 'danger', glyph: '▲' },
};

/** A pile's state as glyph and word. */
export function PileStateBadge({ state }: { state: PileState }) {
  const words = useWords(pileWords);
  return (
    <StatusBadge tone={looks[state].tone} glyph={looks[state].glyph}>
      {words.states[state]}
    </StatusBadge>
  );
}
