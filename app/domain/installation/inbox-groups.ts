import type { Role } from '../permissions/can';
import { type CaseStatus, lifeCycle } from './life-cycle';

/** How a case looks from one desk: it waits for us, for the resident, for somebody else, or it is over. */
export const INBOX_GROUPS = ['mine', 'resident', 'others', 'closed'] as const;
export type InboxGroup = (typeof INBOX_GROUPS)[number];

/** The group of a case for people of a role; drafts belong to nobody's inbox. */
export function inboxGroupOf(status: CaseStatus, role: Role): InboxGroup | null {
  if (status === 'draft') return null;
  const { holder } = lifeCycle[status];
  if (holder === role) return 'mine';
  if (holder === 'resident') return 'resident';
  return holder === 'nobody' ? 'closed' : 'others';
}

/** The statuses that make up a group for people of a role. */
export function statusesOfGroup(group: InboxGroup, role: Role): CaseStatus[] {
  return (Object.keys(lifeCycle) as CaseStatus[]).filter((status) => inboxGroupOf(status, role) === group);
}
