import { useForm } from '@conform-to/react';
import {
  ActionForm,
  DateField,
  Disclosure,
  NumberField,
  RadioGroupField,
  Section,
  SelectField,
  SubmitButton,
  TextareaField,
  TextField,
} from '~/components/ui';
import { MOST_SERVICE_FEN } from '~/domain/booking/lending';
import { PRESET_NAMES, presetOf } from '~/domain/booking/lending-presets';
import { yuanFromFen } from '~/domain/shared/money-fen';
import { formatDuration } from '~/i18n/format';
import { lendingWords } from '~/i18n/lending';
import { useLocale, useWords } from '~/i18n/locale-context';
import { HoursRows, hoursRowsOf } from '../opening-hours/hours-rows';
import { StrandedSlots } from '../opening-hours/stranded-slots';
import { GuestPrices } from './guest-prices';
import type { LendingAnswer, LendingPage } from './lending-page';

const SHORTEST = [30, 60, 120];
const LONGEST = [120, 180, 240, 360, 480, 600, 720];
const FIRST = { minMinutes: 60, maxMinutes: 480 };

function valuesOf({ lent, serviceFen }: LendingPage) {
  const preset = lent ? presetOf(lent.hours) : 'workday-daytime';
  return {
    preset: preset ?? 'own',
    hours: hoursRowsOf(lent && preset === null ? lent.hours : []),
    minMinutes: String(lent?.minMinutes ?? FIRST.minMinutes),
    maxMinutes: String(lent?.maxMinutes ?? FIRST.maxMinutes),
    needsApproval: lent?.needsApproval ? 'yes' : 'no',
    serviceYuan: yuanFromFen(serviceFen),
    notice: lent?.notice ?? '',
    insurancePolicy: lent?.insurancePolicy ?? '',
    insuredUntilOn: lent?.insuredUntilOn ?? '',
  };
}

type LendingFormProps = { page: LendingPage; answer: LendingAnswer | undefined };

/** When and for how much the pile is lent: starts lending, or changes it. */
export function LendingForm({ page, answer }: LendingFormProps) {
  const words = useWords(lendingWords).pile;
  const values = valuesOf(page);
  const [form, fields] = useForm<Values>({
    id: 'lending',
    lastResult: answer?.result,
    defaultValue: values,
  });
  return (
    <Section title={words.formTitle}>
      <ActionForm form={form}>
        <WhenFields fields={fields} values={values} />
        <PriceFields fields={fields} />
        <StrandedSlots slots={answer?.slots ?? []} now={page.now} />
        {answer?.bands ? <GuestPrices title={words.previewTitle} bands={answer.bands} /> : null}
        <SubmitButton name="intent" value={page.lent ? 'change' : 'lend'} wide>
          {page.lent ? words.save : words.lend}
        </SubmitButton>
        <SubmitButton name="intent" value="preview" variant="secondary" wide>
          {words.preview}
        </SubmitButton>
      </ActionForm>
    </Section>
  );
}

type Values = ReturnType<typeof valuesOf>;
type Fields = ReturnType<typeof useForm<Values>>[1];

function WhenFields({ fields, values }: { fields: Fields; values: Values }) {
  const words = useWords(lendingWords).pile;
  const locale = useLocale();
  const lengths = (known: readonly number[], present: string) =>
    [...new Set([...known, Number(present)])]
      .toSorted((a, b) => a - b)
      .map((minutes) => ({ value: String(minutes), label: formatDuration(minutes, locale) }));
  return (
    <>
      <RadioGroupField
        field={fields.preset}
        label={words.preset}
        required
        options={[...PRESET_NAMES, 'own' as const].map((name) => ({
          value: name,
          label: words.presets[name],
        }))}
      />
      <Disclosure
        summary={words.ownHours}
        isOpen={fields.preset.value === 'own' || fields.hours.valid === false}
      >
        <HoursRows field={fields.hours} label={words.ownHours} />
      </Disclosure>
      <div className="grid grid-cols-2 items-end gap-4">
        <SelectField
          field={fields.minMinutes}
          label={words.shortest}
          placeholder={null}
          options={lengths(SHORTEST, values.minMinutes)}
        />
        <SelectField
          field={fields.maxMinutes}
          label={words.longest}
          placeholder={null}
          options={lengths(LONGEST, values.maxMinutes)}
        />
      </div>
      <RadioGroupField
        field={fields.needsApproval}
        label={words.approval}
        required
        options={(['no', 'yes'] as const).map((choice) => ({
          value: choice,
          label: words.approvals[choice],
          hint: words.approvalHints[choice],
        }))}
      />
    </>
  );
}

function PriceFields({ fields }: { fields: Fields }) {
  const words = useWords(lendingWords).pile;
  return (
    <>
      <NumberField
        field={fields.serviceYuan}
        label={words.service}
        hint={words.serviceHint}
        unit={words.yuan}
        min={0}
        max={MOST_SERVICE_FEN / 100}
        step="0.01"
        required
      />
      <TextareaField
        field={fields.notice}
        label={words.notice}
        hint={words.noticeHint}
        rows={2}
        maxLength={200}
        showOptional
      />
      <TextField
        field={fields.insurancePolicy}
        label={words.policy}
        hint={words.policyHint}
        maxLength={80}
        required
      />
      <DateField field={fields.insuredUntilOn} label={words.insuredUntil} required />
    </>
  );
}
