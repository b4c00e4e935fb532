import type { AppLoadContext } from '@remix-run/node';
import type { CaseFileFacts } from '~/components/case-file/case-file-data';
import { readingOf } from '~/domain/installation/case-documents';
import { deadlineAt } from '~/domain/installation/deadline';
import { lifeCycle } from '~/domain/installation/life-cycle';
import { type Action, can, type Grant } from '~/domain/permissions/can';
import { maskName, maskPlate } from '~/domain/shared/masking';
import { type CaseFacts, getCaseFacts, listShownDocuments } from '~db/queries/case-file.server';
import { findVisibleCase, listCaseEvents, type VisibleCase } from '~db/queries/cases.server';
import { getWorkingDayCalendar } from '~db/queries/compounds.server';
import { readCaseSpace } from './case-space.server';
import { refuse, requireRole } from './guard.server';

/** The case that the desk's memberships of this role reach; 404 for every other. */
export async function openCase(
  context: AppLoadContext,
  request: Request,
  role: Grant['role'],
  caseId: string,
  action: Action = 'case.read',
): Promise<VisibleCase & { actor: { personId: string; name: string; grants: readonly Grant[] } }> {
  const { personId, name, grants } = requireRole(context, request, role);
  const actor = { personId, name, grants: grants.filter((grant) => grant.role === role) };
  const found = await findVisibleCase(context.deps.db, actor.grants, caseId);
  if (!found) throw refuse('not-found');
  const resource = { tenancy: found.tenancy, householdId: found.row.household_id };
  if (!can(actor, action, resource)) throw refuse('forbidden');
  return { ...found, actor };
}

/** What every case file shows: facts with masked names, documents if this desk may open them, clock and log. */
export async function readCaseFile(
  context: AppLoadContext,
  request: Request,
  role: Grant['role'],
  caseId: string,
) {
  const { row, tenancy, actor } = await openCase(context, request, role, caseId);
  const { db, clock } = context.deps;
  const resource = { tenancy, householdId: row.household_id };
  const [facts, events, documents, calendar] = await Promise.all([
    getCaseFacts(db, row),
    listCaseEvents(db, row.compound_id, row.id),
    listShownDocuments(db, row.compound_id, row.id),
    getWorkingDayCalendar(db),
  ]);
  const now = clock();
  const open = documents.filter(({ kind }) => can(actor, readingOf(kind), resource));
  return {
    row,
    tenancy,
    now,
    facts: await shapeFacts(context, row.compound_id, facts, row.submitted_at),
    rawFacts: facts,
    events,
    documents: open.length === 0 && documents.length > 0 ? null : open,
    holder: lifeCycle[row.status].holder,
    deadline: deadlineAt(row.due_at, now, calendar),
  };
}

async function shapeFacts(
  context: AppLoadContext,
  compoundId: string,
  facts: CaseFacts,
  submittedAt: string | null,
): Promise<CaseFileFacts> {
  return {
    compoundName: facts.compound_name,
    door: `${facts.building}-${facts.unit}-${facts.room}`,
    applicantMasked: maskName(facts.applicant_name),
    space: await readCaseSpace(context.deps.db, compoundId, facts),
    car: facts.plate ? { plateMasked: maskPlate(facts.plate), model: facts.vehicle_model ?? '' } : null,
    pileKw: facts.pile_kw,
    pilePhases: facts.pile_phases,
    smartCapable: facts.smart_capable === 1,
    needsCommonRoute: facts.needs_common_route === 1,
    submittedAt,
  };
}
