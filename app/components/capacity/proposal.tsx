import type { Assessment, Remedy } from '~/domain/capacity/assess-connection';
import { capacityWords } from '~/i18n/capacity';
import { formatKw, formatNumber } from '~/i18n/format';
import { useWords } from '~/i18n/locale-context';
import { Notice, type Tone } from '../ui';

const tones: Record<Assessment['proposal'], Tone> = { direct: 'good', ordered: 'info', upgrade: 'warn' };

/** What the engine proposes, why, and what would make it better. */
export function Proposal({ assessment }: { assessment: Assessment }) {
  const words = useWords(capacityWords);
  const { proposal, phase, remedies } = assessment;
  return (
    <Notice tone={tones[proposal]} title={words.proposalIs(words.decisions[proposal])}>
      <p>{words.proposalWhy[proposal]}</p>
      {phase ? <p>{words.phaseAdvice(phase)}</p> : null}
      {remedies.length > 0 ? (
        <>
          <p className="mt-2 font-medium">{words.remedyTitle}</p>
          <ul className="list-disc pl-5">
            {remedies.map((remedy) => (
              <li key={remedy.kind}>
                <RemedyLine remedy={remedy} />
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <p className="mt-2 text-sm text-muted">{words.proposalOnly}</p>
    </Notice>
  );
}

function RemedyLine({ remedy }: { remedy: Remedy }) {
  const { remedies } = useWords(capacityWords);
  switch (remedy.kind) {
    case 'cable-section':
      return <>{remedies['cable-section'](formatNumber(remedy.sectionMm2))}</>;
    case 'power-cap':
      return <>{remedies['power-cap'](formatKw(remedy.maxKw))}</>;
    case 'orderable-pile':
      return <>{remedies['orderable-pile']}</>;
    case 'transformer':
      return <>{remedies.transformer(formatKw(remedy.shortfallKw))}</>;
  }
}
