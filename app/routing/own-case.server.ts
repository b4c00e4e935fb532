import { type AppLoadContext, redirect } from '@remix-run/node';
import type { CaseTimelineEvent } from '~/components/case';
import { type DocumentKind, isDocumentKind } from '~/domain/installation/case-documents';
import { deadlineAt } from '~/domain/installation/deadline';
import {
  acceptsDocuments,
  type CaseEvent,
  type ClockKey,
  lifeCycle,
  possibleEvents,
} from '~/domain/installation/life-cycle';
import type { Role } from '~/domain/permissions/can';
import { maskPlate } from '~/domain/shared/masking';
import type { Viewer } from '~/server/viewer';
import { listStillMissing } from '~/use-cases/application/resubmit-case.server';
import { consentNeeded } from '~/use-cases/shared/installation/advance-case.server';
import { getCaseFacts } from '~db/queries/case-file.server';
import { type CaseRow, findVisibleCase, listCaseEvents } from '~db/queries/cases.server';
import { getCompound, getRulePack, getWorkingDayCalendar, type RulePack } from '~db/queries/compounds.server';
import { listCaseDocuments } from '~db/queries/documents.server';
import { listLettersOfCase } from '~db/queries/letters.server';
import { lastReason, wordsOf } from './case-reasons.server';
import { refuse, requireRole } from './guard.server';
import { shownDocuments } from './shown-documents.server';

/** A submitted case of one of the viewer's households; a draft leads on to the wizard, everything else is 404. */
export async function openOwnCase(
  context: AppLoadContext,
  request: Request,
  caseId: string,
): Promise<{ viewer: Viewer; row: CaseRow }> {
  const whole = requireRole(context, request, 'resident');
  const viewer = { ...whole, grants: whole.grants.filter((grant) => grant.role === 'resident') };
  const found = await findVisibleCase(context.deps.db, viewer.grants, caseId);
  if (!found) throw refuse('not-found');
  if (found.row.status !== 'draft') return { viewer, row: found.row };
  if (found.row.applicant_id !== viewer.personId) throw refuse('not-found');
  throw redirect(`/home/apply/${found.row.id}/space`);
}

/** Everything the page of a resident's own case shows. */
export async function readOwnCase(context: AppLoadContext, request: Request, caseId: string) {
  const { row } = await openOwnCase(context, request, caseId);
  const { db, clock } = context.deps;
  const { compound_id: compoundId, status } = row;
  const [facts, events, documents, letters, calendar, pack, compound] = await Promise.all([
    getCaseFacts(db, row),
    listCaseEvents(db, compoundId, row.id),
    listCaseDocuments(db, compoundId, row.id),
    listLettersOfCase(db, compoundId, row.id),
    getWorkingDayCalendar(db),
    getRulePack(db, compoundId),
    getCompound(db, compoundId),
  ]);
  const now = clock();
  const mayChangeDocuments = acceptsDocuments(status);
  const own = documents.filter(({ kind }) => isDocumentKind(kind));
  const letter = letters.find(({ revokedAt }) => revokedAt === null);
  return {
    caseId: row.id,
    caseNo: row.case_no ?? '',
    householdId: row.household_id,
    status,
    isOver: lifeCycle[status].holder === 'nobody',
    returnedFrom: row.returned_from,
    now,
    deadline: deadlineAt(row.due_at, now, calendar),
    isDueProvisional: row.due_provisional === 1,
    isEscalated: row.escalated_at !== null,
    pausedDaysLeft: status === 'returned' ? row.paused_days_left : null,
    queueRank: row.queue_rank,
    committeeAsked: consentNeeded(compound, row).rule !== 'none',
    allowances: allowancesOf(pack),
    rule: ruleOf(pack, lifeCycle[status].clock),
    events: events.map(
      (event): CaseTimelineEvent => ({
        seq: event.seq,
        at: event.at,
        kind: event.kind as CaseEvent,
        actorName: event.actor_name,
        actorRole: event.actor_role as Role | 'system',
        note: wordsOf(event),
      }),
    ),
    reason: ['resident', 'nobody'].includes(lifeCycle[status].holder)
      ? lastReason(events, context.locale)
      : null,
    documents: shownDocuments(own),
    documentKinds: await kindsToShow(context, row, own),
    mayChangeDocuments,
    mayWithdraw: possibleEvents(status).includes('withdrawn'),
    mayAskMediation: possibleEvents(status).includes('mediation_requested'),
    mayResubmit: possibleEvents(status).includes('resubmitted'),
    letter: letter ? { id: letter.id, letterNo: letter.letterNo } : null,
    facts: {
      household: `${facts.compound_name} ${facts.building}-${facts.unit}-${facts.room}`,
      spaceCode: facts.space_code,
      spaceKind: facts.space_kind,
      car: facts.plate ? `${maskPlate(facts.plate)} · ${facts.vehicle_model}` : null,
      pileKw: facts.pile_kw,
      pilePhases: facts.pile_phases,
      smartCapable: facts.smart_capable === 1,
      submittedAt: row.submitted_at,
    },
  };
}

async function kindsToShow(
  { deps }: AppLoadContext,
  row: CaseRow,
  documents: readonly { kind: string; uploaded_at: string }[],
): Promise<{ open: DocumentKind[]; all: DocumentKind[] }> {
  const onFile = [...new Set(documents.map(({ kind }) => kind))].filter(isDocumentKind);
  if (!acceptsDocuments(row.status)) return { open: [], all: onFile };
  const open = await listStillMissing(deps.db, row, documents);
  const rest = onFile.filter((kind) => !open.includes(kind) && kind !== 'other');
  return { open, all: [...open, ...rest, ...(open.includes('other') ? [] : (['other'] as const))] };
}

function allowancesOf({ params }: RulePack): Partial<Record<ClockKey, number>> {
  const clocks = Object.values(lifeCycle).flatMap(({ clock }) => (clock ? [clock] : []));
  return Object.fromEntries(clocks.map((clock) => [clock, params[clock]]));
}

/** The rule behind the running clock; a figure that nobody has verified is shown as our own setting, not as a rule. */
function ruleOf(pack: RulePack, clock: ClockKey | null) {
  if (!clock) return null;
  const source = pack.params.sources.find(({ key }) => key === clock);
  const isRule = source !== undefined && source.certainty !== 'unverified';
  return {
    days: pack.params[clock],
    source: isRule ? { title: source.title, url: source.url ?? null } : null,
    isSecondHand: isRule && source.certainty === 'second-hand',
    pack: { title: pack.title, version: pack.version, validFrom: pack.valid_from },
  };
}
