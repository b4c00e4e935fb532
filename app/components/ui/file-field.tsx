import { getInputProps } from '@conform-to/react';
import type { ReactNode } from 'react';
import { classNames } from './class-names';
import { controlClass, FieldFrame, type FieldProps } from './field-frame';

type FileFieldProps = FieldProps & {
  /** As in HTML: `image/*,application/pdf`. */
  accept?: string;
  multiple?: boolean;
  /** Opens the back camera on a phone; the gallery stays out of reach, so prefer leaving it off. */
  capture?: 'environment' | 'user';
  /** What is kept already, with its link; shown above the field. */
  current?: ReactNode;
  /** A picture of a good one. */
  example?: ReactNode;
};

/** A document: camera or file. The form needs `encType="multipart/form-data"`. */
export function FileField({
  field,
  label,
  hint,
  className,
  accept = 'image/*,application/pdf',
  multiple,
  capture,
  showOptional,
  required = field.required,
  current,
  example,
}: FileFieldProps) {
  const { key, ...input } = getInputProps(field, {
    type: 'file',
    ariaDescribedBy: hint ? field.descriptionId : undefined,
  });
  return (
    <FieldFrame field={field} label={label} hint={hint} className={className} showOptional={showOptional}>
      {example}
      {current ? <p className="text-sm">{current}</p> : null}
      <input
        key={key}
        {...input}
        required={required}
        accept={accept}
        multiple={multiple}
        capture={capture}
        className={classNames(
          controlClass,
          'file:mr-3 file:min-h-9 file:rounded-sm file:border-0 file:bg-accent-soft file:px-3 file:font-medium file:text-accent-strong',
        )}
      />
    </FieldFrame>
  );
}
