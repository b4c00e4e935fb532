import { type SubmissionResult, useForm } from '@conform-to/react';
import { DECLINE_NOTE_MIN, DECLINE_REASONS } from '~/domain/refusal/connection-decline';
import { documentKindWords } from '~/i18n/document-kinds';
import { useWords } from '~/i18n/locale-context';
import { utilityWords } from '~/i18n/utility';
import { ActionForm, CheckboxGroupField, Disclosure, SelectField, SubmitButton, TextareaField } from '../ui';

export type PanelAnswer = { intent: string; result: SubmissionResult; reason: string | null } | undefined;

/** The result that belongs to one of several forms of a page. */
export function resultFor(answer: PanelAnswer, intent: string): SubmissionResult | undefined {
  return answer?.intent === intent ? answer.result : undefined;
}

type IntakePanelProps = { documentKinds: readonly string[]; answer: PanelAnswer };

/** Accept, return for documents, or decline: the first thing the utility does with a request. */
export function IntakePanel({ documentKinds, answer }: IntakePanelProps) {
  const words = useWords(utilityWords).intake;
  const [form] = useForm({ id: 'accept', lastResult: resultFor(answer, 'accept') });
  return (
    <div className="flex flex-col gap-4">
      <ActionForm form={form}>
        <p className="text-muted">{words.acceptHint}</p>
        <SubmitButton name="intent" value="accept" wide>
          {words.accept}
        </SubmitButton>
      </ActionForm>
      <ReturnForm documentKinds={documentKinds} answer={answer} />
      <DeclineForm answer={answer} />
    </div>
  );
}

function ReturnForm({ documentKinds, answer }: IntakePanelProps) {
  const words = useWords(utilityWords).intake;
  const labels: Record<string, string> = useWords(documentKindWords);
  const [form, fields] = useForm<{ kinds: string[]; note: string }>({
    id: 'return',
    lastResult: resultFor(answer, 'return'),
  });
  return (
    <Disclosure summary={words.return} isOpen={answer?.intent === 'return'}>
      <ActionForm form={form}>
        <p className="text-muted">{words.returnHint}</p>
        <CheckboxGroupField
          field={fields.kinds}
          label={words.kinds}
          showOptional={false}
          options={documentKinds.map((kind) => ({ value: kind, label: labels[kind] ?? kind }))}
        />
        <TextareaField
          field={fields.note}
          label={words.returnNote}
          hint={words.returnNoteHint}
          showOptional={false}
          rows={3}
        />
        <SubmitButton name="intent" value="return" variant="secondary">
          {words.returnSubmit}
        </SubmitButton>
      </ActionForm>
    </Disclosure>
  );
}

function DeclineForm({ answer }: { answer: PanelAnswer }) {
  const words = useWords(utilityWords).intake;
  const [form, fields] = useForm<{ reason: string; note: string }>({
    id: 'decline',
    lastResult: resultFor(answer, 'decline'),
    constraint: { note: { required: true, minLength: DECLINE_NOTE_MIN }, reason: { required: true } },
  });
  return (
    <Disclosure summary={words.decline} isOpen={answer?.intent === 'decline'}>
      <ActionForm form={form}>
        <p className="text-muted">{words.declineHint}</p>
        <SelectField
          field={fields.reason}
          label={words.declineReason}
          options={DECLINE_REASONS.map((reason) => ({ value: reason, label: words.declineReasons[reason] }))}
        />
        <TextareaField field={fields.note} label={words.declineNote} hint={words.declineNoteHint} rows={3} />
        <SubmitButton name="intent" value="decline" variant="danger">
          {words.declineSubmit}
        </SubmitButton>
      </ActionForm>
    </Disclosure>
  );
}
