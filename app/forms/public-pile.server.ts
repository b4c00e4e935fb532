import * as z from 'zod';

/** What the page of a pile's code sends. */
export const publicActionSchema = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('start'), formKey: z.string().min(8).max(80) }),
  z.object({ intent: z.literal('stop') }),
  z.object({ intent: z.literal('plate'), plate: z.string().trim().max(40) }),
]);
