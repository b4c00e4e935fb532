import type { AppLoadContext } from '@remix-run/node';
import type { InboxEntry } from '~/components/inbox/inbox-entry';
import { deadlineAt } from '~/domain/installation/deadline';
import {
  INBOX_GROUPS,
  type InboxGroup,
  inboxGroupOf,
  statusesOfGroup,
} from '~/domain/installation/inbox-groups';
import type { OrganisationRole } from '~/domain/permissions/can';
import { maskName } from '~/domain/shared/masking';
import type { WorkingDayCalendar } from '~/domain/shared/working-days';
import { readInboxAddress } from '~/forms/inbox-filter.server';
import { getWorkingDayCalendar } from '~db/queries/compounds.server';
import { countInbox, type InboxRow, listDeskCompounds, listInbox } from '~db/queries/inbox.server';
import { requireRole } from './guard.server';

const PAGE_SIZE = 25;

/** Everything an inbox page shows: the rows of the address's filter and counts that come from the same filter. */
export async function readInbox(context: AppLoadContext, request: Request, role: OrganisationRole) {
  const viewer = requireRole(context, request, role);
  const grants = viewer.grants.filter((grant) => grant.role === role);
  const address = readInboxAddress(new URL(request.url));
  const { db, clock } = context.deps;
  const now = clock();
  const filter = { grants, search: address.q, compoundId: address.compound || undefined };
  const organisationIds = grants.flatMap((grant) =>
    'organisationId' in grant ? [grant.organisationId] : [],
  );
  const [rows, counts, compounds, calendar] = await Promise.all([
    listInbox(db, filter, {
      statuses: statusesOfGroup(address.group, role),
      overdueAt: address.overdue ? now : undefined,
      limit: PAGE_SIZE,
      offset: (address.page - 1) * PAGE_SIZE,
    }),
    countInbox(db, filter, now),
    listDeskCompounds(db, organisationIds),
    getWorkingDayCalendar(db),
  ]);
  const groups = sumGroups(counts, role);
  return {
    address,
    now,
    groups,
    compounds,
    pageSize: PAGE_SIZE,
    total: address.overdue ? groups[address.group].overdue : groups[address.group].total,
    entries: rows.map((row) => shapeEntry(row, now, calendar)),
  };
}

export type InboxData = Awaited<ReturnType<typeof readInbox>>;

function sumGroups(counts: Awaited<ReturnType<typeof countInbox>>, role: OrganisationRole) {
  const sum = Object.fromEntries(INBOX_GROUPS.map((group) => [group, { total: 0, overdue: 0 }])) as Record<
    InboxGroup,
    { total: number; overdue: number }
  >;
  for (const { status, total, overdue } of counts) {
    const group = inboxGroupOf(status, role);
    if (!group) continue;
    sum[group].total += total;
    sum[group].overdue += overdue;
  }
  return sum;
}

/** A row of an inbox as the page may know it: the applicant masked. */
export function shapeEntry(row: InboxRow, now: string, calendar: WorkingDayCalendar): InboxEntry {
  return {
    caseId: row.id,
    caseNo: row.case_no,
    compoundName: row.compound_name,
    door: `${row.building}-${row.unit}-${row.room}`,
    spaceCode: row.space_code,
    applicantMasked: maskName(row.applicant_name),
    status: row.status,
    pileKw: row.pile_kw,
    deadline: deadlineAt(row.due_at, now, calendar),
    isEscalated: row.escalated_at !== null,
    submittedAt: row.submitted_at,
  };
}
