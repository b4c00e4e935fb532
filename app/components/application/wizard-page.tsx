import type { ReactNode } from 'react';
import type { ApplicationStep } from '~/domain/installation/application-draft';
import { applicationWords } from '~/i18n/application';
import { useWords } from '~/i18n/locale-context';
import { PageHeader, type Step, Stepper } from '../ui';

const groups: readonly { key: string; steps: readonly ApplicationStep[] }[] = [
  { key: 'space', steps: ['space'] },
  { key: 'car', steps: ['car', 'pile'] },
  { key: 'documents', steps: ['documents'] },
  { key: 'capacity', steps: ['capacity'] },
  { key: 'confirm', steps: ['confirm'] },
];

const before: Record<ApplicationStep, ApplicationStep | null> = {
  space: null,
  car: 'space',
  pile: 'car',
  documents: 'pile',
  capacity: 'documents',
  confirm: 'capacity',
};

type WizardPageProps = {
  caseId: string;
  step: ApplicationStep;
  title: ReactNode;
  meta?: ReactNode;
  children: ReactNode;
};

/** One question of the application: where it stands, the way back, and that everything so far is saved. */
export function WizardPage({ caseId, step, title, meta, children }: WizardPageProps) {
  const words = useWords(applicationWords);
  const pathOf = (target: ApplicationStep) => `/home/apply/${caseId}/${target}`;
  const steps = groups.map(
    ({ key, steps: own }): Step => ({
      key,
      label: own.map((entry) => words.step[entry]).join(' · '),
      to: pathOf(own[0]!),
    }),
  );
  const current = groups.find(({ steps: own }) => own.includes(step))?.key ?? 'space';
  const previous = before[step];
  return (
    <>
      <Stepper steps={steps} currentKey={current} />
      <PageHeader
        title={title}
        meta={meta}
        crumbs={[
          previous
            ? { label: words.previous, to: pathOf(previous) }
            : { label: words.title, to: '/home/apply' },
        ]}
      />
      {children}
      <p className="text-sm text-muted">✓ {words.saved}</p>
    </>
  );
}
