import type { SubmissionResult } from '@conform-to/react';

/** What the action gives back when an answer could not be stored. */
export type ReviewAnswer = { intent: string; result: SubmissionResult<string[]> } | undefined;

export interface ReviewChoices {
  /** Who is asked after the property's consent. */
  asks: 'none' | 'neighbours_notice' | 'committee_decision' | 'assembly';
  documentKinds: readonly string[];
  measured: { name: string; loadRate: number; measuredOn: string; source: string; allows: boolean } | null;
  limitSource: string;
}
