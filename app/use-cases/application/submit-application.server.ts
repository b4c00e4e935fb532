import {
  type ApplicationDraft,
  CONSENT_RECIPIENTS,
  CONSENT_TEXT_VERSION,
  type ConsentRecipient,
  type PileWish,
} from '~/domain/installation/application-draft';
import { type DocumentKind, missingDocuments, requiredDocuments } from '~/domain/installation/case-documents';
import { phasesOfRating } from '~/domain/installation/pile-choice';
import { isLeasedKind } from '~/domain/installation/space-right';
import { formatCaseNumber } from '~/domain/shared/ids';
import { localTimeOf } from '~/domain/shared/local-time';
import type { AccessRefusal, ActingPerson, Deps, Refusal } from '~/use-cases/shared/deps';
import { advanceCase } from '~/use-cases/shared/installation/advance-case.server';
import { reachDraft } from '~/use-cases/shared/installation/own-draft.server';
import type { Trx } from '~db/client.server';
import { draftOf } from '~db/queries/applications.server';
import { type CaseRow, lockCase } from '~db/queries/cases.server';
import { getRulePack } from '~db/queries/compounds.server';
import { nextNumber } from '~db/queries/counter.server';
import { type DocumentRow, listCaseDocuments } from '~db/queries/documents.server';
import { findOpenCaseOfSpace, lockSpace, type ParkingSpaceRow } from '~db/queries/parking-spaces.server';
import { isUniqueViolation } from '~db/queries/unique-violation.server';
import { findVehicle } from '~db/queries/vehicles.server';

export type SubmitOutcome =
  | { ok: true; caseId: string; caseNo: string; isNew: boolean }
  | AccessRefusal
  | Refusal<'incomplete', { step: 'space' | 'car' | 'pile' }>
  | Refusal<'space-not-yours'>
  | Refusal<'lease-ended', { leaseUntilOn: string }>
  | Refusal<'car-not-yours'>
  | Refusal<'documents-missing', { kinds: DocumentKind[] }>
  | Refusal<'consent-missing', { recipients: ConsentRecipient[] }>
  | Refusal<'space-has-open-case', { caseId: string | null; caseNo: string | null }>;

type SubmitRefusal = Exclude<SubmitOutcome, { ok: true }>;

/** Turns a complete draft into a numbered case with the property's clock running; a second tap finds the same case. */
export async function submitApplication(
  deps: Deps,
  actor: ActingPerson,
  input: { caseId: string; consents: readonly string[] },
): Promise<SubmitOutcome> {
  const reached = await reachDraft(deps.db, actor, input.caseId);
  if (!reached.ok) return reached;
  const { compound_id: compoundId } = reached.row;
  try {
    const outcome = await deps.db
      .transaction()
      .execute((trx) => submitInTransaction(trx, deps, actor, reached.row, input.consents));
    if (outcome.ok && outcome.isNew) deps.bus.publish('compound-changed', { compoundId });
    return outcome;
  } catch (error) {
    if (isUniqueViolation(error))
      return { ok: false, reason: 'space-has-open-case', caseId: null, caseNo: null };
    throw error;
  }
}

async function submitInTransaction(
  trx: Trx,
  deps: Deps,
  actor: ActingPerson,
  seen: CaseRow,
  consents: readonly string[],
): Promise<SubmitOutcome> {
  const at = deps.clock();
  const row = await lockCase(trx, seen.compound_id, seen.id, at);
  if (!row) return { ok: false, reason: 'not-found' };
  if (row.status !== 'draft') return { ok: true, caseId: row.id, caseNo: row.case_no ?? '', isNew: false };
  const checked = await checkDraft(trx, deps, row, consents);
  if (!checked.ok) return checked;
  const { space, draft, pile, documents } = checked;
  const { on } = localTimeOf(at);
  const caseNo = formatCaseNumber(on, await nextNumber(trx, `case:${on}`));
  const vehicleId = draft.car?.kind === 'registered' ? draft.car.vehicleId : null;
  const facts = {
    parking_space_id: space.id,
    vehicle_id: vehicleId,
    pile_kw: pile.kw,
    pile_phases: phasesOfRating(pile.kw) ?? 1,
    smart_capable: pile.smartCapable ? 1 : 0,
    needs_common_route: pile.commonRoute === 'unknown' ? null : pile.commonRoute === 'new' ? 1 : 0,
  };
  const step = await advanceCase(trx, deps, {
    compoundId: row.compound_id,
    caseId: row.id,
    event: 'submitted',
    actorId: actor.personId,
    actorRole: 'resident',
    data: {
      ...facts,
      documents: documents.map(({ id, kind, sha256 }) => ({ id, kind, sha256 })),
      consents: CONSENT_RECIPIENTS.map((recipient) => ({ recipient, version: CONSENT_TEXT_VERSION })),
    },
    patch: { ...facts, case_no: caseNo, submitted_at: at },
  });
  if (!step.ok) throw new Error(`A locked draft refused to be submitted: ${step.reason}`);
  return { ok: true, caseId: row.id, caseNo, isNew: true };
}

interface CheckedDraft {
  ok: true;
  draft: ApplicationDraft;
  space: ParkingSpaceRow;
  pile: PileWish;
  documents: DocumentRow[];
}

async function checkDraft(
  trx: Trx,
  deps: Deps,
  row: CaseRow,
  consents: readonly string[],
): Promise<CheckedDraft | SubmitRefusal> {
  const draft = draftOf(row);
  if (!draft.spaceId) return { ok: false, reason: 'incomplete', step: 'space' };
  if (!draft.car) return { ok: false, reason: 'incomplete', step: 'car' };
  if (!draft.pile) return { ok: false, reason: 'incomplete', step: 'pile' };
  const space = await lockSpace(trx, row.compound_id, draft.spaceId);
  if (space?.household_id !== row.household_id) return { ok: false, reason: 'space-not-yours' };
  const isLeased = isLeasedKind(space.kind);
  const until = space.lease_until_on;
  if (isLeased && until && until < localTimeOf(deps.clock()).on)
    return { ok: false, reason: 'lease-ended', leaseUntilOn: until };
  const open = await findOpenCaseOfSpace(trx, row.compound_id, space.id);
  if (open) {
    const isOwn = open.household_id === row.household_id;
    return {
      ok: false,
      reason: 'space-has-open-case',
      caseId: isOwn ? open.id : null,
      caseNo: isOwn ? open.case_no : null,
    };
  }
  if (draft.car.kind === 'registered') {
    const car = await findVehicle(trx, row.compound_id, row.household_id, draft.car.vehicleId);
    if (!car) return { ok: false, reason: 'car-not-yours' };
  }
  const { params } = await getRulePack(trx, row.compound_id);
  const documents = await listCaseDocuments(trx, row.compound_id, row.id);
  const missing = missingDocuments(
    requiredDocuments(params.documentKinds, { isLeased }),
    documents.map(({ kind }) => kind),
  );
  if (missing.length > 0) return { ok: false, reason: 'documents-missing', kinds: missing };
  const refused = CONSENT_RECIPIENTS.filter((recipient) => !consents.includes(recipient));
  if (refused.length > 0) return { ok: false, reason: 'consent-missing', recipients: refused };
  return { ok: true, draft, space, pile: draft.pile, documents };
}
