import { EmptyState, Section, Table } from '~/components/ui';
import { chargingWords } from '~/i18n/charging';
import { formatDateTime, formatFen, formatKwh, formatTime } from '~/i18n/format';
import { useLocale, useWords } from '~/i18n/locale-context';
import type { PastSession } from './tonight';

/** The last sessions with energy and cost, 电费 and 服务费 apart. */
export function SessionHistory({ sessions }: { sessions: readonly PastSession[] }) {
  const words = useWords(chargingWords);
  const locale = useLocale();
  return (
    <Section title={words.history}>
      <Table
        caption={words.history}
        isCaptionHidden
        rows={sessions}
        rowKey={(session) => String(session.id)}
        empty={<EmptyState title={words.historyEmpty} />}
        columns={[
          {
            key: 'when',
            header: words.when,
            isRowHeader: true,
            cell: (session) => `${formatDateTime(session.startedAt, locale)}–${formatTime(session.endedAt)}`,
          },
          {
            key: 'energy',
            header: words.energy,
            align: 'end',
            cell: (session) => formatKwh(session.energyKwh),
          },
          {
            key: 'cost',
            header: words.fee,
            align: 'end',
            cell: ({ cost }) =>
              cost ? (
                <>
                  {formatFen(cost.totalFen)}
                  <span className="block text-sm text-muted">
                    {words.costParts(formatFen(cost.electricityFen), formatFen(cost.serviceFen))}
                  </span>
                </>
              ) : (
                '–'
              ),
          },
        ]}
      />
    </Section>
  );
}
