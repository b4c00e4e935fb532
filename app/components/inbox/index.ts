export type { InboxEntry } from './inbox-entry';
export { InboxPage } from './inbox-page';
export { InboxTable } from './inbox-table';
