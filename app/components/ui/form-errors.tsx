import type { FormMetadata } from '@conform-to/react';
import { useEffect, useRef } from 'react';
import { useWords } from '~/i18n/locale-context';
import { shellWords } from '~/i18n/shell';

export type FormErrorLink = { fieldId?: string; message: string };

/** Everything that is wrong, above the form; each line leads to its field. Takes the focus when it appears. */
export function FormErrors({ errors, id }: { errors: readonly FormErrorLink[]; id?: string }) {
  const words = useWords(shellWords);
  const box = useRef<HTMLDivElement>(null);
  const signature = errors.map((error) => error.message).join('\n');
  useEffect(() => {
    if (signature) box.current?.focus();
  }, [signature]);
  if (errors.length === 0) return null;
  return (
    <div
      ref={box}
      id={id}
      role="alert"
      tabIndex={-1}
      className="rounded border-2 border-danger bg-danger-soft p-4"
    >
      <h2 className="font-semibold text-danger-strong">
        <span aria-hidden="true">✕ </span>
        {words.errorsTitle(errors.length)}
      </h2>
      <ul className="mt-2 flex list-disc flex-col gap-1 pl-5">
        {errors.map((error) => (
          <li key={`${error.fieldId ?? ''}${error.message}`}>
            {error.fieldId ? (
              <a href={`#${error.fieldId}`} className="underline underline-offset-4">
                {error.message}
              </a>
            ) : (
              error.message
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Conform's errors as links: field names become the ids Conform gives its fields. */
// biome-ignore lint/suspicious/noExplicitAny: any form's errors are shown alike
export function formErrorLinks(form: FormMetadata<any, any>): FormErrorLink[] {
  return Object.entries(form.allErrors as Record<string, string[] | null>).flatMap(([name, messages]) =>
    (messages ?? []).map((message) => ({
      fieldId: name === '' ? undefined : `${form.id}-${name}`,
      message,
    })),
  );
}
