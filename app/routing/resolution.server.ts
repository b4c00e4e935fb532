import type { AppLoadContext } from '@remix-run/node';
import type {
  CommitteeFigures,
  Proposal,
  ShownObjection,
  ShownResolution,
} from '~/components/resolution/resolution-data';
import { can, type Grant } from '~/domain/permissions/can';
import { instantFromMs, localTimeOf } from '~/domain/shared/local-time';
import { maskName } from '~/domain/shared/masking';
import { voteReceipt } from '~/use-cases/resolution/cast-vote.server';
import {
  type ResolutionStanding,
  readStanding,
} from '~/use-cases/shared/installation/resolution-standing.server';
import { findCaseHousehold, getCaseFacts, getRegisteredOwners } from '~db/queries/case-file.server';
import { getCompound } from '~db/queries/compounds.server';
import { listLettersOfCase } from '~db/queries/letters.server';
import { getOrganisationName } from '~db/queries/oversight.server';
import {
  type DeskResolution,
  findVisibleResolution,
  listEndedResolutions,
  listObjections,
  listOpenResolutions,
  listVotes,
  type Resolution,
} from '~db/queries/resolutions.server';
import { readCaseSpace } from './case-space.server';
import { refuse, requireRole, requireViewer } from './guard.server';
import { readPageNumber } from './page-number.server';

const RESULTS_PAGE_SIZE = 10;

/** What waits for a committee member, soonest end first, and the results, the latest first. */
export async function readCommitteeDesk(context: AppLoadContext, request: Request) {
  const viewer = requireRole(context, request, 'committee');
  const grants = viewer.grants.filter((grant) => grant.role === 'committee');
  const { db, clock } = context.deps;
  const page = readPageNumber(new URL(request.url));
  const [open, ended] = await Promise.all([
    listOpenResolutions(db, grants),
    listEndedResolutions(db, grants, {
      limit: RESULTS_PAGE_SIZE,
      offset: (page - 1) * RESULTS_PAGE_SIZE,
    }),
  ]);
  const cards = await Promise.all(
    open.map(async (resolution) => ({
      ...shapeCard(resolution),
      hasVoted: (await listVotes(db, resolution.compound_id, resolution.id)).some(
        (vote) => vote.person_id === viewer.personId,
      ),
      openObjections: (await listObjections(db, resolution.compound_id, resolution.id)).filter(
        (objection) => objection.handled_at === null,
      ).length,
    })),
  );
  return {
    now: clock(),
    open: cards,
    decided: ended.entries.map(shapeCard),
    results: { page, pageSize: RESULTS_PAGE_SIZE, total: ended.total },
  };
}

export type CommitteeDesk = Awaited<ReturnType<typeof readCommitteeDesk>>;

function shapeCard(resolution: DeskResolution) {
  return {
    ...shapeResolution(resolution),
    compoundName: resolution.compoundName,
    caseNo: resolution.caseNo ?? '',
    spaceCode: resolution.spaceCode ?? '',
  };
}

/** One resolution as a committee member sees it: proposal, what is needed, own vote, objections with names masked. */
export async function readResolutionPage(context: AppLoadContext, request: Request, resolutionId: string) {
  const viewer = requireRole(context, request, 'committee');
  const grants = viewer.grants.filter((grant) => grant.role === 'committee');
  const { resolution } = await openResolution(context, grants, resolutionId, 'case.decide-committee');
  const { db, clock } = context.deps;
  const now = clock();
  const [standing, proposal, votes, objections, owners] = await Promise.all([
    readStanding(db, resolution, now),
    readProposal(context, resolution),
    listVotes(db, resolution.compound_id, resolution.id),
    listObjections(db, resolution.compound_id, resolution.id),
    getRegisteredOwners(db, resolution.compound_id),
  ]);
  const mine = votes.find((vote) => vote.person_id === viewer.personId);
  return {
    now,
    resolution: shapeResolution(resolution),
    proposal,
    figures: figuresOf(standing, resolution),
    isMember: resolution.params.memberIds.includes(viewer.personId),
    mine: mine
      ? {
          choice: mine.choice,
          note: mine.note,
          castAt: mine.cast_at,
          receipt: voteReceipt(context.deps, {
            resolutionId: resolution.id,
            personId: viewer.personId,
            choice: mine.choice,
            castAt: mine.cast_at,
          }),
        }
      : null,
    objections: objections.map(shapeObjection),
    owners,
  };
}

export type ResolutionPage = Awaited<ReturnType<typeof readResolutionPage>>;

