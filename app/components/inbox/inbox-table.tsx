import { type ReactNode, useRef } from 'react';
import { formatDate } from '~/i18n/format';
import { inboxWords } from '~/i18n/inbox';
import { useLocale, useWords } from '~/i18n/locale-context';
import { CaseStatusBadge } from '../case';
import { CellLink, type Column, DueBadge, StatusBadge, Table } from '../ui';
import type { InboxEntry } from './inbox-entry';
import { useRowKeys } from './use-row-keys';

type InboxTableProps = {
  entries: readonly InboxEntry[];
  now: string;
  hrefOf: (entry: InboxEntry) => string;
  empty: ReactNode;
  /** Columns of a desk's own, after the space. */
  extraColumns?: readonly Column<InboxEntry>[];
};

/** A desk's cases by deadline; what is overdue stands on top, marked by a glyph and a word. */
export function InboxTable({ entries, now, hrefOf, empty, extraColumns = [] }: InboxTableProps) {
  const words = useWords(inboxWords);
  const list = useRef<HTMLDivElement>(null);
  useRowKeys(list);
  const columns: Column<InboxEntry>[] = [
    {
      key: 'case-no',
      header: words.columns.caseNo,
      isRowHeader: true,
      cell: (entry) => (
        <CellLink to={hrefOf(entry)} data-row-link>
          <span className="whitespace-nowrap">{entry.caseNo ?? entry.caseId}</span>
        </CellLink>
      ),
    },
    { key: 'household', header: words.columns.household, cell: (entry) => <Household entry={entry} /> },
    { key: 'space', header: words.columns.space, cell: (entry) => entry.spaceCode ?? words.noSpace },
    ...extraColumns,
    {
      key: 'status',
      header: words.columns.status,
      cell: (entry) => <CaseStatusBadge status={entry.status} />,
    },
    { key: 'due', header: words.columns.due, cell: (entry) => <Due entry={entry} now={now} /> },
  ];
  return (
    <div ref={list} className="flex flex-col gap-2">
      <Table
        caption={words.caption}
        isCaptionHidden
        columns={columns}
        rows={entries}
        rowKey={(entry) => entry.caseId}
        isMarked={(entry) => entry.deadline?.isOverdue ?? false}
        empty={empty}
      />
      {entries.length > 0 ? <p className="text-sm text-muted max-md:hidden">{words.keys}</p> : null}
    </div>
  );
}

function Household({ entry }: { entry: InboxEntry }) {
  return (
    <span className="flex flex-col">
      <span>
        {entry.door} · {entry.applicantMasked}
      </span>
      <span className="text-sm text-muted">{entry.compoundName}</span>
    </span>
  );
}

function Due({ entry, now }: { entry: InboxEntry; now: string }) {
  const words = useWords(inboxWords);
  const locale = useLocale();
  return (
    <span className="inline-flex flex-col items-start gap-1 max-md:items-end">
      {entry.deadline ? (
        <>
          <DueBadge dueAt={entry.deadline.dueAt} now={now} workingDaysLeft={entry.deadline.workingDaysLeft} />
          <span className="text-sm text-muted">{formatDate(entry.deadline.dueOn, locale)}</span>
        </>
      ) : (
        <span className="text-muted">{words.noClock}</span>
      )}
      {entry.isEscalated ? <StatusBadge tone="danger">{words.escalated}</StatusBadge> : null}
    </span>
  );
}
