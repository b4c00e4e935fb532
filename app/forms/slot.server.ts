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
