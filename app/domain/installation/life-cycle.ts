/** Where a request for a pile stands, from the first draft to the retired pile. */
export type CaseStatus =
  | 'draft'
  | 'property_review'
  | 'returned'
  | 'property_refused'
  | 'mediation'
  | 'committee_review'
  | 'committee_refused'
  | 'utility_intake'
  | 'survey'
  | 'assessment'
  | 'awaiting_upgrade'
  | 'works'
  | 'commissioning'
  | 'energised'
  | 'retired'
  | 'closed_refused'
  | 'not_feasible'
  | 'withdrawn';

export type CaseEvent =
  | 'submitted'
  | 'returned_for_documents'
  | 'resubmitted'
  | 'property_agreed'
  | 'property_refused'
  | 'mediation_requested'
  | 'mediation_overruled'
  | 'mediation_upheld'
  | 'committee_opened'
  | 'committee_passed'
  | 'committee_failed'
  | 'utility_accepted'
  | 'utility_declined'
  | 'surveyed'
  | 'assessed'
  | 'approved_direct'
  | 'approved_ordered'
  | 'upgrade_required'
  | 'upgrade_completed'
  | 'found_not_feasible'
  | 'acceptance_passed'
  | 'acceptance_failed'
  | 'station_issued'
  | 'energised'
  | 'retired'
  | 'withdrawn'
  | 'escalated'
  | 'document_added'
  | 'document_removed';

/** Who has to act now. */
export type CaseHolder =
  | 'resident'
  | 'property'
  | 'committee'
  | 'utility'
  | 'operator'
  | 'supervisor'
  | 'nobody';

/** The rule-pack key of the clock that runs in a status, in working days. */
export type ClockKey =
  | 'propertyConsentWorkingDays'
  | 'committeeWorkingDays'
  | 'mediationWorkingDays'
  | 'utilityAcceptWorkingDays'
  | 'utilitySurveyWorkingDays'
  | 'utilityPlanWorkingDays'
  | 'worksWorkingDays'
  | 'meterWorkingDays';

interface StatusFacts {
  holder: CaseHolder;
  clock: ClockKey | null;
  next: Partial<Record<CaseEvent, CaseStatus | 'phase_before_return' | 'committee_or_utility'>>;
}

const withdraw = { withdrawn: 'withdrawn' } as const;

/** The life cycle as one table: holder, running clock and what each event leads to. */
export const lifeCycle: Record<CaseStatus, StatusFacts> = {
  draft: { holder: 'resident', clock: null, next: { submitted: 'property_review', ...withdraw } },
  property_review: {
    holder: 'property',
    clock: 'propertyConsentWorkingDays',
    next: {
      property_agreed: 'committee_or_utility',
      returned_for_documents: 'returned',
      property_refused: 'property_refused',
      escalated: 'property_review',
      ...withdraw,
    },
  },
  returned: { holder: 'resident', clock: null, next: { resubmitted: 'phase_before_return', ...withdraw } },
  property_refused: {
    holder: 'resident',
    clock: null,
    next: { resubmitted: 'property_review', mediation_requested: 'mediation', ...withdraw },
  },
  mediation: {
    holder: 'supervisor',
    clock: 'mediationWorkingDays',
    next: { mediation_overruled: 'property_review', mediation_upheld: 'closed_refused', ...withdraw },
  },
  committee_review: {
    holder: 'committee',
    clock: 'committeeWorkingDays',
    next: {
      committee_opened: 'committee_review',
      committee_passed: 'utility_intake',
      committee_failed: 'committee_refused',
      escalated: 'committee_review',
      ...withdraw,
    },
  },
  committee_refused: {
    holder: 'resident',
    clock: null,
    next: { resubmitted: 'property_review', mediation_requested: 'mediation', ...withdraw },
  },
  utility_intake: {
    holder: 'utility',
    clock: 'utilityAcceptWorkingDays',
    next: {
      utility_accepted: 'survey',
      returned_for_documents: 'returned',
      utility_declined: 'closed_refused',
      ...withdraw,
    },
  },
  survey: {
    holder: 'utility',
    clock: 'utilitySurveyWorkingDays',
    next: { surveyed: 'assessment', ...withdraw },
  },
  assessment: {
    holder: 'utility',
    clock: 'utilityPlanWorkingDays',
    next: {
      surveyed: 'assessment',
      assessed: 'assessment',
      approved_direct: 'works',
      approved_ordered: 'works',
      upgrade_required: 'awaiting_upgrade',
      found_not_feasible: 'not_feasible',
      ...withdraw,
    },
  },
  awaiting_upgrade: {
    holder: 'utility',
    clock: null,
    next: { upgrade_completed: 'assessment', found_not_feasible: 'not_feasible', ...withdraw },
  },
  works: {
    holder: 'operator',
    clock: 'worksWorkingDays',
    next: { acceptance_passed: 'commissioning', acceptance_failed: 'works', ...withdraw },
  },
  commissioning: {
    holder: 'operator',
    clock: 'meterWorkingDays',
    next: { station_issued: 'commissioning', energised: 'energised' },
  },
  energised: { holder: 'nobody', clock: null, next: { station_issued: 'energised', retired: 'retired' } },
  retired: { holder: 'nobody', clock: null, next: {} },
  closed_refused: { holder: 'nobody', clock: null, next: {} },
  not_feasible: { holder: 'nobody', clock: null, next: {} },
  withdrawn: { holder: 'nobody', clock: null, next: {} },
};

export const closedStatuses: readonly CaseStatus[] = [
  'retired',
  'closed_refused',
  'not_feasible',
  'withdrawn',
];

export interface CaseFacts {
  status: CaseStatus;
  returnedFrom: CaseStatus | null;
  /** Whether the compound's rule asks the committee at all for this request. */
  committeeAsked: boolean;
}

export type Transition =
  | { ok: true; status: CaseStatus; holder: CaseHolder; clock: ClockKey | null; pausesClock: boolean }
  | { ok: false; reason: 'event-not-possible'; status: CaseStatus; possible: CaseEvent[] };

/** What an event makes of a case; the reason and the possible events where it is not the case's turn for it. */
export function decideTransition(facts: CaseFacts, event: CaseEvent): Transition {
  const row = lifeCycle[facts.status];
  const target = row.next[event];
  if (target === undefined) {
    return {
      ok: false,
      reason: 'event-not-possible',
      status: facts.status,
      possible: possibleEvents(facts.status),
    };
  }
  const status = resolveTarget(target, facts);
  return {
    ok: true,
    status,
    holder: lifeCycle[status].holder,
    clock: lifeCycle[status].clock,
    pausesClock: status === 'returned',
  };
}

/** The events that can happen to a case in this status, in the order of the table. */
export function possibleEvents(status: CaseStatus): CaseEvent[] {
  return Object.keys(lifeCycle[status].next) as CaseEvent[];
}

/** Whether documents may still be added to a case in this status. */
export function acceptsDocuments(status: CaseStatus): boolean {
  return (
    status === 'draft' ||
    status === 'returned' ||
    status === 'property_refused' ||
    status === 'committee_refused'
  );
}

function resolveTarget(
  target: CaseStatus | 'phase_before_return' | 'committee_or_utility',
  facts: CaseFacts,
): CaseStatus {
  if (target === 'phase_before_return') return facts.returnedFrom ?? 'property_review';
  if (target === 'committee_or_utility') return facts.committeeAsked ? 'committee_review' : 'utility_intake';
  return target;
}
