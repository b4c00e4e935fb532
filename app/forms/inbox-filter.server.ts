import * as z from 'zod';
import { INBOX_GROUPS } from '~/domain/installation/inbox-groups';

const schema = z.object({
  group: z.enum(INBOX_GROUPS).catch('mine'),
  q: z.string().trim().max(60).catch(''),
  compound: z.string().max(60).catch(''),
  overdue: z.enum(['1']).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});

export type InboxAddress = z.infer<typeof schema>;

/** The filter in the address bar; what it does not understand falls back to the whole inbox. */
export function readInboxAddress(url: URL): InboxAddress {
  return schema.parse(Object.fromEntries(url.searchParams));
}
