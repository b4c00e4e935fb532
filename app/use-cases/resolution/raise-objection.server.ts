import { can } from '~/domain/permissions/can';
import type { Trx } from '~db/client.server';
import { findCaseHousehold } from '~db/queries/case-file.server';
import { findVisibleResolution, insertObjection, lockResolution } from '~db/queries/resolutions.server';
import type { AccessRefusal, ActingPerson, Deps, Refusal } from '../shared/deps';

export type ObjectionOutcome =
  | { ok: true; objectionId: string }
  | AccessRefusal
  | Refusal<'not-a-notice'>
  | Refusal<'period-over'>
  | Refusal<'own-request'>
  | Refusal<'reason-missing'>
  | Refusal<'already-objected'>;

/** A household of the compound objects to a 公示 while it stands, once, with its reason. */
export async function raiseObjection(
  deps: Deps,
  actor: ActingPerson,
  input: { resolutionId: string; reason: string },
): Promise<ObjectionOutcome> {
  const found = await findVisibleResolution(deps.db, actor.grants, input.resolutionId);
  if (!found) return { ok: false, reason: 'not-found' };
  const { compound_id: compoundId } = found.resolution;
  const household = actor.grants.find(
    (grant) => grant.role === 'resident' && grant.compoundId === compoundId,
  );
  if (household?.role !== 'resident' || !can(actor, 'case.object', { tenancy: found.tenancy })) {
    return { ok: false, reason: 'forbidden' };
  }
  if (input.reason.trim() === '') return { ok: false, reason: 'reason-missing' };
  const by = { personId: actor.personId, householdId: household.householdId };
  return deps.db.transaction().execute((trx) => objectInTransaction(trx, deps, compoundId, by, input));
}

async function objectInTransaction(
  trx: Trx,
  deps: Deps,
  compoundId: string,
  by: { personId: string; householdId: string },
  input: { resolutionId: string; reason: string },
): Promise<ObjectionOutcome> {
  const resolution = await lockResolution(trx, compoundId, input.resolutionId);
  if (!resolution) return { ok: false, reason: 'not-found' };
  const at = deps.clock();
  if (resolution.kind !== 'neighbours_notice') return { ok: false, reason: 'not-a-notice' };
  if (resolution.status !== 'open' || at >= resolution.closes_at) return { ok: false, reason: 'period-over' };
  const applicant = await findCaseHousehold(trx, compoundId, resolution.case_id);
  if (applicant === by.householdId) return { ok: false, reason: 'own-request' };
  const objectionId = deps.newId('obj');
  const stored = await insertObjection(trx, {
    compound_id: compoundId,
    id: objectionId,
    resolution_id: resolution.id,
    person_id: by.personId,
    household_id: by.householdId,
    reason: input.reason.trim(),
    made_at: at,
    upheld: null,
    handling: null,
    handled_by: null,
    handled_at: null,
  });
  return stored ? { ok: true, objectionId } : { ok: false, reason: 'already-objected' };
}
