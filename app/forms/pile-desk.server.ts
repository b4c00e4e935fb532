import * as z from 'zod';
import { COMMON_MODES } from '~/domain/booking/members';
import type { openingHoursWords } from '~/i18n/opening-hours';
import type { pileDeskWords } from '~/i18n/pile-desk';
import { hoursRows, takeBackIds } from './opening-hours.server';

type HoursErrors = (typeof openingHoursWords)['zh-CN']['errors'];
type DeskErrors = (typeof pileDeskWords)['zh-CN']['errors'];

/** How a pile is shared, as the operator types it; bounds are the domain's. */
export const pileTermsSchema = (errors: DeskErrors, hours: HoursErrors) => {
  const number = z.number({ error: hours.number });
  return z.object({
    hours: hoursRows(hours),
    mode: z.enum(COMMON_MODES, { error: errors.mode }),
    members: z
      .string()
      .max(20_000)
      .optional()
      .transform((text = '') => [...new Set(text.split(/[\s,，、;；]+/).filter(Boolean))]),
    stepMinutes: number,
    minMinutes: number,
    maxMinutes: number,
    bufferMinutes: number,
    latestNoticeMinutes: number,
    graceMinutes: number,
    walkUps: z.boolean().optional().default(false),
    takeBackIds,
  });
};

export type PileTermsForm = z.output<ReturnType<typeof pileTermsSchema>>;

export const verificationSchema = (errors: DeskErrors) =>
  z.object({
    verificationNo: z.string({ error: errors.verificationNo }),
    verificationUntilOn: z.string({ error: errors.until }),
  });

export const plateSchema = (error: string) => z.object({ plate: z.string({ error }).max(20, error) });

const id = z.string().min(1).max(80);

/** Which form of a pile's page was sent, and what the small ones carry. */
export const pileIntentSchema = z.discriminatedUnion('intent', [
  z.object({
    intent: z.enum(['open', 'terms', 'add-exception', 'verify', 'pause', 'resume', 'close', 'arrive']),
  }),
  z.object({ intent: z.literal('remove-exception'), exceptionId: id }),
  z.object({ intent: z.literal('take-back'), bookingId: id }),
]);
