import type { FieldMetadata } from '@conform-to/react';

/** Metadata of one Conform field, whatever its form. */
// biome-ignore lint/suspicious/noExplicitAny: Conform's metadata is invariant in its form
export type FieldSource = FieldMetadata<any, any, any>;

type PlainField = {
  defaultValue?: string | readonly string[];
  required?: boolean;
  errors?: string[];
  formId?: string;
  min?: string | number;
  max?: string | number;
  step?: string | number;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
};

/** A field outside Conform, for instance a filter that lives in the address bar (`method="get"`). */
export function plainField(name: string, options: PlainField = {}): FieldSource {
  const { defaultValue, ...constraint } = options;
  const id = `${options.formId ?? 'field'}-${name}`;
  return {
    ...constraint,
    id,
    name,
    formId: options.formId,
    errorId: `${id}-error`,
    descriptionId: `${id}-description`,
    initialValue: defaultValue,
  } as unknown as FieldSource;
}
