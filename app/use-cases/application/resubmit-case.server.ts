import {
  type DocumentKind,
  isDocumentKind,
  missingDocuments,
  requiredDocuments,
} from '~/domain/installation/case-documents';
import { isLeasedKind } from '~/domain/installation/space-right';
import { can } from '~/domain/permissions/can';
import type { AccessRefusal, ActingPerson, Deps, Refusal } from '~/use-cases/shared/deps';
import { advanceCase } from '~/use-cases/shared/installation/advance-case.server';
import { explainMovedOn, type MovedOn } from '~/use-cases/shared/installation/moved-on.server';
import type { Db, Trx } from '~db/client.server';
import { type CaseRow, findVisibleCase, listCaseEvents, lockCase } from '~db/queries/cases.server';
import { getRulePack } from '~db/queries/compounds.server';
import { type DocumentRow, listCaseDocuments } from '~db/queries/documents.server';
import { findSpace } from '~db/queries/parking-spaces.server';

export type ResubmitOutcome =
  | { ok: true; status: CaseRow['status'] }
  | AccessRefusal
  | MovedOn
  | Refusal<'documents-missing', { kinds: DocumentKind[] }>;

const resubmittable: readonly CaseRow['status'][] = ['returned', 'property_refused', 'committee_refused'];

/** Sends a returned or refused case back once what was asked for has been added; a stopped clock runs on where it stood. */
export async function resubmitCase(
  deps: Deps,
  actor: ActingPerson,
  input: { caseId: string; words?: string },
): Promise<ResubmitOutcome> {
  const found = await findVisibleCase(deps.db, actor.grants, input.caseId);
  if (!found) return { ok: false, reason: 'not-found' };
  const resource = { tenancy: found.tenancy, householdId: found.row.household_id };
  if (!can(actor, 'case.resubmit', resource)) return { ok: false, reason: 'forbidden' };
  const compoundId = found.row.compound_id;
  const outcome = await deps.db
    .transaction()
    .execute((trx) => resubmitInTransaction(trx, deps, actor, compoundId, input));
  if (outcome.ok) deps.bus.publish('compound-changed', { compoundId });
  return outcome;
}

async function resubmitInTransaction(
  trx: Trx,
  deps: Deps,
  actor: ActingPerson,
  compoundId: string,
  input: { caseId: string; words?: string },
): Promise<ResubmitOutcome> {
  const row = await lockCase(trx, compoundId, input.caseId, deps.clock());
  if (!row) return { ok: false, reason: 'not-found' };
  if (!resubmittable.includes(row.status)) return explainMovedOn(trx, row);
  const documents = await listCaseDocuments(trx, compoundId, row.id);
  const missing = await listStillMissing(trx, row, documents);
  if (missing.length > 0) return { ok: false, reason: 'documents-missing', kinds: missing };
  const step = await advanceCase(trx, deps, {
    compoundId,
    caseId: row.id,
    event: 'resubmitted',
    actorId: actor.personId,
    actorRole: 'resident',
    data: { documents: documents.map(({ id, kind, sha256 }) => ({ id, kind, sha256 })) },
    words: input.words?.trim() || undefined,
  });
  if (!step.ok) throw new Error(`A locked case refused to be resubmitted: ${step.reason}`);
  return { ok: true, status: step.status };
}

/** What the rules require and what was asked for at the last return or refusal and has not been added since. */
export async function listStillMissing(
  db: Db | Trx,
  row: CaseRow,
  documents: readonly Pick<DocumentRow, 'kind' | 'uploaded_at'>[],
): Promise<DocumentKind[]> {
  const { params } = await getRulePack(db, row.compound_id);
  const space = row.parking_space_id ? await findSpace(db, row.compound_id, row.parking_space_id) : undefined;
  const required = requiredDocuments(params.documentKinds, { isLeased: isLeasedKind(space?.kind ?? '') });
  const onFile = documents.map(({ kind }) => kind);
  const asked = await lastAsked(db, row);
  const unanswered = asked.kinds.filter(
    (kind) => !documents.some((document) => document.kind === kind && document.uploaded_at > asked.at),
  );
  return [...new Set([...missingDocuments(required, onFile), ...unanswered])];
}

async function lastAsked(db: Db | Trx, row: CaseRow): Promise<{ at: string; kinds: DocumentKind[] }> {
  const events = await listCaseEvents(db, row.compound_id, row.id);
  const last = events.findLast(
    ({ kind }) => kind === 'returned_for_documents' || kind === 'property_refused',
  );
  if (!last) return { at: row.created_at, kinds: [] };
  const data = JSON.parse(last.data) as { kinds?: string[]; missing?: string[]; missingDocuments?: string[] };
  const named = data.kinds ?? data.missing ?? data.missingDocuments ?? [];
  return { at: last.at, kinds: named.filter(isDocumentKind) };
}
