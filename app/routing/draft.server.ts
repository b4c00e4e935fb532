import { type AppLoadContext, redirect } from '@remix-run/node';
import {
  type ApplicationDraft,
  type ApplicationStep,
  firstOpenStep,
  mayShowStep,
} from '~/domain/installation/application-draft';
import { type DocumentKind, missingDocuments, requiredDocuments } from '~/domain/installation/case-documents';
import { isLeasedKind } from '~/domain/installation/space-right';
import type { Viewer } from '~/server/viewer';
import { reachDraft } from '~/use-cases/shared/installation/own-draft.server';
import type { Db } from '~db/client.server';
import { draftOf } from '~db/queries/applications.server';
import type { CaseRow } from '~db/queries/cases.server';
import { getRulePack } from '~db/queries/compounds.server';
import { type DocumentRow, listCaseDocuments } from '~db/queries/documents.server';
import { findSpace, type ParkingSpaceRow } from '~db/queries/parking-spaces.server';
import { orRefuse, requireRole } from './guard.server';
import { type OwnHousehold, ownHousehold } from './own-household.server';

export interface DraftView {
  viewer: Viewer;
  row: CaseRow;
  household: OwnHousehold;
  draft: ApplicationDraft;
  /** The chosen space while it is still the household's. */
  space: ParkingSpaceRow | null;
  documents: DocumentRow[];
  required: DocumentKind[];
  missing: DocumentKind[];
  firstOpen: ApplicationStep;
}

/** The viewer's draft at one step of the wizard; leads on where it has been submitted, and back where a step is missing. */
export async function readDraft(
  context: AppLoadContext,
  request: Request,
  caseId: string,
  step: ApplicationStep,
): Promise<DraftView> {
  const viewer = requireRole(context, request, 'resident');
  const { row } = orRefuse(await reachDraft(context.deps.db, viewer, caseId));
  if (row.status !== 'draft') throw redirect(`/home/cases/${row.id}`);
  const household = ownHousehold(viewer, row.household_id);
  const view = await loadDraft(context.deps.db, row);
  if (!mayShowStep(step, view.firstOpen)) throw redirect(stepPath(row.id, view.firstOpen));
  return { viewer, row, household, ...view };
}

export function stepPath(caseId: string, step: ApplicationStep): string {
  return `/home/apply/${caseId}/${step}`;
}

/** What a draft holds and which question is open. */
export async function loadDraft(db: Db, row: CaseRow) {
  const draft = draftOf(row);
  const { params } = await getRulePack(db, row.compound_id);
  const documents = await listCaseDocuments(db, row.compound_id, row.id);
  const found = draft.spaceId ? await findSpace(db, row.compound_id, draft.spaceId) : undefined;
  const space = found?.household_id === row.household_id ? found : null;
  const required = requiredDocuments(params.documentKinds, { isLeased: isLeasedKind(space?.kind ?? '') });
  const missing = missingDocuments(
    required,
    documents.map(({ kind }) => kind),
  );
  const answered = space ? draft : { ...draft, spaceId: undefined };
  return { draft, space, documents, required, missing, firstOpen: firstOpenStep(answered, missing) };
}
