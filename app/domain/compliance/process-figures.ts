import type { CaseEvent } from '../installation/life-cycle';
import { median } from '../shared/median';

/** Below this many cases a figure could point at a household, so it is not shown. */
export const FEWEST_SHOWN = 5;

export interface StepRecord {
  readonly caseId: string;
  readonly kind: string;
  readonly at: string;
}

export const MEASURED_STEPS = ['property', 'committee', 'utility', 'works'] as const;
export type MeasuredStep = (typeof MEASURED_STEPS)[number];

const bounds: Record<MeasuredStep, { from: readonly CaseEvent[]; to: readonly CaseEvent[] }> = {
  property: {
    from: ['submitted', 'resubmitted', 'mediation_overruled'],
    to: ['property_agreed', 'property_refused', 'returned_for_documents'],
  },
  committee: { from: ['committee_opened'], to: ['committee_passed', 'committee_failed'] },
  utility: {
    from: ['utility_accepted'],
    to: ['approved_direct', 'approved_ordered', 'upgrade_required', 'found_not_feasible'],
  },
  works: { from: ['approved_direct', 'approved_ordered', 'acceptance_failed'], to: ['acceptance_passed'] },
};

export interface StepFigure {
  readonly step: MeasuredStep;
  readonly count: number;
  /** Days, or null where fewer than five have passed the step. */
  readonly medianDays: number | null;
}

/** Median days that each step has taken, from the cases' events in order of time; null below five. */
export function measureSteps(records: readonly StepRecord[]): StepFigure[] {
  const byCase = groupByCase(records);
  return MEASURED_STEPS.map((step) => {
    const durations = [...byCase.values()].flatMap((events) => durationsOf(events, step));
    return {
      step,
      count: durations.length,
      medianDays: durations.length < FEWEST_SHOWN ? null : median(durations),
    };
  });
}

export interface AnswerFigures {
  readonly answers: number;
  readonly refused: number;
  /** Share of refusals, or null where there are fewer than five answers. */
  readonly refusedShare: number | null;
  readonly mediations: number;
  readonly overruled: number;
}

/** How often the properties refused, and how often the street office overruled. */
export function measureAnswers(records: readonly StepRecord[]): AnswerFigures {
  const count = (kind: CaseEvent) => records.filter((record) => record.kind === kind).length;
  const refused = count('property_refused');
  const answers = refused + count('property_agreed');
  return {
    answers,
    refused,
    refusedShare: answers < FEWEST_SHOWN ? null : refused / answers,
    mediations: count('mediation_requested'),
    overruled: count('mediation_overruled'),
  };
}

function groupByCase(records: readonly StepRecord[]): Map<string, StepRecord[]> {
  const byCase = new Map<string, StepRecord[]>();
  for (const record of records) {
    const events = byCase.get(record.caseId);
    if (events) events.push(record);
    else byCase.set(record.caseId, [record]);
  }
  return byCase;
}

function durationsOf(events: readonly StepRecord[], step: MeasuredStep): number[] {
  const { from, to } = bounds[step];
  const durations: number[] = [];
  let startedAt: string | null = null;
  for (const event of events) {
    if (startedAt !== null && includes(to, event.kind)) {
      durations.push((Date.parse(event.at) - Date.parse(startedAt)) / 86_400_000);
      startedAt = null;
    }
    if (includes(from, event.kind)) startedAt = event.at;
  }
  return durations;
}

function includes(kinds: readonly string[], kind: string): boolean {
  return kinds.includes(kind);
}
