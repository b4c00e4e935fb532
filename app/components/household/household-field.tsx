import { householdWords } from '~/i18n/household';
import { useWords } from '~/i18n/locale-context';
import { type FieldSource, SelectField } from '../ui';

type HouseholdFieldProps = {
  field: FieldSource;
  households: readonly { householdId: string; compoundName: string; door: string }[];
};

/** Which household a form is for: asked only of people who belong to several. */
export function HouseholdField({ field, households }: HouseholdFieldProps) {
  const words = useWords(householdWords);
  if (households.length === 1)
    return <input type="hidden" name={field.name} value={households[0]?.householdId} />;
  return (
    <SelectField
      field={field}
      label={words.household}
      required
      options={households.map(({ householdId, compoundName, door }) => ({
        value: householdId,
        label: words.door(compoundName, door),
      }))}
    />
  );
}
