import { Link } from '@remix-run/react';
import type { Deadline } from '~/domain/installation/deadline';
import type { CaseStatus } from '~/domain/installation/life-cycle';
import { useWords } from '~/i18n/locale-context';
import { residentWords } from '~/i18n/resident';
import { CaseBall, CaseStatusBadge } from '../case';
import { Card, LinkButton } from '../ui';

export interface HomeCase {
  caseId: string;
  caseNo: string;
  status: CaseStatus;
  spaceCode: string;
  deadline: Deadline | null;
}

/** Something that waits for the person, with the one button that leads there. */
export function WaitingCard({ entry }: { entry: HomeCase }) {
  const words = useWords(residentWords).home;
  return (
    <Card as="li" className="flex flex-col items-start gap-3">
      <CaseStatusBadge status={entry.status} />
      <p className="text-lg font-semibold">
        <CaseBall status={entry.status} deadline={entry.deadline} reader="resident" />
      </p>
      <p className="text-muted">{words.caseLine(entry.caseNo, entry.spaceCode)}</p>
      <LinkButton variant="primary" to={`/home/cases/${entry.caseId}`}>
        {words.open}
      </LinkButton>
    </Card>
  );
}

/** One of the person's cases: number, state, who has to do what by when. */
export function CaseCard({ entry }: { entry: HomeCase }) {
  const words = useWords(residentWords).home;
  return (
    <Card as="li" className="flex flex-col items-start gap-2">
      <Link
        to={`/home/cases/${entry.caseId}`}
        className="inline-flex min-h-11 items-center font-medium text-accent-strong underline underline-offset-4"
      >
        {words.caseLine(entry.caseNo, entry.spaceCode)}
      </Link>
      <CaseStatusBadge status={entry.status} />
      <p>
        <CaseBall status={entry.status} deadline={entry.deadline} reader="resident" />
      </p>
    </Card>
  );
}
