import * as z from 'zod';
import { LENDING_PRESETS, PRESET_NAMES } from '~/domain/booking/lending-presets';
import type { OpeningHours } from '~/domain/booking/opening-hours';
import type { lendingWords } from '~/i18n/lending';
import type { openingHoursWords } from '~/i18n/opening-hours';
import { hoursRows, takeBackIds } from './opening-hours.server';

type Errors = (typeof lendingWords)['zh-CN']['errors'];
type HoursErrors = (typeof openingHoursWords)['zh-CN']['errors'];

/** How a household lends its pile: hours of a preset or its own, and its price in yuan. */
export const lendingSchema = (errors: Errors, hours: HoursErrors) =>
  z.object({
    preset: z.enum([...PRESET_NAMES, 'own'], { error: errors.preset }),
    hours: hoursRows(hours),
    minMinutes: z.number({ error: hours.number }),
    maxMinutes: z.number({ error: hours.number }),
    needsApproval: z.enum(['yes', 'no'], { error: errors.approval }),
    serviceYuan: z.number({ error: errors.service }),
    notice: z.string().max(1000, errors.noticeLong).optional().default(''),
    insurancePolicy: z.string({ error: errors.policy }).max(80, errors.policy),
    insuredUntilOn: z.string({ error: errors.insuredUntil }).max(10, errors.insuredUntil),
    takeBackIds,
  });

export type LendingForm = z.output<ReturnType<typeof lendingSchema>>;

export function hoursOf({ preset, hours }: LendingForm): readonly OpeningHours[] {
  return preset === 'own' ? hours : LENDING_PRESETS[preset];
}

/** Whole fen of the yuan that were typed; a part of a fen stays one, for the domain to refuse. */
export function serviceFenOf({ serviceYuan }: Pick<LendingForm, 'serviceYuan'>): number {
  return Math.round(serviceYuan * 1e6) / 1e4;
}

const id = z.string().min(1).max(80);

/** Which form of the lending page was sent, and what the small ones carry. */
export const lendingIntentSchema = z.discriminatedUnion('intent', [
  z.object({
    intent: z.enum(['lend', 'change', 'preview', 'add-exception', 'pause', 'resume', 'stop']),
  }),
  z.object({ intent: z.literal('remove-exception'), exceptionId: id }),
  z.object({ intent: z.enum(['approve', 'decline', 'take-back', 'block']), bookingId: id }),
  z.object({ intent: z.literal('unblock'), mark: id, at: id }),
]);

export type LendingIntent = z.output<typeof lendingIntentSchema>;
