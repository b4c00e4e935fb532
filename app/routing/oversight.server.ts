import type { AppLoadContext } from '@remix-run/node';
import type { InboxEntry } from '~/components/inbox';
import { measureAnswers, measureSteps } from '~/domain/compliance/process-figures';
import { type CaseStatus, lifeCycle } from '~/domain/installation/life-cycle';
import { DAY_MS, instantFromMs } from '~/domain/shared/local-time';
import { getWorkingDayCalendar } from '~db/queries/compounds.server';
import { listInbox } from '~db/queries/inbox.server';
import { countCasesByCompound, listStepsSince } from '~db/queries/oversight.server';
import { requireRole } from './guard.server';
import { shapeEntry } from './inbox.server';

const YEAR_MS = 365 * DAY_MS;
const MOST_ROWS = 100;

const acting = (Object.keys(lifeCycle) as CaseStatus[]).filter(
  (status) => status !== 'draft' && lifeCycle[status].holder !== 'nobody',
);

/** Indicators, overdue and reported cases and the mediation queue of the street office's compounds. */
export async function readOversight(context: AppLoadContext, request: Request) {
  const viewer = requireRole(context, request, 'supervisor');
  const grants = viewer.grants.filter((grant) => grant.role === 'supervisor');
  const { db, clock } = context.deps;
  const now = clock();
  const since = instantFromMs(Date.parse(now) - YEAR_MS);
  const page = { limit: MOST_ROWS, offset: 0 };
  const [steps, counts, mediation, overdue, calendar] = await Promise.all([
    listStepsSince(db, grants, since),
    countCasesByCompound(db, grants, now),
    listInbox(db, { grants }, { ...page, statuses: ['mediation'] }),
    listInbox(db, { grants }, { ...page, statuses: acting, overdueAt: now }),
    getWorkingDayCalendar(db),
  ]);
  const records = steps.map((step) => ({ caseId: step.case_id, kind: step.kind, at: step.at }));
  const shape = (row: (typeof overdue)[number]): InboxEntry => shapeEntry(row, now, calendar);
  return {
    now,
    since,
    steps: measureSteps(records),
    answers: measureAnswers(records),
    compounds: sumCompounds(counts),
    mediation: mediation.map(shape),
    overdue: overdue.map(shape),
  };
}

export type OversightPage = Awaited<ReturnType<typeof readOversight>>;

function sumCompounds(counts: Awaited<ReturnType<typeof countCasesByCompound>>) {
  const sums = new Map<
    string,
    { id: string; name: string; open: number; overdue: number; escalated: number; mediation: number }
  >();
  for (const row of counts) {
    const sum = sums.get(row.compoundId) ?? {
      id: row.compoundId,
      name: row.compoundName,
      open: 0,
      overdue: 0,
      escalated: 0,
      mediation: 0,
    };
    if (lifeCycle[row.status].holder !== 'nobody') sum.open += row.total;
    if (row.status === 'mediation') sum.mediation += row.total;
    sum.overdue += row.overdue;
    sum.escalated += row.escalated;
    sums.set(row.compoundId, sum);
  }
  return [...sums.values()];
}
