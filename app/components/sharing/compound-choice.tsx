import { Form } from '@remix-run/react';
import { useWords } from '~/i18n/locale-context';
import { sharingRulesWords } from '~/i18n/sharing-rules';
import { Button, plainField, SelectField } from '../ui';

type Named = { id: string; name: string };

/** Chooses one of several compounds by the address; nothing where there is one. */
export function CompoundChoice({ compounds, compound }: { compounds: readonly Named[]; compound: Named }) {
  const words = useWords(sharingRulesWords);
  if (compounds.length < 2) return null;
  return (
    <Form method="get" className="flex flex-wrap items-end gap-3">
      <SelectField
        field={plainField('compound', { defaultValue: compound.id })}
        label={words.compound}
        placeholder={null}
        showOptional={false}
        options={compounds.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <Button type="submit">{words.show}</Button>
    </Form>
  );
}
