import { can } from '~/domain/permissions/can';
import {
  type Evidence,
  type EvidenceKind,
  judgeRefusal,
  type RefusalVerdict,
} from '~/domain/refusal/property-refusal';
import type { Trx } from '~db/client.server';
import { findMeasuredLoadRate } from '~db/queries/case-file.server';
import { findVisibleCase, lockCase } from '~db/queries/cases.server';
import { getRulePack } from '~db/queries/compounds.server';
import type { AccessRefusal, ActingPerson, Deps, Refusal } from '../shared/deps';
import { advanceCase } from '../shared/installation/advance-case.server';
import {
  attachEvidence,
  type FileRefusal,
  type GivenFile,
  type StoredFile,
  storeEvidence,
} from '../shared/installation/evidence-file.server';
import { explainMovedOn, type MovedOn } from '../shared/installation/moved-on.server';

export interface RefuseInput {
  caseId: string;
  reason: string;
  explanation: string;
  /** As a share, from the record that is given with it; left out where the system's own measurement is taken. */
  loadRate: number | null;
  missingDocuments: readonly string[];
  evidence: { kind: EvidenceKind; file: GivenFile } | null;
}

export type RefuseRefusal =
  | AccessRefusal
  | MovedOn
  | FileRefusal
  | Extract<RefusalVerdict, { ok: false }>
  | Refusal<'kind-not-asked', { kind: string }>;

/** The property manager refuses on a listed ground with the evidence that ground needs; never on words alone. */
export async function refuseCase(
  deps: Deps,
  actor: ActingPerson,
  input: RefuseInput,
): Promise<{ ok: true } | RefuseRefusal> {
  const found = await findVisibleCase(deps.db, actor.grants, input.caseId);
  if (!found) return { ok: false, reason: 'not-found' };
  const resource = { tenancy: found.tenancy, householdId: found.row.household_id };
  if (!can(actor, 'case.review', resource)) return { ok: false, reason: 'forbidden' };
  const stored = input.evidence ? await storeEvidence(deps, input.evidence.file) : null;
  if (stored && !stored.ok) return stored;
  const file = stored?.file ?? null;
  const outcome = await deps.db
    .transaction()
    .execute((trx) => refuseInTransaction(trx, deps, actor, found.row.compound_id, input, file));
  if (!outcome.ok && file) await deps.documents.remove(file.storageKey);
  return outcome;
}

async function refuseInTransaction(
  trx: Trx,
  deps: Deps,
  actor: ActingPerson,
  compoundId: string,
  input: RefuseInput,
  file: StoredFile | null,
): Promise<{ ok: true } | RefuseRefusal> {
  const row = await lockCase(trx, compoundId, input.caseId, deps.clock());
  if (!row) return { ok: false, reason: 'not-found' };
  if (row.status !== 'property_review') return explainMovedOn(trx, row);
  const { params } = await getRulePack(trx, compoundId);
  const strange = input.missingDocuments.find((kind) => !params.documentKinds.includes(kind));
  if (strange !== undefined) return { ok: false, reason: 'kind-not-asked', kind: strange };

  const measured = await findMeasuredLoadRate(trx, compoundId, row.id);
  const given = { file, kind: input.evidence?.kind ?? null };
  const { evidence, loadRate } = evidenceOf(input, given, measured);
  const verdict = judgeRefusal({ ...input, evidence, loadRate });
  if (!verdict.ok) return verdict;

  const documentId =
    file && given.kind
      ? await attachEvidence(trx, deps, file, {
          compoundId,
          caseId: row.id,
          kind: given.kind,
          personId: actor.personId,
        })
      : null;
  const refused = await advanceCase(trx, deps, {
    compoundId,
    caseId: row.id,
    event: 'property_refused',
    actorId: actor.personId,
    actorRole: 'property',
    words: input.explanation.trim(),
    data: {
      reason: verdict.reason,
      evidenceDocumentId: documentId,
      evidenceSha256: file?.sha256 ?? null,
      loadRate: verdict.reason === 'capacity' ? loadRate : null,
      measuredLoadRate: verdict.reason === 'capacity' ? (measured?.loadRate ?? null) : null,
      missingDocuments: verdict.reason === 'documents-missing' ? [...input.missingDocuments] : [],
    },
  });
  if (!refused.ok) throw new Error(`A locked case refused to be refused: ${refused.reason}`);
  return { ok: true };
}

/** What is shown for the ground: the file given, or for capacity the system's own measurement of the transformer. */
function evidenceOf(
  input: RefuseInput,
  given: { file: StoredFile | null; kind: EvidenceKind | null },
  measured: { loadRate: number; recordId: string } | undefined,
): { evidence: Evidence[]; loadRate: number | null } {
  if (given.file && given.kind) {
    return { evidence: [{ kind: given.kind, documentId: given.file.storageKey }], loadRate: input.loadRate };
  }
  if (input.reason === 'capacity' && measured) {
    return {
      evidence: [{ kind: 'load-rate-record', documentId: measured.recordId }],
      loadRate: measured.loadRate,
    };
  }
  return { evidence: [], loadRate: input.loadRate };
}
