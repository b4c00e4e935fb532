import { type SubmissionResult, useForm } from '@conform-to/react';
import {
  ActionForm,
  Card,
  NumberField,
  RadioGroupField,
  Section,
  SelectField,
  SubmitButton,
  TimeField,
} from '~/components/ui';
import { chargingWords } from '~/i18n/charging';
import { useWords } from '~/i18n/locale-context';
import type { WishValues } from './tonight';

type WishFormProps = {
  pileId: string;
  usual: WishValues;
  nowLeft: number;
  isPluggedIn: boolean;
  lastResult?: SubmissionResult<string[]>;
};

/** Two questions with the usual answers filled in, and charging at once. */
export function WishForm({ pileId, usual, nowLeft, isPluggedIn, lastResult }: WishFormProps) {
  const words = useWords(chargingWords);
  const [form, fields] = useForm<WishValues>({
    id: `wish-${pileId}`,
    lastResult: lastResult?.initialValue?.pileId === pileId ? lastResult : undefined,
    defaultValue: usual,
  });
  return (
    <Section title={words.form}>
      <Card>
        <ActionForm form={form}>
          <input type="hidden" name="pileId" value={pileId} />
          <TimeField field={fields.readyTime} label={words.readyTime} required />
          <div className="grid grid-cols-2 gap-4">
            <NumberField field={fields.amount} label={words.amount} step="any" min={0.1} required />
            <SelectField
              field={fields.amountKind}
              label={words.unit}
              placeholder={null}
              options={[
                { value: 'kwh', label: words.units.kwh },
                { value: 'percent', label: words.units.percent },
                { value: 'km', label: words.units.km },
              ]}
            />
          </div>
          <RadioGroupField
            field={fields.repeats}
            label={words.repeats}
            options={[
              { value: 'nightly', label: words.repeat.nightly },
              { value: 'once', label: words.repeat.once },
            ]}
          />
          <SubmitButton name="intent" value="save" wide>
            {words.save}
          </SubmitButton>
          <SubmitButton
            name="intent"
            value="now"
            variant="secondary"
            wide
            disabled={nowLeft === 0 || !isPluggedIn}
          >
            {words.chargeNow(nowLeft)}
          </SubmitButton>
          <p className="text-sm text-muted">
            {nowLeft === 0 ? words.nowNone : isPluggedIn ? words.nowHint : words.nowUnplugged}
          </p>
        </ActionForm>
      </Card>
    </Section>
  );
}
