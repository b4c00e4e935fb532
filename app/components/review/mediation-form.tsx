import { useForm } from '@conform-to/react';
import { MEDIATION_GROUNDS, type MediationGround } from '~/domain/approval/mediation-grounds';
import { useWords } from '~/i18n/locale-context';
import { oversightWords } from '~/i18n/oversight';
import { ActionForm, RadioGroupField, Section, SelectField, SubmitButton, TextareaField } from '../ui';
import type { ReviewAnswer } from './review-data';

const grounds: readonly MediationGround[] = [...MEDIATION_GROUNDS.overrule, ...MEDIATION_GROUNDS.uphold];

/** The street office ends a mediation with a counted ground and its words. */
export function MediationForm({ answer }: { answer: ReviewAnswer }) {
  const words = useWords(oversightWords).mediate;
  const [form, fields] = useForm<{ decision: string; ground: string; words: string }>({
    id: 'mediation',
    lastResult: answer?.result,
  });
  return (
    <Section title={words.title}>
      <ActionForm form={form}>
        <RadioGroupField
          field={fields.decision}
          label={words.decision}
          showOptional={false}
          options={[
            { value: 'overrule', label: words.overrule, hint: words.overruleHint },
            { value: 'uphold', label: words.uphold, hint: words.upholdHint },
          ]}
        />
        <SelectField
          field={fields.ground}
          label={words.ground}
          showOptional={false}
          options={grounds.map((ground) => ({ value: ground, label: words.grounds[ground] }))}
        />
        <TextareaField
          field={fields.words}
          label={words.words}
          hint={words.wordsHint}
          showOptional={false}
          rows={4}
        />
        <SubmitButton wide>{words.submit}</SubmitButton>
      </ActionForm>
    </Section>
  );
}
