import * as z from 'zod';
import type { OccupationRule } from '~/domain/booking/occupation';
import { instantFromLocal, isDate, minuteOfDayFrom } from '~/domain/shared/local-time';
import { BAND_KINDS, type BandKind } from '~/domain/tariff/tariff-version';
import type { priceDeskWords } from '~/i18n/price-desk';

type Errors = (typeof priceDeskWords)['zh-CN']['errors'];

const text = z.string().max(600).optional().default('');

/** The next version of a price board as the operator types it, in yuan; an occupation fee only where it is ticked. */
export const pricesSchema = (errors: Errors) =>
  z
    .object({
      intent: z.enum(['preview', 'publish']),
      perKwh: z.string({ error: errors.price }).max(20, errors.price),
      occupation: z.boolean().optional().default(false),
      graceMinutes: z.number({ error: errors.graceMinutes }).optional(),
      yuanPerMinute: z.number({ error: errors.fenPerMinute }).optional(),
      capYuan: z.number({ error: errors.capFenPerDay }).optional(),
      freeFrom: text,
      freeTo: text,
      notice: text,
      fromOn: text,
      fromTime: text,
    })
    .transform(({ fromOn, fromTime, ...form }, context) => {
      if (fromOn === '' && fromTime === '') return { ...form, validFromAt: null };
      const minute = minuteOfDayFrom(fromTime);
      if (!isDate(fromOn) || minute === null) {
        context.addIssue({ code: 'custom', path: ['fromOn'], message: errors.from });
        return z.NEVER;
      }
      return { ...form, validFromAt: instantFromLocal(fromOn, minute) };
    });

export type PricesForm = z.output<ReturnType<typeof pricesSchema>>;

const NOT_GIVEN = -1;
const fenFrom = (yuan: number | undefined) => (yuan === undefined ? NOT_GIVEN : Math.round(yuan * 1e6) / 1e4);

/** The occupation fee in whole units; what is missing is out of every bound. */
export function occupationFrom(form: PricesForm): OccupationRule | null {
  if (!form.occupation) return null;
  return {
    graceMinutes: form.graceMinutes ?? NOT_GIVEN,
    fenPerMinute: fenFrom(form.yuanPerMinute),
    capFenPerDay: fenFrom(form.capYuan),
    freeFromMinute: minuteOfDayFrom(form.freeFrom) ?? NOT_GIVEN,
    freeToMinute: minuteOfDayFrom(form.freeTo) ?? NOT_GIVEN,
  };
}

export const bandField = (kind: BandKind) => `band-${kind}`;

/** The fees of single bands, as typed. */
export function bandTexts(form: FormData): Partial<Record<BandKind, string>> {
  return Object.fromEntries(BAND_KINDS.map((kind) => [kind, String(form.get(bandField(kind)) ?? '')]));
}

/** The field behind each number of the occupation fee. */
export const OCCUPATION_FIELDS: Record<keyof OccupationRule, string> = {
  graceMinutes: 'graceMinutes',
  fenPerMinute: 'yuanPerMinute',
  capFenPerDay: 'capYuan',
  freeFromMinute: 'freeFrom',
  freeToMinute: 'freeTo',
};
