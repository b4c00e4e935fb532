import { Card, DescriptionList, Disclosure, Section } from '~/components/ui';
import { formatFen, formatKwh } from '~/i18n/format';
import { useWords } from '~/i18n/locale-context';
import { sharingWords } from '~/i18n/sharing';
import { slotWords } from '~/i18n/slot';
import { QuoteLines } from './quote-lines';
import type { SlotPage } from './slot-data';

const BEFORE: readonly SlotPage['stage'][] = ['early', 'now', 'here', 'requested', 'offered'];

/** What a slot has cost: running while the car charges, then the bill. */
export function SlotBill({ page }: { page: SlotPage }) {
  const words = useWords(slotWords);
  const parts = useWords(sharingWords).book;
  const { bill } = page;
  if (!bill) {
    return BEFORE.includes(page.stage) ? null : page.deliveredWh === null ? null : (
      <p className="text-muted">{words.noBill}</p>
    );
  }
  const less = (term: string, fen: number) => (fen === 0 ? [] : [{ term, value: formatFen(fen) }]);
  return (
    <Section title={bill.isRunning ? words.billRunning : words.bill}>
      <Card className="flex flex-col gap-3">
        <DescriptionList
          facts={[
            { term: parts.kwhColumn, value: formatKwh(bill.energyWh / 1000, 2) },
            { term: parts.electricity, value: formatFen(bill.electricityFen) },
            { term: parts.service, value: formatFen(bill.serviceFen) },
            ...less(words.guarantee, bill.guaranteeFen),
            ...less(words.compensation, bill.compensationFen),
            ...less(words.occupation, bill.occupationFen),
            {
              term: bill.totalFen < 0 ? words.credit : words.total,
              value: <b className="font-semibold">{formatFen(Math.abs(bill.totalFen))}</b>,
            },
          ]}
        />
        {bill.lines.length > 0 ? (
          <Disclosure summary={parts.lines}>
            <QuoteLines quote={bill} />
          </Disclosure>
        ) : null}
      </Card>
    </Section>
  );
}
