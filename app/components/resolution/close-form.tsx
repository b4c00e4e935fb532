import { useForm } from '@conform-to/react';
import { committeeWords } from '~/i18n/committee';
import { useWords } from '~/i18n/locale-context';
import { ActionForm, Section, SubmitButton } from '../ui';
import type { CommitteeFigures, ResolutionAnswer, ShownResolution } from './resolution-data';

type CloseFormProps = {
  resolution: ShownResolution;
  figures: CommitteeFigures | null;
  now: string;
  /** An upheld objection ends a notice before its time. */
  hasUpheldObjection: boolean;
  answer: ResolutionAnswer;
};

/** Announces the outcome or ends the notice; until that is possible it says what is waited for. */
export function CloseForm({ resolution, figures, now, hasUpheldObjection, answer }: CloseFormProps) {
  const words = useWords(committeeWords).close;
  const [form] = useForm({
    id: 'close',
    lastResult: answer?.intent === 'close' ? answer.result : undefined,
  });
  const isOver = now >= resolution.closesAt;
  const hasQuorum = figures !== null && figures.participated >= figures.neededParticipation;
  const mayClose =
    figures === null ? isOver || hasUpheldObjection : figures.isSettled || (isOver && hasQuorum);
  if (figures === null && !mayClose) return null;
  const hint = figures === null ? null : closingHint(figures, isOver, words);
  return (
    <Section title={words.title}>
      {hint ? <p>{hint}</p> : null}
      {mayClose ? (
        <ActionForm form={form}>
          <SubmitButton name="intent" value="close" variant="secondary" wide>
            {figures === null ? words.concludeNotice : words.submit}
          </SubmitButton>
        </ActionForm>
      ) : null}
    </Section>
  );
}

function closingHint(
  figures: CommitteeFigures,
  isOver: boolean,
  words: (typeof committeeWords)['zh-CN']['close'],
): string {
  if (figures.passes) return words.passes;
  if (figures.isSettled) return words.fails;
  return isOver && figures.participated < figures.neededParticipation ? words.noQuorum : words.waits;
}
