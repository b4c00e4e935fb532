import { useSearchParams } from '@remix-run/react';
import type { ReactNode } from 'react';
import { inboxWords } from '~/i18n/inbox';
import { useWords } from '~/i18n/locale-context';
import { type Column, EmptyState, PageHeader, Pagination } from '../ui';
import type { InboxEntry } from './inbox-entry';
import { type InboxFilterState, InboxFilters } from './inbox-filters';
import { InboxTable } from './inbox-table';

type InboxPageProps = {
  /** What `readInbox` returns. */
  inbox: {
    address: InboxFilterState & { page: number };
    now: string;
    groups: React.ComponentProps<typeof InboxFilters>['groups'];
    compounds: readonly { id: string; name: string }[];
    pageSize: number;
    total: number;
    entries: readonly InboxEntry[];
  };
  hrefOf: (entry: InboxEntry) => string;
  title?: ReactNode;
  actions?: ReactNode;
  extraColumns?: readonly Column<InboxEntry>[];
};

/** A desk's inbox: filters, the table by deadline, pages. */
export function InboxPage({ inbox, hrefOf, title, actions, extraColumns }: InboxPageProps) {
  const words = useWords(inboxWords);
  const [search] = useSearchParams();
  const { address, groups, compounds, entries, now, total, pageSize } = inbox;
  const isFiltered = address.q !== '' || address.compound !== '' || address.overdue !== undefined;
  return (
    <>
      <PageHeader title={title ?? words.title} actions={actions} />
      <InboxFilters address={address} groups={groups} compounds={compounds} />
      <InboxTable
        entries={entries}
        now={now}
        hrefOf={hrefOf}
        extraColumns={extraColumns}
        empty={
          <EmptyState title={words.emptyTitle}>
            {isFiltered ? words.emptyFiltered : words.emptyGroup[address.group]}
          </EmptyState>
        }
      />
      <Pagination page={address.page} pageSize={pageSize} total={total} search={search} />
    </>
  );
}
