import type { JudgedItem } from '~/domain/compliance/acceptance';
import { ACCEPTANCE_ITEMS } from '~/domain/compliance/acceptance-items';
import { formatDateTime } from '~/i18n/format';
import { useLocale, useWords } from '~/i18n/locale-context';
import { operatorWords } from '~/i18n/operator';
import { Card, Section, StatusBadge, Table, type Tone } from '../ui';
import { limitText } from './limit-text';

export type Inspection = {
  id: string;
  result: 'pass' | 'pass-with-minor' | 'fail';
  inspectedBy: string;
  inspectedAt: string;
  items: readonly JudgedItem[];
};

const tones: Record<Inspection['result'], Tone> = { pass: 'good', 'pass-with-minor': 'warn', fail: 'danger' };

/** Every inspection with what failed, each item with what was found and its limit. */
export function InspectionRecords({ inspections }: { inspections: readonly Inspection[] }) {
  const words = useWords(operatorWords).acceptance;
  const locale = useLocale();
  if (inspections.length === 0) return null;
  return (
    <Section title={words.history}>
      {inspections.map((inspection) => (
        <Card key={inspection.id} as="article" className="flex flex-col gap-3">
          <p className="flex flex-wrap items-center gap-3">
            <StatusBadge tone={tones[inspection.result]}>{words.result[inspection.result]}</StatusBadge>
            <span className="text-muted">
              {words.by(inspection.inspectedBy, formatDateTime(inspection.inspectedAt, locale))}
            </span>
          </p>
          <Defects items={inspection.items.filter((item) => !item.ok)} />
        </Card>
      ))}
    </Section>
  );
}

function Defects({ items }: { items: readonly JudgedItem[] }) {
  const words = useWords(operatorWords).acceptance;
  const locale = useLocale();
  const nameOf = (key: string) => {
    const item = ACCEPTANCE_ITEMS.find((candidate) => candidate.key === key);
    return (locale === 'en' ? item?.english : item?.name) ?? key;
  };
  if (items.length === 0) return <p>{words.noDefects}</p>;
  return (
    <Table
      caption={words.onlyDefects}
      rows={items}
      rowKey={(item) => item.key}
      columns={[
        { key: 'item', header: words.item, isRowHeader: true, cell: (item) => nameOf(item.key) },
        {
          key: 'value',
          header: words.value,
          cell: (item) => (item.value === false ? words.no : `${String(item.value)} ${item.unit}`.trim()),
        },
        { key: 'limit', header: words.limit, cell: (item) => limitText(item.limit, item.unit, words) || '–' },
        {
          key: 'verdict',
          header: words.verdict,
          cell: (item) => (
            <StatusBadge tone={item.defect === 'major' ? 'danger' : 'warn'}>
              {words.defect[item.defect ?? 'minor']}
            </StatusBadge>
          ),
        },
      ]}
    />
  );
}
