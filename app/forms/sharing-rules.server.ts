import * as z from 'zod';
import type { SharingRules } from '~/domain/booking/sharing-rules';
import { minuteOfDayFrom } from '~/domain/shared/local-time';
import type { sharingRulesWords } from '~/i18n/sharing-rules';

type Errors = (typeof sharingRulesWords)['zh-CN']['errors'];

/** The rules as a person types them: hours, percent and yuan. Their bounds are the domain's. */
export const sharingRulesSchema = (errors: Errors) => {
  const number = z.number({ error: errors.number });
  const time = z
    .string({ error: errors.time })
    .refine((text) => minuteOfDayFrom(text) !== null, errors.time)
    .transform((text) => minuteOfDayFrom(text) ?? 0);
  return z.object({
    compoundId: z.string().max(80),
    seenVersion: z.number().int().min(0),
    slotsPerWeek: number,
    busyHoursPerWeek: number,
    busyFrom: time,
    busyTo: time,
    withoutOwnDaysAhead: number,
    withOwnDaysAhead: number,
    offerMinutes: number,
    noShowsAllowed: number,
    strictDaysAhead: number,
    freeCancelMinutes: number,
    promisePercent: number,
    shortfallYuan: number,
    operatorPercent: number,
    takeBackNoticeMinutes: number,
    takeBackYuan: number,
  });
};

export type RulesForm = z.output<ReturnType<typeof sharingRulesSchema>>;

/** Whole numbers of the form's smaller unit, where binary fractions would stray from them. */
const scaled = (value: number, factor: number) => {
  const exact = value * factor;
  return Math.abs(exact - Math.round(exact)) < 1e-6 ? Math.round(exact) : exact;
};

export function toSharingRules(form: RulesForm): SharingRules {
  return {
    slotsPerWeek: form.slotsPerWeek,
    busyMinutesPerWeek: scaled(form.busyHoursPerWeek, 60),
    busyFromMinute: form.busyFrom,
    busyToMinute: form.busyTo === 0 ? 1440 : form.busyTo,
    withoutOwnDaysAhead: form.withoutOwnDaysAhead,
    withOwnDaysAhead: form.withOwnDaysAhead,
    offerMinutes: form.offerMinutes,
    noShowsAllowed: form.noShowsAllowed,
    strictDaysAhead: form.strictDaysAhead,
    freeCancelMinutes: form.freeCancelMinutes,
    promiseShare: form.promisePercent / 100,
    shortfallFenPerKwh: scaled(form.shortfallYuan, 100),
    operatorShare: form.operatorPercent / 100,
    takeBackNoticeMinutes: form.takeBackNoticeMinutes,
    takeBackFen: scaled(form.takeBackYuan, 100),
  };
}

/** The field behind each rule, and by how much its numbers are divided there. */
export const RULE_FIELDS: Record<keyof SharingRules, { field: keyof RulesForm; divideBy: number }> = {
  slotsPerWeek: { field: 'slotsPerWeek', divideBy: 1 },
  busyMinutesPerWeek: { field: 'busyHoursPerWeek', divideBy: 60 },
  busyFromMinute: { field: 'busyFrom', divideBy: 1 },
  busyToMinute: { field: 'busyTo', divideBy: 1 },
  withoutOwnDaysAhead: { field: 'withoutOwnDaysAhead', divideBy: 1 },
  withOwnDaysAhead: { field: 'withOwnDaysAhead', divideBy: 1 },
  offerMinutes: { field: 'offerMinutes', divideBy: 1 },
  noShowsAllowed: { field: 'noShowsAllowed', divideBy: 1 },
  strictDaysAhead: { field: 'strictDaysAhead', divideBy: 1 },
  freeCancelMinutes: { field: 'freeCancelMinutes', divideBy: 1 },
  promiseShare: { field: 'promisePercent', divideBy: 0.01 },
  shortfallFenPerKwh: { field: 'shortfallYuan', divideBy: 100 },
  operatorShare: { field: 'operatorPercent', divideBy: 0.01 },
  takeBackNoticeMinutes: { field: 'takeBackNoticeMinutes', divideBy: 1 },
  takeBackFen: { field: 'takeBackYuan', divideBy: 100 },
};
