import { getInputProps, getTextareaProps } from '@conform-to/react';
import type { InputHTMLAttributes, ReactNode } from 'react';
import { classNames } from './class-names';
import { controlClass, FieldFrame, type FieldProps } from './field-frame';

type NativeInput = Pick<
  InputHTMLAttributes<HTMLInputElement>,
  | 'autoComplete'
  | 'autoCapitalize'
  | 'inputMode'
  | 'placeholder'
  | 'title'
  | 'min'
  | 'max'
  | 'step'
  | 'pattern'
  | 'minLength'
  | 'maxLength'
  | 'disabled'
  | 'readOnly'
  | 'list'
>;

type TextType = 'text' | 'tel' | 'email' | 'password' | 'search' | 'url';

type InputFieldProps = FieldProps &
  NativeInput & { showOptional?: boolean /** The unit, written after the field. */; unit?: ReactNode };

function InputField({
  field,
  label,
  hint,
  className,
  showOptional,
  required = field.required,
  unit,
  type,
  width,
  ...native
}: InputFieldProps & { type: TextType | 'date' | 'time' | 'number'; width?: string }) {
  const { key, ...input } = getInputProps(field, {
    type,
    ariaDescribedBy: hint ? field.descriptionId : undefined,
  });
  const control = (
    <input key={key} {...input} {...native} required={required} className={classNames(controlClass, width)} />
  );
  return (
    <FieldFrame field={field} label={label} hint={hint} className={className} showOptional={showOptional}>
      {unit ? (
        <span className="flex items-center gap-2">
          {control}
          <span className="shrink-0 text-muted">{unit}</span>
        </span>
      ) : (
        control
      )}
    </FieldFrame>
  );
}

export function TextField({ type = 'text', ...props }: InputFieldProps & { type?: TextType }) {
  return <InputField {...props} type={type} />;
}

/** A day, `YYYY-MM-DD`. */
export function DateField(props: InputFieldProps) {
  return <InputField {...props} type="date" width="max-w-52" />;
}

/** A time of day, `HH:MM`. */
export function TimeField(props: InputFieldProps) {
  return <InputField {...props} type="time" width="max-w-40" />;
}

/** A quantity; give its `unit` and, for decimals, `step`. */
export function NumberField({ inputMode = 'decimal', ...props }: InputFieldProps) {
  return <InputField {...props} type="number" inputMode={inputMode} width="max-w-40" />;
}

export function TextareaField({
  field,
  label,
  hint,
  className,
  showOptional,
  required = field.required,
  rows = 4,
  placeholder,
  maxLength = field.maxLength,
}: FieldProps & { rows?: number; placeholder?: string; maxLength?: number }) {
  const { key, ...textarea } = getTextareaProps(field, {
    ariaDescribedBy: hint ? field.descriptionId : undefined,
  });
  return (
    <FieldFrame field={field} label={label} hint={hint} className={className} showOptional={showOptional}>
      <textarea
        key={key}
        {...textarea}
        required={required}
        maxLength={maxLength}
        rows={rows}
        placeholder={placeholder}
        className={controlClass}
      />
    </FieldFrame>
  );
}
