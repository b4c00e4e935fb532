import type { CaseStatus } from './life-cycle';

const ROAD: readonly CaseStatus[] = [
  'property_review',
  'committee_review',
  'utility_intake',
  'survey',
  'assessment',
  'works',
  'commissioning',
  'energised',
];

const REJOINS: Partial<Record<CaseStatus, CaseStatus>> = {
  draft: 'property_review',
  property_refused: 'property_review',
  committee_refused: 'property_review',
  mediation: 'property_review',
  awaiting_upgrade: 'assessment',
};

/** The statuses a case still passes if all goes well, the next one first; empty once it is over. */
export function roadAhead(facts: {
  status: CaseStatus;
  returnedFrom: CaseStatus | null;
  committeeAsked: boolean;
}): CaseStatus[] {
  const road = ROAD.filter((status) => facts.committeeAsked || status !== 'committee_review');
  const rejoin =
    facts.status === 'returned' ? (facts.returnedFrom ?? 'property_review') : REJOINS[facts.status];
  if (rejoin) return road.slice(Math.max(0, road.indexOf(rejoin)));
  const at = road.indexOf(facts.status);
  return at < 0 ? [] : road.slice(at + 1);
}
