import { useForm } from '@conform-to/react';
import { committeeWords } from '~/i18n/committee';
import { formatNumber } from '~/i18n/format';
import { useWords } from '~/i18n/locale-context';
import {
  ActionForm,
  DateField,
  type FieldSource,
  FileField,
  NumberField,
  Section,
  SubmitButton,
  TextField,
} from '../ui';
import type { ResolutionAnswer, ShownKind } from './resolution-data';

type OfficialResultFormProps = {
  kind: ShownKind;
  owners: { heads: number; areaCm2: number };
  today: string;
  answer: ResolutionAnswer;
};

const CM2_PER_M2 = 10_000;

/** Takes down the outcome of a vote held outside: figures, number, date and the paper that shows it. */
export function OfficialResultForm({ kind, owners, today, answer }: OfficialResultFormProps) {
  const words = useWords(committeeWords).official;
  const [form, fields] = useForm<Record<string, string>>({
    id: 'official',
    lastResult: answer?.intent === 'official' ? answer.result : undefined,
    defaultValue: { totalArea: String(owners.areaCm2 / CM2_PER_M2), totalHeads: String(owners.heads) },
  });
  const field = (name: string): FieldSource => fields[name] as FieldSource;
  const area = (name: 'totalArea' | 'participatedArea' | 'yesArea') => (
    <NumberField field={field(name)} label={words[name]} unit="m²" step="any" showOptional={false} />
  );
  const count = (name: 'totalHeads' | 'participatedHeads' | 'yesHeads' | 'present' | 'yes' | 'no') => (
    <NumberField
      field={field(name)}
      label={words[name]}
      unit={words.people}
      inputMode="numeric"
      showOptional={false}
    />
  );
  return (
    <Section title={words.title}>
      <ActionForm form={form} encType="multipart/form-data">
        <TextField field={field('reference')} label={words.reference} showOptional={false} />
        <DateField field={field('decidedOn')} label={words.decidedOn} max={today} showOptional={false} />
        {kind === 'assembly' ? (
          <>
            <p className="text-sm text-muted">
              {words.registry(formatNumber(owners.areaCm2 / CM2_PER_M2, 2), owners.heads)}
            </p>
            <div className="grid gap-4 sm:grid-cols-2">
              {area('totalArea')}
              {count('totalHeads')}
              {area('participatedArea')}
              {count('participatedHeads')}
              {area('yesArea')}
              {count('yesHeads')}
            </div>
          </>
        ) : (
          <div className="grid gap-4 sm:grid-cols-3">
            {count('present')}
            {count('yes')}
            {count('no')}
          </div>
        )}
        <FileField
          field={field('evidence')}
          label={words.evidence}
          hint={words.evidenceHint}
          showOptional={false}
        />
        <SubmitButton name="intent" value="official" wide>
          {words.submit}
        </SubmitButton>
      </ActionForm>
    </Section>
  );
}
