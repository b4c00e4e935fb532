import type { UtilityStatusCode } from '../refusal/utility-status';
import type { CaseEvent, CaseStatus } from './life-cycle';

/** The code a utility's own books and the city platform show for a case, null before it has reached the utility. */
export function utilityCodeOf(
  status: CaseStatus,
  history: {
    readonly lastEvent: CaseEvent | null;
    readonly returnedFrom: CaseStatus | null;
    readonly queued: boolean;
  },
): UtilityStatusCode | null {
  switch (status) {
    case 'utility_intake':
      return 1;
    case 'survey':
      return 3;
    case 'returned':
      return history.returnedFrom === 'utility_intake' ? 6 : null;
    case 'closed_refused':
      return history.lastEvent === 'utility_declined' ? 4 : null;
    case 'awaiting_upgrade':
      return 9;
    case 'assessment':
      return history.queued ? 10 : 8;
    case 'works':
    case 'commissioning':
      return 8;
    case 'energised':
    case 'retired':
    case 'not_feasible':
      return 11;
    default:
      return null;
  }
}
