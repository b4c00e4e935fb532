import { useForm } from '@conform-to/react';
import { committeeWords } from '~/i18n/committee';
import { formatDateTime } from '~/i18n/format';
import { useLocale, useWords } from '~/i18n/locale-context';
import { ActionForm, Notice, RadioGroupField, Section, SubmitButton, TextareaField } from '../ui';
import type { ResolutionAnswer } from './resolution-data';

const CHOICES = ['yes', 'no', 'abstain'] as const;

type OwnVote = {
  choice: (typeof CHOICES)[number];
  note: string | null;
  castAt: string;
  receipt: string;
} | null;

/** One member's vote, with its receipt once cast; it may be changed until the end. */
export function VoteForm({ mine, answer }: { mine: OwnVote; answer: ResolutionAnswer }) {
  const words = useWords(committeeWords).vote;
  const locale = useLocale();
  const [form, fields] = useForm<{ intent: string; choice: string; note: string }>({
    id: 'vote',
    lastResult: answer?.intent === 'vote' ? answer.result : undefined,
    defaultValue: mine ? { choice: mine.choice, note: mine.note ?? '' } : undefined,
  });
  return (
    <Section title={words.title}>
      {mine ? (
        <Notice tone="good">
          <p>{words.mine(words.choices[mine.choice], formatDateTime(mine.castAt, locale))}</p>
          <p className="font-semibold">{words.receipt(mine.receipt)}</p>
          <p className="text-sm text-muted">{words.receiptHint}</p>
        </Notice>
      ) : null}
      <ActionForm form={form}>
        <RadioGroupField
          field={fields.choice}
          label={words.choice}
          showOptional={false}
          options={CHOICES.map((choice) => ({
            value: choice,
            label: words.choices[choice],
            hint: words.hints[choice] || undefined,
          }))}
        />
        <TextareaField field={fields.note} label={words.note} hint={words.noteHint} rows={2} />
        <SubmitButton name="intent" value="vote" wide>
          {mine ? words.change : words.submit}
        </SubmitButton>
      </ActionForm>
    </Section>
  );
}
