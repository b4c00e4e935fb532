import * as z from 'zod';
import { instantFromLocal, isDate, minuteOfDayFrom } from '~/domain/shared/local-time';

const id = z.string().min(1).max(80);
const maybeId = z
  .string()
  .max(80)
  .transform((text) => text || null);
const minuteOfDay = z
  .string()
  .refine((text) => minuteOfDayFrom(text) !== null)
  .transform((text) => minuteOfDayFrom(text) ?? 0);

const join = z.object({
  intent: z.literal('join'),
  formKey: z.string().min(8).max(80),
  dayOn: z.string().refine(isDate),
  from: minuteOfDay,
  to: minuteOfDay,
  minutes: z.coerce.number().int().positive().max(1440),
  kwh: z.coerce.number().positive().max(200),
  vehicleId: maybeId,
  pileId: maybeId,
});

/** What can be sent from the page of waiting and swapping, by its `intent`. */
export const waitingSchema = z.discriminatedUnion('intent', [
  join,
  z.object({ intent: z.literal('leave'), waitId: id }),
  z.object({
    intent: z.enum(['accept', 'decline']),
    bookingId: id,
    agreedWh: z.coerce.number().int().min(0).max(200_000),
  }),
  z.object({ intent: z.enum(['swap-accept', 'swap-decline']), swapId: id }),
  z.object({
    intent: z.literal('swap-ask'),
    bookingId: id,
    /** The pile and the beginning of the slot that is wanted, `pile@instant`. */
    wanted: z
      .string()
      .max(120)
      .transform((text) => text.split('@'))
      .refine((parts) => parts.length === 2)
      .transform(([pileId = '', at = '']) => ({ pileId, at })),
  }),
]);

export type WaitingForm = z.output<typeof waitingSchema>;

/** The stretch that is waited in: times not later than the beginning belong to the next day. */
export function windowOf({ dayOn, from, to }: z.output<typeof join>): { fromAt: string; toAt: string } {
  const end = to > from ? to : to + 1440;
  return { fromAt: instantFromLocal(dayOn, from), toAt: instantFromLocal(dayOn, end) };
}
