import { Card, Section, StatusBadge } from '~/components/ui';
import type { BookableGap } from '~/domain/booking/bookable-gaps';
import { lendingWords } from '~/i18n/lending';
import { useWords } from '~/i18n/locale-context';

/** What each condition of lending is called when it is not met. */
const ITEMS = {
  power: ['no-power'],
  station: ['no-station'],
  meter: ['not-verified', 'verification-over', 'not-for-trade'],
  insurance: ['not-insured', 'insurance-over'],
} as const satisfies Record<string, readonly BookableGap[]>;

type Item = keyof typeof ITEMS;

/** The conditions of lending, each met or with who has to do what. */
export function LendingChecklist({
  gaps,
  operatorName,
}: {
  gaps: readonly BookableGap[];
  operatorName: string | null;
}) {
  const words = useWords(lendingWords).pile;
  return (
    <Section title={words.checklist}>
      <Card>
        <ul className="divide-y divide-line">
          {(Object.keys(ITEMS) as Item[]).map((item) => {
            const gap = ITEMS[item].find((known) => gaps.includes(known));
            return (
              <li key={item} className="flex flex-col gap-1 py-2">
                <span className="flex flex-wrap items-center justify-between gap-3">
                  <span className="font-medium">{words.items[item]}</span>
                  <StatusBadge tone={gap ? 'warn' : 'good'}>
                    {gap ? words.missing : words.ok[item]}
                  </StatusBadge>
                </span>
                {gap ? <span>{words.gaps[gap]}</span> : null}
                {gap && operatorName && (item === 'station' || item === 'meter') ? (
                  <span className="text-muted">{words.contact(operatorName)}</span>
                ) : null}
              </li>
            );
          })}
        </ul>
      </Card>
    </Section>
  );
}

/** Whether only the lender's own papers are missing, which the form takes. */
export function canFillForm(gaps: readonly BookableGap[]): boolean {
  const own: readonly BookableGap[] = [...ITEMS.insurance, 'no-price', 'paused'];
  return gaps.every((gap) => own.includes(gap));
}
