import * as z from 'zod';

const instant = z.iso.datetime();

/** What a household sends from the page of its slot. */
export const slotActionSchema = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('extend'), endAt: instant }),
  z.object({ intent: z.literal('move'), startAt: instant }),
  z.object({ intent: z.literal('cancel') }),
  z.object({ intent: z.literal('check-in') }),
  z.object({ intent: z.literal('stop') }),
  z.object({ intent: z.literal('appeal'), text: z.string().max(4000) }),
]);

export type SlotAction = z.output<typeof slotActionSchema>;
