import { useForm } from '@conform-to/react';
import { CONNECTION_DECISIONS, PHYSICAL_REASONS } from '~/domain/capacity/connection-decision';
import { capacityWords } from '~/i18n/capacity';
import { useWords } from '~/i18n/locale-context';
import { utilityWords } from '~/i18n/utility';
import { ActionForm, Notice, RadioGroupField, SelectField, SubmitButton, TextareaField } from '../ui';
import { type PanelAnswer, resultFor } from './intake-panel';

type DecisionFormProps = {
  /** Fingerprint of the figures on the page; the decision stands on these only. */
  seen: string;
  proposal: string;
  answer: PanelAnswer;
  /** In the queue only the finding that it is not feasible is left to take. */
  isQueued?: boolean;
};

/** A person's decision on the figures shown. */
export function DecisionForm({ seen, proposal, answer, isQueued = false }: DecisionFormProps) {
  const words = useWords(utilityWords).decide;
  const capacity = useWords(capacityWords);
  const result = resultFor(answer, 'decide');
  const [form, fields] = useForm<{ decision: string; note: string; physicalReason: string }>({
    id: 'decide',
    lastResult: result,
    defaultValue: { decision: isQueued ? 'not-feasible' : proposal },
  });
  const choices = CONNECTION_DECISIONS.filter((decision) => !isQueued || decision === 'not-feasible');
  return (
    <ActionForm form={form}>
      {answer?.reason === 'numbers-changed' ? (
        <Notice tone="danger" title={words.changedTitle}>
          {words.changedBody}
        </Notice>
      ) : null}
      <input type="hidden" name="seen" value={seen} />
      <RadioGroupField
        field={fields.decision}
        label={words.decision}
        showOptional={false}
        options={choices.map((decision) => ({
          value: decision,
          label: capacity.decisions[decision],
          hint: words.optionHints[decision],
        }))}
      />
      <TextareaField field={fields.note} label={words.note} hint={words.noteHint} rows={3} />
      <SelectField
        field={fields.physicalReason}
        label={words.physicalReason}
        hint={words.physicalHint}
        options={PHYSICAL_REASONS.map((reason) => ({
          value: reason,
          label: capacity.physicalReasons[reason],
        }))}
      />
      <SubmitButton name="intent" value="decide" wide>
        {words.submit}
      </SubmitButton>
    </ActionForm>
  );
}
