import { useForm } from '@conform-to/react';
import { useWords } from '~/i18n/locale-context';
import { propertyWords } from '~/i18n/property';
import { ActionForm, SubmitButton, TextareaField } from '../ui';
import type { ReviewAnswer, ReviewChoices } from './review-data';

export function AgreeForm({ answer, choices }: { answer: ReviewAnswer; choices: ReviewChoices }) {
  const words = useWords(propertyWords).review;
  const [form, fields] = useForm<{ intent: string; conditions: string }>({
    id: 'agree',
    lastResult: answer?.intent === 'agree' ? answer.result : undefined,
  });
  return (
    <ActionForm form={form}>
      <p className="text-sm text-muted">
        {words.agreeHint} {choices.asks === 'none' ? words.asksNone : words.asks[choices.asks]}
      </p>
      <TextareaField
        field={fields.conditions}
        label={words.conditions}
        hint={words.conditionsHint}
        rows={3}
      />
      <SubmitButton name="intent" value="agree" wide>
        {words.submitAgree}
      </SubmitButton>
    </ActionForm>
  );
}
