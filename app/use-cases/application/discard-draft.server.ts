import type { AccessRefusal, ActingPerson, Deps, Refusal } from '~/use-cases/shared/deps';
import { reachDraft } from '~/use-cases/shared/installation/own-draft.server';
import { deleteDraft } from '~db/queries/applications.server';
import { lockCase } from '~db/queries/cases.server';
import { deleteDocumentsOfCase } from '~db/queries/documents.server';

/** Throws a draft away with everything that was uploaded to it. */
export async function discardDraft(
  deps: Deps,
  actor: ActingPerson,
  input: { caseId: string },
): Promise<{ ok: true } | AccessRefusal | Refusal<'already-submitted', { caseId: string }>> {
  const reached = await reachDraft(deps.db, actor, input.caseId);
  if (!reached.ok) return reached;
  const { compound_id: compoundId, id } = reached.row;
  const keys = await deps.db.transaction().execute(async (trx) => {
    const row = await lockCase(trx, compoundId, id, deps.clock());
    if (row?.status !== 'draft') return null;
    const stored = await deleteDocumentsOfCase(trx, compoundId, id);
    await deleteDraft(trx, compoundId, id);
    return stored;
  });
  if (!keys) return { ok: false, reason: 'already-submitted', caseId: id };
  for (const key of keys) await deps.documents.remove(key);
  return { ok: true };
}
