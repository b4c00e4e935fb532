import type { Deadline } from '~/domain/installation/deadline';
import type { CaseStatus } from '~/domain/installation/life-cycle';

/** One row of a desk's inbox, as far as the page may know it: the applicant is masked by the loader. */
export interface InboxEntry {
  caseId: string;
  caseNo: string | null;
  compoundName: string;
  /** `3-1-501` */
  door: string;
  spaceCode: string | null;
  applicantMasked: string;
  status: CaseStatus;
  pileKw: number | null;
  /** Null where no clock runs. */
  deadline: Deadline | null;
  isEscalated: boolean;
  submittedAt: string | null;
}
