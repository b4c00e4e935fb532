import type { CaseStatus } from '../installation/life-cycle';

/** What a consent letter is worth today: `pending` while neighbours, committee or owners are still asked. */
export type LetterStanding = 'valid' | 'pending' | 'revoked' | 'case-ended';

const ended: readonly CaseStatus[] = ['withdrawn', 'closed_refused', 'not_feasible', 'retired'];
const undecided: readonly CaseStatus[] = [
  'committee_review',
  'committee_refused',
  'mediation',
  'property_review',
];

/** A letter says yes only while it is in force and the case behind it goes on. */
export function letterStanding(letter: { revokedAt: string | null; caseStatus: CaseStatus }): LetterStanding {
  if (letter.revokedAt !== null) return 'revoked';
  if (ended.includes(letter.caseStatus)) return 'case-ended';
  return undecided.includes(letter.caseStatus) ? 'pending' : 'valid';
}
