import type { AssessmentStep } from '~/domain/capacity/connection-steps';
import { capacityWords } from '~/i18n/capacity';
import { useWords } from '~/i18n/locale-context';
import { StatusBadge, Table } from '../ui';
import { quantity } from './quantity';

/** Every step of an assessment with its computation, limit and source: the same on screen and on paper. */
export function AssessmentTable({ steps }: { steps: readonly AssessmentStep[] }) {
  const words = useWords(capacityWords);
  return (
    <Table
      caption={words.stepTable}
      rows={steps.map((step, index) => ({ ...step, key: `${step.name}-${index}` }))}
      rowKey={(step) => step.key}
      isMarked={(step) => step.ok === false}
      columns={[
        {
          key: 'step',
          header: words.step,
          isRowHeader: true,
          className: 'md:min-w-28',
          cell: (step) => words.steps[step.name],
        },
        {
          key: 'formula',
          header: words.formula,
          cell: (step) => (
            <span className="flex flex-col gap-1 break-words">
              {step.formula ? <span>{step.formula}</span> : null}
              <span className="text-sm text-muted">
                {words.source}：{step.source || words.setting}
              </span>
            </span>
          ),
        },
        {
          key: 'value',
          header: words.value,
          align: 'end',
          className: 'whitespace-nowrap',
          cell: (step) => quantity(step.value, step.unit),
        },
        {
          key: 'limit',
          header: words.limit,
          align: 'end',
          className: 'whitespace-nowrap',
          cell: (step) => <Limit step={step} />,
        },
        { key: 'verdict', header: words.verdict, cell: (step) => <Verdict step={step} /> },
      ]}
    />
  );
}

function Limit({ step }: { step: AssessmentStep }) {
  const words = useWords(capacityWords);
  if (step.limit === null) return <>–</>;
  const text = quantity(step.limit, step.unit);
  return <>{step.name === 'valley-energy' ? words.atLeast(text) : words.atMost(text)}</>;
}

function Verdict({ step }: { step: AssessmentStep }) {
  const words = useWords(capacityWords);
  if (step.ok === true) return <StatusBadge tone="good">{words.inLimit}</StatusBadge>;
  if (step.ok === false) return <StatusBadge tone="danger">{words.overLimit}</StatusBadge>;
  const isMissing = step.value === null;
  return (
    <StatusBadge tone={isMissing ? 'warn' : 'neutral'}>{isMissing ? words.unknown : words.shown}</StatusBadge>
  );
}
