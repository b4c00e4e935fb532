import * as z from 'zod';

const instant = z.iso.datetime();

/** A slot that somebody has seen the quote of and agrees to. */
export const slotSchema = z.object({
  formKey: z.string().min(8).max(80),
  pileId: z.string().min(1).max(80),
  vehicleId: z
    .string()
    .max(80)
    .transform((id) => id || null),
  startAt: instant,
  endAt: instant,
  wantedWh: z.coerce.number().int().positive().max(200_000),
  agreedWh: z.coerce.number().int().positive().max(200_000),
});

/** The slot of a quote, every week until a date. */
export const weeklySchema = slotSchema.omit({ agreedWh: true }).extend({ untilOn: z.string().max(10) });

/** What the page of shared piles sends: the end of a weekly series, with or without the slots that are booked already. */
export const endSeriesSchema = z.object({
  seriesId: z.string().min(1).max(80),
  cancelBooked: z.enum(['on']).optional(),
});