/** A 公示 as every household of the compound may read it. */
export async function readNoticePage(context: AppLoadContext, request: Request, resolutionId: string) {
  const viewer = requireViewer(context, request);
  const { resolution } = await openResolution(context, viewer.grants, resolutionId, 'notice.read');
  if (resolution.kind !== 'neighbours_notice') throw refuse('not-found');
  const { db, clock } = context.deps;
  const now = clock();
  const household = viewer.grants.find(
    (grant) => grant.role === 'resident' && grant.compoundId === resolution.compound_id,
  );
  const householdId = household?.role === 'resident' ? household.householdId : null;
  const [proposal, objections, applicant] = await Promise.all([
    readProposal(context, resolution),
    listObjections(db, resolution.compound_id, resolution.id),
    findCaseHousehold(db, resolution.compound_id, resolution.case_id),
  ]);
  const mine = objections.find((objection) => objection.household_id === householdId);
  const isOver = resolution.status !== 'open' || now >= resolution.closes_at;
  return {
    now,
    resolution: shapeResolution(resolution),
    // The letter names the applicant's door; neighbours see the proposal without it.
    proposal: { ...proposal, letterId: null },
    objections: objections.map(shapeObjection),
    mine: mine ? shapeObjection(mine) : null,
    standing: objectorStanding({ householdId, applicant, hasObjected: mine !== undefined, isOver }),
  };
}

export type NoticePage = Awaited<ReturnType<typeof readNoticePage>>;

/** Whether this reader may object, and if not, why. */
function objectorStanding(reader: {
  householdId: string | null;
  applicant: string | undefined;
  hasObjected: boolean;
  isOver: boolean;
}): 'may-object' | 'own' | 'objected' | 'over' | 'reader' {
  if (!reader.householdId) return 'reader';
  if (reader.householdId === reader.applicant) return 'own';
  if (reader.hasObjected) return 'objected';
  return reader.isOver ? 'over' : 'may-object';
}

async function openResolution(
  context: AppLoadContext,
  grants: readonly Grant[],
  resolutionId: string,
  action: 'case.decide-committee' | 'notice.read',
) {
  const found = await findVisibleResolution(context.deps.db, grants, resolutionId);
  if (!found) throw refuse('not-found');
  if (!can({ personId: '', grants }, action, { tenancy: found.tenancy })) throw refuse('forbidden');
  return found;
}

async function readProposal(context: AppLoadContext, resolution: Resolution): Promise<Proposal> {
  const { db } = context.deps;
  const { compound_id: compoundId, case_id: caseId } = resolution;
  const [facts, compound, letters] = await Promise.all([
    getCaseFacts(db, { compound_id: compoundId, id: caseId }),
    getCompound(db, compoundId),
    listLettersOfCase(db, compoundId, caseId),
  ]);
  return {
    caseNo: facts.case_no ?? '',
    compoundName: facts.compound_name,
    space: await readCaseSpace(db, compoundId, facts),
    pileKw: facts.pile_kw ?? 0,
    pilePhases: facts.pile_phases ?? 1,
    smartCapable: facts.smart_capable === 1,
    needsCommonRoute: facts.needs_common_route === 1,
    propertyName: await getOrganisationName(db, compound.property_org_id),
    agreedAt: resolution.opened_at,
    letterId: letters[0]?.id ?? null,
  };
}

function shapeResolution(resolution: Resolution): ShownResolution {
  const { earliestVoteAt, majority } = resolution.params;
  return {
    id: resolution.id,
    kind: resolution.kind,
    status: resolution.status,
    legalMode: resolution.legal_mode,
    openedAt: resolution.opened_at,
    closesAt: resolution.closes_at,
    closesOn: lastDayOf(resolution.closes_at),
    decidedAt: resolution.decided_at,
    earliestVoteOn: earliestVoteAt && localTimeOf(earliestVoteAt).on,
    majority,
  };
}

/** A period ends with the midnight after its last day. */
function lastDayOf(endsAt: string): string {
  return localTimeOf(instantFromMs(Date.parse(endsAt) - 1)).on;
}

function figuresOf(standing: ResolutionStanding, resolution: Resolution): CommitteeFigures | null {
  if (standing.kind !== 'committee_decision') return null;
  const { verdict, yes, no, abstained, isSettled } = standing;
  const { members, participated, neededParticipation, neededYes } = verdict;
  return {
    members,
    participated,
    neededParticipation,
    neededYes,
    yes,
    no,
    abstained,
    isSettled,
    passes: verdict.ok,
    source: resolution.params.committeeVote?.source ?? '',
  };
}

function shapeObjection(row: Awaited<ReturnType<typeof listObjections>>[number]): ShownObjection {
  return {
    id: row.id,
    nameMasked: maskName(row.person_name),
    building: row.building,
    reason: row.reason,
    madeAt: row.made_at,
    handling: row.handling,
    upheld: row.upheld === 1,
    handledAt: row.handled_at,
  };
}
