import type { ReactNode } from 'react';
import { useWords } from '~/i18n/locale-context';
import { shellWords } from '~/i18n/shell';
import { classNames } from './class-names';
import type { FieldSource } from './field-source';

export type FieldProps = {
  /** Metadata from Conform's `useForm`, or `plainField(name)`. */
  field: FieldSource;
  label: ReactNode;
  /** What to write, with an example. Read out with the field. */
  hint?: ReactNode;
  className?: string;
  /** Told to the browser, which asks for it before sending; Conform's constraint unless given. */
  required?: boolean;
  /** Says that the field may stay empty. */
  showOptional?: boolean;
};

export const controlClass =
  'block w-full min-h-11 rounded border border-line-strong bg-paper px-3 py-2 text-base text-ink ' +
  'aria-invalid:border-danger aria-invalid:border-2 disabled:bg-ground disabled:text-muted';

export function FieldHint({ field, hint }: { field: FieldSource; hint?: ReactNode }) {
  if (!hint) return null;
  return (
    <p id={field.descriptionId} className="text-sm text-muted">
      {hint}
    </p>
  );
}

export function FieldError({ field }: { field: FieldSource }) {
  const errors: readonly string[] = field.errors ?? [];
  if (errors.length === 0) return null;
  return (
    <p id={field.errorId} className="text-sm font-medium text-danger-strong">
      <span aria-hidden="true">✕ </span>
      {errors.join(' ')}
    </p>
  );
}

export function OptionalMark() {
  const words = useWords(shellWords);
  return <span className="font-normal text-muted">{words.optional}</span>;
}

/** Label above, hint, control, then what is wrong with it. */
export function FieldFrame({
  field,
  label,
  hint,
  className,
  showOptional = false,
  children,
}: FieldProps & { children: ReactNode }) {
  return (
    <div className={classNames('flex flex-col gap-1', className)}>
      <label htmlFor={field.id} className="font-medium">
        {label}
        {showOptional ? <OptionalMark /> : null}
      </label>
      <FieldHint field={field} hint={hint} />
      {children}
      <FieldError field={field} />
    </div>
  );
}

/** A question with several controls: the legend is its label. */
export function FieldGroup({
  field,
  label,
  hint,
  className,
  showOptional = false,
  children,
}: FieldProps & { children: ReactNode }) {
  const describedBy = classNames(field.errors && field.errorId, Boolean(hint) && field.descriptionId);
  return (
    <fieldset
      id={field.id}
      tabIndex={-1}
      aria-describedby={describedBy || undefined}
      className={classNames('flex min-w-0 flex-col gap-1', className)}
    >
      <legend className="mb-1 font-medium">
        {label}
        {showOptional ? <OptionalMark /> : null}
      </legend>
      <FieldHint field={field} hint={hint} />
      {children}
      <FieldError field={field} />
    </fieldset>
  );
}
