export type { InboxEntry } from './inbox-entry';
export { type InboxFilterState, InboxFilters } from './inbox-filters';
export { InboxPage } from './inbox-page';
export { InboxTable } from './inbox-table';
export { useRowKeys } from './use-row-keys';
