import { Link } from '@remix-run/react';
import type { ConnectionDecision } from '~/domain/capacity/connection-decision';
import { capacityWords } from '~/i18n/capacity';
import { formatDateTime } from '~/i18n/format';
import { useLocale, useWords } from '~/i18n/locale-context';
import { utilityWords } from '~/i18n/utility';
import { Card, Section } from '../ui';

export type PastDecision = {
  id: string;
  decision: ConnectionDecision;
  note: string;
  decidedBy: string;
  decidedAt: string;
};

/** What was decided before, by whom and why, each with the figures it stood on. */
export function DecisionHistory({
  decisions,
  caseId,
}: {
  decisions: readonly PastDecision[];
  caseId: string;
}) {
  const words = useWords(utilityWords).decide;
  const capacity = useWords(capacityWords);
  const locale = useLocale();
  if (decisions.length === 0) return null;
  return (
    <Section title={words.history}>
      {decisions.map((past) => (
        <Card key={past.id} as="article" className="flex flex-col gap-1">
          <p className="font-medium">{capacity.decisions[past.decision]}</p>
          <p className="text-muted">
            {words.decidedBy(past.decidedBy, formatDateTime(past.decidedAt, locale))}
          </p>
          {past.note ? <p className="whitespace-pre-line">{past.note}</p> : null}
          <Link
            to={`/utility/cases/${caseId}/assessment?of=${past.id}`}
            className="inline-flex min-h-11 items-center text-accent-strong underline underline-offset-4"
          >
            {words.printed}
          </Link>
        </Card>
      ))}
    </Section>
  );
}
