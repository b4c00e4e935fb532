import { can } from '~/domain/permissions/can';
import type { AccessRefusal, ActingPerson, Deps, Refusal } from '~/use-cases/shared/deps';
import { liftTransformerCap } from '~db/queries/transformer-caps.server';
import { findVisibleTransformer } from '~db/queries/transformers.server';

/** Ends a temporary limit before its time. */
export async function liftCap(
  deps: Deps,
  actor: ActingPerson,
  input: { transformerId: string; capId: string },
): Promise<{ ok: true } | AccessRefusal | Refusal<'already-lifted'>> {
  const found = await findVisibleTransformer(deps.db, actor.grants, input.transformerId);
  if (!found) return { ok: false, reason: 'not-found' };
  if (!can(actor, 'capacity.cap', { tenancy: found.tenancy })) return { ok: false, reason: 'forbidden' };
  const compoundId = found.compound_id;
  const lifted = await deps.db
    .transaction()
    .execute((trx) => liftTransformerCap(trx, compoundId, input.transformerId, input.capId, deps.clock()));
  if (!lifted) return { ok: false, reason: 'already-lifted' };
  deps.bus.publish('plan-needed', { compoundId, cause: 'limit' });
  deps.bus.publish('compound-changed', { compoundId });
  return { ok: true };
}
