import { can } from '~/domain/permissions/can';
import type { AccessRefusal, ActingPerson, Deps, Refusal } from '~/use-cases/shared/deps';
import { loadTransformerState } from '~db/queries/capacity.server';
import { insertTransformerCap } from '~db/queries/transformer-caps.server';
import { findVisibleTransformer } from '~db/queries/transformers.server';

export interface CapInput {
  transformerId: string;
  fromAt: string;
  toAt: string;
  capKw: number;
  reason: string;
}

type CapOutcome =
  | { ok: true; capId: string }
  | AccessRefusal
  | Refusal<'ends-before-start'>
  | Refusal<'already-over'>
  | Refusal<'not-below-limit', { limitKw: number }>;

/** Holds a transformer below its standing limit for a while, base load and charging together, from the next plan on. */
export async function capTransformer(deps: Deps, actor: ActingPerson, input: CapInput): Promise<CapOutcome> {
  const found = await findVisibleTransformer(deps.db, actor.grants, input.transformerId);
  if (!found) return { ok: false, reason: 'not-found' };
  if (!can(actor, 'capacity.cap', { tenancy: found.tenancy })) return { ok: false, reason: 'forbidden' };
  const at = deps.clock();
  if (input.toAt <= input.fromAt) return { ok: false, reason: 'ends-before-start' };
  if (input.toAt <= at) return { ok: false, reason: 'already-over' };
  const compoundId = found.compound_id;
  const state = await loadTransformerState(deps.db, compoundId, input.transformerId);
  if (!state) return { ok: false, reason: 'not-found' };
  const { limitRate, powerFactor } = state.parameters;
  const limitKw = state.row.rated_kva * powerFactor.value * limitRate.value;
  if (input.capKw >= limitKw) return { ok: false, reason: 'not-below-limit', limitKw };
  const capId = deps.newId('limit');
  await deps.db.transaction().execute((trx) =>
    insertTransformerCap(trx, {
      compound_id: compoundId,
      id: capId,
      transformer_id: input.transformerId,
      from_at: input.fromAt,
      to_at: input.toAt,
      cap_kw: input.capKw,
      reason: input.reason,
      created_by: actor.personId,
      created_at: at,
      lifted_at: null,
    }),
  );
  deps.bus.publish('plan-needed', { compoundId, cause: 'limit' });
  deps.bus.publish('compound-changed', { compoundId });
  return { ok: true, capId };
}
