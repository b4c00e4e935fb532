import { useForm } from '@conform-to/react';
import { REFUSAL_REASONS, REFUSAL_RULES } from '~/domain/refusal/property-refusal';
import { documentKindWords } from '~/i18n/document-kinds';
import { formatIsoDate, formatPercent } from '~/i18n/format';
import { useLocale, useWords } from '~/i18n/locale-context';
import { propertyWords } from '~/i18n/property';
import {
  ActionForm,
  CheckboxGroupField,
  FileField,
  Notice,
  NumberField,
  RadioGroupField,
  SelectField,
  SubmitButton,
  TextareaField,
} from '../ui';
import type { ReviewAnswer, ReviewChoices } from './review-data';

interface RefuseFields {
  intent: string;
  reason: string;
  explanation: string;
  loadRatePercent: number;
  missingDocuments: string[];
  evidenceKind: string;
  evidence: File;
}

export function RefuseForm({ answer, choices }: { answer: ReviewAnswer; choices: ReviewChoices }) {
  const words = useWords(propertyWords).review;
  const kindWords: Record<string, string> = useWords(documentKindWords);
  const locale = useLocale();
  const [form, fields] = useForm<RefuseFields>({
    id: 'refuse',
    lastResult: answer?.intent === 'refuse' ? answer.result : undefined,
  });
  return (
    <ActionForm form={form} encType="multipart/form-data">
      <p className="text-sm text-muted">{words.refuseHint}</p>
      <RadioGroupField
        field={fields.reason}
        label={words.reason}
        showOptional={false}
        options={REFUSAL_REASONS.map((reason) => ({
          value: reason,
          label: locale === 'en' ? REFUSAL_RULES[reason].english : REFUSAL_RULES[reason].name,
          hint: words.grounds[reason],
        }))}
      />
      {choices.measured ? <Measured choices={choices} /> : null}
      <TextareaField
        field={fields.explanation}
        label={words.explanation}
        hint={words.explanationHint}
        showOptional={false}
        rows={3}
      />
      <FileField field={fields.evidence} label={words.evidence} hint={words.evidenceHint} />
      <NumberField
        field={fields.loadRatePercent}
        label={words.loadRate}
        hint={words.loadRateHint}
        unit="%"
        step="any"
      />
      <SelectField
        field={fields.evidenceKind}
        label={words.evidenceKind}
        hint={words.evidenceKindHint}
        options={REFUSAL_RULES['fire-conditions'].anyOf.map((kind) => ({
          value: kind,
          label: kindWords[kind] ?? kind,
        }))}
      />
      <CheckboxGroupField
        field={fields.missingDocuments}
        label={words.missing}
        hint={words.missingHint}
        options={choices.documentKinds.map((kind) => ({ value: kind, label: kindWords[kind] ?? kind }))}
      />
      <SubmitButton name="intent" value="refuse" variant="danger" wide>
        {words.submitRefuse}
      </SubmitButton>
    </ActionForm>
  );
}

function Measured({ choices }: { choices: ReviewChoices }) {
  const words = useWords(propertyWords).review;
  const { measured } = choices;
  if (!measured) return null;
  const date = formatIsoDate(measured.measuredOn);
  return (
    <Notice tone={measured.allows ? 'warn' : 'info'}>
      <p>{words.measured(measured.name, formatPercent(measured.loadRate, 1), date, measured.source)}</p>
      <p>{measured.allows ? words.measuredAllows : words.measuredForbids}</p>
      <p className="text-sm text-muted">{words.source(choices.limitSource)}</p>
    </Notice>
  );
}
