import type { DocumentKind } from './case-documents';

/** What the wizard has asked so far; a missing part has not been answered. */
export interface ApplicationDraft {
  readonly spaceId?: string;
  /** A registered car, or one that is still to be bought. */
  readonly car?: { readonly kind: 'registered'; readonly vehicleId: string } | { readonly kind: 'intended' };
  readonly pile?: PileWish;
  /** Whether the instant answer has been read. */
  readonly capacityRead?: boolean;
}

export interface PileWish {
  readonly kw: number;
  readonly smartCapable: boolean;
  /** `unknown` leaves it to the survey. */
  readonly commonRoute: 'none' | 'new' | 'unknown';
}

export const APPLICATION_STEPS = ['space', 'car', 'pile', 'documents', 'capacity', 'confirm'] as const;
export type ApplicationStep = (typeof APPLICATION_STEPS)[number];

/** The first question that is still open; `confirm` once all are answered. */
export function firstOpenStep(draft: ApplicationDraft, missing: readonly DocumentKind[]): ApplicationStep {
  if (!draft.spaceId) return 'space';
  if (!draft.car) return 'car';
  if (!draft.pile) return 'pile';
  if (missing.length > 0) return 'documents';
  return draft.capacityRead ? 'confirm' : 'capacity';
}

/** Whether a step may be shown: every question before it has been answered. */
export function mayShowStep(step: ApplicationStep, firstOpen: ApplicationStep): boolean {
  return APPLICATION_STEPS.indexOf(step) <= APPLICATION_STEPS.indexOf(firstOpen);
}

export const CONSENT_RECIPIENTS = ['property', 'utility', 'operator'] as const;
export type ConsentRecipient = (typeof CONSENT_RECIPIENTS)[number];

/** The wording that people agree to; a changed wording takes a new version. */
export const CONSENT_TEXT_VERSION = '2026-11';
