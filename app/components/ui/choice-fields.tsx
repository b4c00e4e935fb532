import { getCollectionProps, getInputProps, getSelectProps } from '@conform-to/react';
import type { ChangeEventHandler, ReactNode } from 'react';
import { useWords } from '~/i18n/locale-context';
import { shellWords } from '~/i18n/shell';
import { classNames } from './class-names';
import { controlClass, FieldError, FieldFrame, FieldGroup, type FieldProps } from './field-frame';

export type Choice = { value: string; label: ReactNode; hint?: ReactNode; disabled?: boolean };
export type TextChoice = { value: string; label: string; disabled?: boolean };

type SelectFieldProps = FieldProps & {
  options: readonly TextChoice[];
  /** The words of the empty choice; `null` leaves it out. */
  placeholder?: string | null;
  onChange?: ChangeEventHandler<HTMLSelectElement>;
};

export function SelectField({
  field,
  label,
  hint,
  className,
  options,
  placeholder,
  showOptional,
  required = field.required,
  onChange,
}: SelectFieldProps) {
  const words = useWords(shellWords);
  const { key, ...select } = getSelectProps(field, {
    ariaDescribedBy: hint ? field.descriptionId : undefined,
  });
  return (
    <FieldFrame field={field} label={label} hint={hint} className={className} showOptional={showOptional}>
      <select key={key} {...select} required={required} onChange={onChange} className={controlClass}>
        {placeholder === null ? null : <option value="">{placeholder ?? words.choose}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
    </FieldFrame>
  );
}

type CollectionProps = FieldProps & { options: readonly Choice[] };

function ChoiceCards({
  field,
  options,
  type,
  required = field.required,
}: Pick<CollectionProps, 'field' | 'options' | 'required'> & { type: 'radio' | 'checkbox' }) {
  const inputs = getCollectionProps(field, {
    type,
    options: options.map((option) => option.value),
    ariaAttributes: false,
  });
  return (
    <div className="flex flex-col gap-2">
      {inputs.map(({ key, ...input }, index) => {
        const option = options[index]!;
        const hintId = option.hint ? `${input.id}-hint` : undefined;
        return (
          <label
            key={key}
            htmlFor={input.id}
            className={classNames(
              'flex min-h-11 items-start gap-3 rounded border bg-paper px-3 py-2 has-checked:border-accent has-checked:bg-accent-soft',
              field.errors ? 'border-danger' : 'border-line-strong',
            )}
          >
            <input
              {...input}
              required={type === 'radio' ? required : undefined}
              disabled={option.disabled}
              aria-describedby={hintId}
              className="mt-0.5 size-5 shrink-0 accent-accent"
            />
            <span className="flex min-w-0 flex-col">
              <span className={option.disabled ? 'text-muted' : undefined}>{option.label}</span>
              {option.hint ? (
                <span id={hintId} className="text-sm text-muted">
                  {option.hint}
                </span>
              ) : null}
            </span>
          </label>
        );
      })}
    </div>
  );
}

/** One of a few: every choice visible, each with its own hint. */
export function RadioGroupField({ options, ...props }: CollectionProps) {
  return (
    <FieldGroup {...props}>
      <ChoiceCards field={props.field} options={options} type="radio" required={props.required} />
    </FieldGroup>
  );
}

/** Any number of a few. */
export function CheckboxGroupField({ options, ...props }: CollectionProps) {
  return (
    <FieldGroup {...props}>
      <ChoiceCards field={props.field} options={options} type="checkbox" />
    </FieldGroup>
  );
}

/** Yes or no to one sentence, sent as `on` or not at all. */
export function CheckboxField({
  field,
  label,
  hint,
  className,
  required = field.required,
}: Omit<FieldProps, 'showOptional'>) {
  const { key, ...input } = getInputProps(field, {
    type: 'checkbox',
    ariaDescribedBy: hint ? field.descriptionId : undefined,
  });
  return (
    <div className={classNames('flex flex-col gap-1', className)}>
      <label htmlFor={field.id} className="flex min-h-11 items-start gap-3 py-2">
        <input key={key} {...input} required={required} className="mt-0.5 size-5 shrink-0 accent-accent" />
        <span>{label}</span>
      </label>
      {hint ? (
        <p id={field.descriptionId} className="text-sm text-muted">
          {hint}
        </p>
      ) : null}
      <FieldError field={field} />
    </div>
  );
}
