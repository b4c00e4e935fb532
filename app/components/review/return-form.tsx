import { useForm } from '@conform-to/react';
import { documentKindWords } from '~/i18n/document-kinds';
import { useWords } from '~/i18n/locale-context';
import { propertyWords } from '~/i18n/property';
import { ActionForm, CheckboxGroupField, SubmitButton, TextareaField } from '../ui';
import type { ReviewAnswer, ReviewChoices } from './review-data';

export function ReturnForm({ answer, choices }: { answer: ReviewAnswer; choices: ReviewChoices }) {
  const words = useWords(propertyWords).review;
  const kindWords: Record<string, string> = useWords(documentKindWords);
  const [form, fields] = useForm<{ intent: string; kinds: string[]; words: string }>({
    id: 'return',
    lastResult: answer?.intent === 'return' ? answer.result : undefined,
  });
  return (
    <ActionForm form={form}>
      <p className="text-sm text-muted">{words.returnHint}</p>
      <CheckboxGroupField
        field={fields.kinds}
        label={words.kinds}
        showOptional={false}
        options={choices.documentKinds.map((kind) => ({ value: kind, label: kindWords[kind] ?? kind }))}
      />
      <TextareaField
        field={fields.words}
        label={words.returnWords}
        hint={words.returnWordsHint}
        showOptional={false}
        rows={3}
      />
      <SubmitButton name="intent" value="return" variant="secondary" wide>
        {words.submitReturn}
      </SubmitButton>
    </ActionForm>
  );
}
