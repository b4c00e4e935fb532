import * as z from 'zod';
import type { OpeningHours } from '~/domain/booking/opening-hours';
import { instantFromLocal, isDate, MINUTES_PER_DAY, minuteOfDayFrom } from '~/domain/shared/local-time';
import type { openingHoursWords } from '~/i18n/opening-hours';

type Errors = (typeof openingHoursWords)['zh-CN']['errors'];

const time = (errors: Errors) =>
  z
    .string({ error: errors.time })
    .refine((text) => minuteOfDayFrom(text) !== null, errors.time)
    .transform((text) => minuteOfDayFrom(text) ?? 0);

const date = (errors: Errors) => z.string({ error: errors.date }).refine(isDate, errors.date);

/** Rows of weekdays with a time from and to; rows without a day are left out, an end not later than its start is on the next day. */
export const hoursRows = (errors: Errors) =>
  z
    .array(
      z.object({
        weekdays: z.array(z.number().int().min(1).max(7)).max(7),
        from: z.string().max(5).optional(),
        to: z.string().max(5).optional(),
      }),
    )
    .max(50)
    .transform((rows, context): OpeningHours[] =>
      rows.flatMap(({ weekdays, from = '', to = '' }, index) => {
        if (weekdays.length === 0) return [];
        const [fromMinute, toMinute] = [minuteOfDayFrom(from), minuteOfDayFrom(to)];
        for (const [field, minute] of [
          ['from', fromMinute],
          ['to', toMinute],
        ] as const)
          if (minute === null)
            context.addIssue({ code: 'custom', path: [index, field], message: errors.time });
        if (fromMinute === null || toMinute === null) return [];
        return [
          {
            weekdays: [...new Set(weekdays)].toSorted((a, b) => a - b),
            fromMinute,
            toMinute: toMinute > fromMinute ? toMinute : toMinute + MINUTES_PER_DAY,
          },
        ];
      }),
    );

/** The booked slots that the person takes back, each ticked by itself. */
export const takeBackIds = z.array(z.string().max(80)).max(500);

/** One stretch that is closed or open against the usual hours. */
export const exceptionSchema = (errors: Errors) =>
  z
    .object({
      kind: z.enum(['closed', 'open']),
      fromOn: date(errors),
      fromTime: time(errors),
      toOn: date(errors),
      toTime: time(errors),
      note: z.string().max(200, errors.note).optional(),
      takeBackIds,
    })
    .transform(({ fromOn, fromTime, toOn, toTime, note = '', ...rest }) => ({
      ...rest,
      startAt: instantFromLocal(fromOn, fromTime),
      endAt: instantFromLocal(toOn, toTime),
      note: note.trim(),
    }));
