import type { LedgerState } from '~/domain/capacity/ledger';
import { capacityWords } from '~/i18n/capacity';
import { formatDateTime, formatKw } from '~/i18n/format';
import { useLocale, useWords } from '~/i18n/locale-context';
import { CellLink, EmptyState, Section, Table } from '../ui';

export type LedgerLine = {
  id: string;
  at: string;
  caseId: string | null;
  who: string;
  state: LedgerState;
  kw: number;
  mode: 'direct' | 'ordered';
  phases: string;
};

/** The transformer's ledger, the newest line first. */
export function LedgerTable({ entries }: { entries: readonly LedgerLine[] }) {
  const words = useWords(capacityWords);
  const locale = useLocale();
  const { columns } = words;
  return (
    <Section title={words.ledger}>
      <Table
        caption={words.ledger}
        isCaptionHidden
        rows={entries}
        rowKey={(entry) => entry.id}
        empty={<EmptyState title={words.ledgerEmpty} />}
        columns={[
          {
            key: 'who',
            header: columns.who,
            isRowHeader: true,
            cell: (entry) =>
              entry.caseId ? (
                <CellLink to={`/utility/cases/${entry.caseId}`}>{entry.who}</CellLink>
              ) : (
                entry.who
              ),
          },
          { key: 'at', header: columns.at, cell: (entry) => formatDateTime(entry.at, locale) },
          { key: 'state', header: columns.state, cell: (entry) => words.states[entry.state] },
          { key: 'kw', header: columns.kw, align: 'end', cell: (entry) => formatKw(entry.kw) },
          { key: 'mode', header: columns.mode, cell: (entry) => words.decisions[entry.mode] },
          { key: 'phases', header: columns.phases, cell: (entry) => entry.phases || '–' },
        ]}
      />
    </Section>
  );
}
