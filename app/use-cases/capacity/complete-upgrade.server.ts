import { can } from '~/domain/permissions/can';
import type { AccessRefusal, ActingPerson, Deps, Refusal } from '~/use-cases/shared/deps';
import { advanceCase } from '~/use-cases/shared/installation/advance-case.server';
import type { Trx } from '~db/client.server';
import {
  findVisibleTransformer,
  listQueuedCases,
  lockTransformer,
  updateTransformer,
} from '~db/queries/transformers.server';

export interface CompletedUpgrade {
  transformerId: string;
  ratedKva: number;
  note: string;
}

type UpgradeOutcome =
  | { ok: true; caseIds: string[] }
  | AccessRefusal
  | Refusal<'not-larger', { ratedKva: number }>;

/** Puts a finished upgrade into force: the new nameplate, and every queued case back into assessment in the order of its rank. */
export async function completeUpgrade(
  deps: Deps,
  actor: ActingPerson,
  input: CompletedUpgrade,
): Promise<UpgradeOutcome> {
  const found = await findVisibleTransformer(deps.db, actor.grants, input.transformerId);
  if (!found) return { ok: false, reason: 'not-found' };
  if (!can(actor, 'capacity.upgrade', { tenancy: found.tenancy })) return { ok: false, reason: 'forbidden' };
  const compoundId = found.compound_id;
  const outcome = await deps.db
    .transaction()
    .execute((trx) => completeInTransaction(trx, deps, actor, compoundId, input));
  if (outcome.ok) {
    deps.bus.publish('compound-changed', { compoundId });
    deps.bus.publish('plan-needed', { compoundId, cause: 'limit' });
  }
  return outcome;
}

async function completeInTransaction(
  trx: Trx,
  deps: Deps,
  actor: ActingPerson,
  compoundId: string,
  input: CompletedUpgrade,
): Promise<UpgradeOutcome> {
  const transformer = await lockTransformer(trx, compoundId, input.transformerId);
  if (!transformer) return { ok: false, reason: 'not-found' };
  if (input.ratedKva <= transformer.rated_kva)
    return { ok: false, reason: 'not-larger', ratedKva: transformer.rated_kva };
  await updateTransformer(trx, compoundId, input.transformerId, {
    rated_kva: input.ratedKva,
    updated_at: deps.clock(),
  });
  const caseIds: string[] = [];
  for (const queued of await listQueuedCases(trx, compoundId, input.transformerId)) {
    const advanced = await advanceCase(trx, deps, {
      compoundId,
      caseId: queued.id,
      event: 'upgrade_completed',
      actorId: actor.personId,
      actorRole: 'utility',
      data: { transformerId: input.transformerId, ratedKva: input.ratedKva },
      words: input.note.trim() || undefined,
    });
    if (advanced.ok) caseIds.push(queued.id);
  }
  return { ok: true, caseIds };
}
