import type { SubmissionResult } from '@conform-to/react';
import type { CaseFileSpace } from '~/components/case-file/case-file-data';
import type { LegalMode, ResolutionStatus } from '~/domain/resolution/resolution-status';

export type ShownKind = 'neighbours_notice' | 'committee_decision' | 'assembly';

/** What an action gives back when it could not be done. */
export type ResolutionAnswer =
  | { intent: string; objectionId?: string; result: SubmissionResult<string[]> }
  | undefined;

export interface Proposal {
  caseNo: string;
  compoundName: string;
  space: CaseFileSpace | null;
  pileKw: number;
  pilePhases: number;
  smartCapable: boolean;
  needsCommonRoute: boolean;
  propertyName: string;
  agreedAt: string;
  letterId: string | null;
}

export interface ShownObjection {
  id: string;
  nameMasked: string;
  building: string;
  reason: string;
  madeAt: string;
  handling: string | null;
  upheld: boolean;
  handledAt: string | null;
}

export interface CommitteeFigures {
  members: number;
  neededParticipation: number;
  neededYes: number;
  participated: number;
  yes: number;
  no: number;
  abstained: number;
  source: string;
  passes: boolean;
  isSettled: boolean;
}

export interface ShownResolution {
  id: string;
  kind: ShownKind;
  status: ResolutionStatus;
  legalMode: LegalMode;
  openedAt: string;
  closesAt: string;
  /** The last day, as people name it. */
  closesOn: string;
  decidedAt: string | null;
  earliestVoteOn: string | null;
  majority: 'ordinary' | 'special' | null;
}
