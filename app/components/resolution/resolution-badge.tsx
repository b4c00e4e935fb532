import type { ResolutionStatus } from '~/domain/resolution/resolution-status';
import { committeeWords } from '~/i18n/committee';
import { useWords } from '~/i18n/locale-context';
import { StatusBadge, type Tone } from '../ui';

const tones: Record<ResolutionStatus, Tone> = {
  open: 'info',
  passed: 'good',
  failed: 'danger',
  lapsed: 'warn',
  withdrawn: 'neutral',
};

export function ResolutionBadge({ status }: { status: ResolutionStatus }) {
  const words = useWords(committeeWords);
  return <StatusBadge tone={tones[status]}>{words.statuses[status]}</StatusBadge>;
}
