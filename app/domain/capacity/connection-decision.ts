import type { Assessment, Proposal } from './assess-connection';
import type { AssessmentStep, StepName } from './connection-steps';

export const CONNECTION_DECISIONS = ['direct', 'ordered', 'upgrade', 'not-feasible'] as const;
export type ConnectionDecision = (typeof CONNECTION_DECISIONS)[number];

/** A connection is not feasible only for a physical reason that money at the transformer does not cure. */
export const PHYSICAL_REASONS = ['fire-zone', 'no-route', 'no-right-to-space'] as const;
export type PhysicalReason = (typeof PHYSICAL_REASONS)[number];

/** The steps that bind a decision whatever a person writes: they keep the transformer and the feeder under their limits. */
const HARD_STEPS: Record<Proposal, readonly StepName[]> = {
  direct: ['load-after', 'feeder-load'],
  ordered: ['floor-at-peak', 'feeder-floor', 'valley-energy'],
  upgrade: [],
};

export const DECISION_NOTE_MIN = 6;

export type DecisionVerdict =
  | { ok: true; differs: boolean }
  | { ok: false; reason: 'over-limit'; step: AssessmentStep }
  | { ok: false; reason: 'note-needed' | 'not-orderable' | 'fire-zone-closed' | 'physical-reason-needed' };

/** Whether a person may decide so: against the proposal only with a written reason, never above a limit. */
export function judgeDecision(
  assessment: Assessment,
  decision: ConnectionDecision,
  context: {
    readonly note: string;
    readonly orderable: boolean;
    readonly fireZoneOpen: boolean;
    readonly physicalReason: string | null;
  },
): DecisionVerdict {
  const noted = context.note.trim().length >= DECISION_NOTE_MIN;
  if (decision === 'not-feasible') {
    if (!PHYSICAL_REASONS.some((known) => known === context.physicalReason))
      return { ok: false, reason: 'physical-reason-needed' };
    return noted ? { ok: true, differs: true } : { ok: false, reason: 'note-needed' };
  }
  // GB/T 51313-2018 6.1.6: an existing garage without alarm, extraction and sprinklers gets no charging equipment.
  if (decision !== 'upgrade' && !context.fireZoneOpen) return { ok: false, reason: 'fire-zone-closed' };
  if (decision === 'ordered' && !context.orderable) return { ok: false, reason: 'not-orderable' };
  const shut = assessment.steps.find((step) => HARD_STEPS[decision].includes(step.name) && step.ok === false);
  if (shut) return { ok: false, reason: 'over-limit', step: shut };
  const differs = decision !== assessment.proposal;
  return differs && !noted ? { ok: false, reason: 'note-needed' } : { ok: true, differs };
}
