import { useWords } from '~/i18n/locale-context';
import { residentWords } from '~/i18n/resident';
import { Card, LinkButton, Section, StatusBadge } from '../ui';

type NewcomerStepsProps = { progress: { joined: boolean; space: boolean; car: boolean } };

/** The way from nothing to an application: four steps, the next one with its button. */
export function NewcomerSteps({ progress }: NewcomerStepsProps) {
  const words = useWords(residentWords).home.newcomer;
  const steps = [
    { key: 'join', to: '/home/join', isDone: progress.joined, isReady: true },
    { key: 'space', to: '/home/spaces/new?next=/home', isDone: progress.space, isReady: progress.joined },
    { key: 'car', to: '/home/cars/new?next=/home', isDone: progress.car, isReady: progress.joined },
    { key: 'apply', to: '/home/apply', isDone: false, isReady: progress.space },
  ] as const;
  const next = steps.find(({ isDone, isReady }) => !isDone && isReady)?.key;
  return (
    <Section title={words.title} description={words.intro}>
      <Card>
        <ol className="divide-y divide-line">
          {steps.map(({ key, to, isDone, isReady }, index) => (
            <li key={key} className="flex flex-wrap items-center justify-between gap-3 py-3">
              <div className="min-w-0">
                <p className="font-medium">
                  {index + 1}. {words[key].title}
                </p>
                <p className="text-muted">{words[key].body}</p>
              </div>
              {isDone ? (
                <StatusBadge tone="good">{words.done}</StatusBadge>
              ) : isReady ? (
                <LinkButton variant={key === next ? 'primary' : 'secondary'} to={to}>
                  {words[key].action}
                </LinkButton>
              ) : null}
            </li>
          ))}
        </ol>
      </Card>
    </Section>
  );
}
