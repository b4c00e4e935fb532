import { type FieldMetadata, getCollectionProps } from '@conform-to/react';
import { FieldGroup, type FieldSource, TimeField } from '~/components/ui';
import { FieldError } from '~/components/ui/field-frame';
import type { OpeningHours } from '~/domain/booking/opening-hours';
import { timeFromMinute } from '~/domain/shared/local-time';
import { formatWeekday } from '~/i18n/format';
import { useLocale, useWords } from '~/i18n/locale-context';
import { openingHoursWords } from '~/i18n/opening-hours';

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];

export type HoursRow = { weekdays: string[]; from: string; to: string };

type HoursField = FieldSource & Pick<FieldMetadata<HoursRow[]>, 'getFieldList'>;

/** Hours as a form shows them, with one more row to write in. */
export function hoursRowsOf(hours: readonly OpeningHours[]): HoursRow[] {
  return [
    ...hours.map(({ weekdays, fromMinute, toMinute }) => ({
      weekdays: weekdays.map(String),
      from: timeFromMinute(fromMinute),
      to: timeFromMinute(toMinute % 1440),
    })),
    { weekdays: [], from: '', to: '' },
  ];
}

/** Rows of weekdays with a time from and to. */
export function HoursRows({ field, label }: { field: HoursField; label?: string }) {
  const words = useWords(openingHoursWords);
  return (
    <FieldGroup field={field} label={label ?? words.legend} hint={words.hint}>
      <ol className="flex flex-col gap-3">
        {field.getFieldList().map((row, index) => (
          <HoursRowFields key={row.key ?? index} fields={row.getFieldset()} index={index} />
        ))}
      </ol>
    </FieldGroup>
  );
}

type RowFields = Record<keyof HoursRow, FieldSource>;

function HoursRowFields({ fields, index }: { fields: RowFields; index: number }) {
  const words = useWords(openingHoursWords);
  const locale = useLocale();
  const days = getCollectionProps(fields.weekdays, {
    type: 'checkbox',
    options: WEEKDAYS.map(String),
    ariaAttributes: false,
  });
  return (
    <li className="rounded border border-line bg-paper p-3">
      <fieldset className="flex min-w-0 flex-col gap-2">
        <legend className="font-medium">{words.row(index + 1)}</legend>
        <div className="flex flex-wrap gap-x-4">
          {days.map(({ key, ...input }, day) => (
            <label key={key} htmlFor={input.id} className="inline-flex min-h-11 items-center gap-2">
              <input {...input} className="size-5 accent-accent" />
              {formatWeekday(WEEKDAYS[day] ?? 1, locale)}
            </label>
          ))}
        </div>
        <div className="flex flex-wrap gap-4">
          <TimeField field={fields.from} label={words.from} />
          <TimeField field={fields.to} label={words.to} />
        </div>
        <FieldError field={fields.weekdays} />
      </fieldset>
    </li>
  );
}
