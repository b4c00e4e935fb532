import { Link } from '@remix-run/react';
import { useWords } from '~/i18n/locale-context';
import { shellWords } from '~/i18n/shell';
import { classNames } from './class-names';
import { VisuallyHidden } from './visually-hidden';

export type Step = {
  key: string;
  label: string /** Steps already answered can be gone back to. */;
  to?: string;
};

/** Where a wizard stands: a bar and the step's name on a phone, all names from a tablet on. */
export function Stepper({ steps, currentKey }: { steps: readonly Step[]; currentKey: string }) {
  const words = useWords(shellWords);
  const current = Math.max(
    0,
    steps.findIndex((step) => step.key === currentKey),
  );
  return (
    <nav aria-label={words.stepOf(current + 1, steps.length)} className="no-print flex flex-col gap-2">
      <p className="text-sm text-muted sm:hidden">
        {words.stepOf(current + 1, steps.length)} · {steps[current]?.label}
      </p>
      <ol className="flex gap-1">
        {steps.map((step, index) => {
          const isDone = index < current;
          const isCurrent = index === current;
          const state = isDone ? words.stepDone : isCurrent ? words.stepCurrent : words.stepAhead;
          const name = (
            <>
              <span aria-hidden="true">{isDone ? '✓ ' : `${index + 1} `}</span>
              {step.label}
              <VisuallyHidden> – {state}</VisuallyHidden>
            </>
          );
          return (
            <li
              key={step.key}
              aria-current={isCurrent ? 'step' : undefined}
              className={classNames(
                'min-w-0 flex-1 border-t-4 pt-2 text-sm',
                isDone || isCurrent ? 'border-accent' : 'border-line-strong',
                isCurrent ? 'font-semibold' : 'text-muted',
              )}
            >
              <span className="max-sm:sr-only">
                {isDone && step.to ? (
                  <Link to={step.to} className="text-accent-strong underline underline-offset-4">
                    {name}
                  </Link>
                ) : (
                  name
                )}
              </span>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
