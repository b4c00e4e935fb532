import { useForm } from '@conform-to/react';
import { ActionForm, Section, SubmitButton, TextField } from '~/components/ui';
import { useWords } from '~/i18n/locale-context';
import { pileDeskWords } from '~/i18n/pile-desk';
import type { PileAnswer } from './pile-desk';

/** Marks by its plate that a car has come to its slot. */
export function ArrivalForm({ answer }: { answer: PileAnswer | undefined }) {
  const words = useWords(pileDeskWords).arrival;
  const [form, fields] = useForm<{ plate: string }>({ id: 'arrival', lastResult: answer?.result });
  return (
    <Section title={words.title} description={words.intro}>
      <ActionForm form={form}>
        <TextField
          field={fields.plate}
          label={words.plate}
          hint={words.plateHint}
          maxLength={20}
          autoComplete="off"
          required
        />
        <SubmitButton name="intent" value="arrive" variant="secondary">
          {words.submit}
        </SubmitButton>
      </ActionForm>
    </Section>
  );
}
