import { type SubmissionResult, useForm } from '@conform-to/react';
import { VEHICLE_BOUNDS } from '~/domain/household/vehicle';
import { householdWords } from '~/i18n/household';
import { useWords } from '~/i18n/locale-context';
import { ActionForm, NumberField, RadioGroupField, SubmitButton, TextField } from '../ui';
import { HouseholdField } from './household-field';

type VehicleFormProps = {
  households: readonly { householdId: string; compoundName: string; door: string }[];
  lastResult: SubmissionResult<string[]> | undefined;
  values: {
    household: string;
    model?: string;
    batteryKwh?: number;
    maxKw?: number;
    phaseCount?: string;
    kwhPer100km?: number;
  };
  /** The plate on file, masked, where a car is changed. */
  plateMasked?: string;
};

/** A car's facts, new or changed. */
export function VehicleForm({ households, lastResult, values, plateMasked }: VehicleFormProps) {
  const words = useWords(householdWords).cars;
  const [form, fields] = useForm<{
    household: string;
    plate: string;
    model: string;
    batteryKwh: number;
    maxKw: number;
    phaseCount: string;
    kwhPer100km: number;
  }>({ id: 'car', lastResult, defaultValue: values });
  const bounds = VEHICLE_BOUNDS;
  return (
    <ActionForm form={form}>
      <HouseholdField field={fields.household} households={households} />
      <TextField
        field={fields.plate}
        label={words.plate}
        hint={plateMasked ? words.plateKept(plateMasked) : words.plateHint}
        autoComplete="off"
        autoCapitalize="characters"
        maxLength={20}
        required
      />
      <TextField field={fields.model} label={words.model} hint={words.modelHint} maxLength={40} required />
      <NumberField
        field={fields.batteryKwh}
        label={words.batteryKwh}
        unit="kWh"
        step="0.1"
        {...bounds.batteryKwh}
        required
      />
      <NumberField
        field={fields.maxKw}
        label={words.maxKw}
        hint={words.maxKwHint}
        unit="kW"
        step="0.1"
        {...bounds.maxKw}
        required
      />
      <RadioGroupField
        field={fields.phaseCount}
        label={words.phaseCount}
        options={[
          { value: '1', label: words.phases.one },
          { value: '3', label: words.phases.three },
        ]}
        required
      />
      <NumberField
        field={fields.kwhPer100km}
        label={words.kwhPer100km}
        hint={words.kwhPer100kmHint}
        unit={words.per100km}
        step="0.1"
        {...bounds.kwhPer100km}
        required
      />
      <SubmitButton name="intent" value="save">
        {words.save}
      </SubmitButton>
    </ActionForm>
  );
}
