import { can } from '~/domain/permissions/can';
import type { AccessRefusal, ActingPerson, Deps, Refusal } from '~/use-cases/shared/deps';
import { advanceCase } from '~/use-cases/shared/installation/advance-case.server';
import { explainMovedOn, type MovedOn } from '~/use-cases/shared/installation/moved-on.server';
import { readGates, type ShutGate } from '~/use-cases/shared/installation/read-gates.server';
import { newCard } from '~/use-cases/shared/visit/household-card.server';
import type { Trx } from '~db/client.server';
import { commitCapacity } from '~db/queries/capacity.server';
import { type CaseRow, findVisibleCase, lockCase } from '~db/queries/cases.server';
import { findIdToken, updatePile } from '~db/queries/piles.server';

type EnergiseOutcome =
  | { ok: true; pileId: string; idTag: string }
  | AccessRefusal
  | MovedOn
  | Refusal<'gates-shut', { gates: ShutGate[] }>
  | Refusal<'nothing-reserved'>;

/** Puts a pile into use: only with every gate open; commits its capacity and gives the household's car its charging card. */
export async function energisePile(
  deps: Deps,
  actor: ActingPerson,
  input: { caseId: string },
): Promise<EnergiseOutcome> {
  const found = await findVisibleCase(deps.db, actor.grants, input.caseId);
  if (!found) return { ok: false, reason: 'not-found' };
  if (!can(actor, 'case.energise', { tenancy: found.tenancy })) return { ok: false, reason: 'forbidden' };
  const compoundId = found.row.compound_id;
  const outcome = await deps.db
    .transaction()
    .execute((trx) => energiseInTransaction(trx, deps, actor, compoundId, input.caseId));
  if (outcome.ok) {
    deps.bus.publish('plan-needed', { compoundId, cause: 'limit' });
    deps.bus.publish('compound-changed', { compoundId });
  }
  return outcome;
}

async function energiseInTransaction(
  trx: Trx,
  deps: Deps,
  actor: ActingPerson,
  compoundId: string,
  caseId: string,
): Promise<EnergiseOutcome> {
  const at = deps.clock();
  const row = await lockCase(trx, compoundId, caseId, at);
  if (!row) return { ok: false, reason: 'not-found' };
  if (row.status !== 'commissioning') return explainMovedOn(trx, row);
  const { shut, pile } = await readGates(trx, compoundId, caseId, at);
  if (shut.length > 0 || !pile) return { ok: false, reason: 'gates-shut', gates: shut };
  const note = { id: deps.newId('cap'), at, source: `pile:${pile.id}` };
  if (!(await commitCapacity(trx, compoundId, caseId, pile.id, note)))
    return { ok: false, reason: 'nothing-reserved' };
  await updatePile(trx, compoundId, pile.id, { status: 'active', energised_at: at });
  const idTag = await tokenFor(trx, deps, row);
  const advanced = await advanceCase(trx, deps, {
    compoundId,
    caseId,
    event: 'energised',
    actorId: actor.personId,
    actorRole: 'operator',
    data: { pileId: pile.id, meterNo: pile.meter_no },
  });
  if (!advanced.ok) throw new Error(`A case in commissioning refused to be energised: ${advanced.reason}`);
  return { ok: true, pileId: pile.id, idTag };
}

async function tokenFor(trx: Trx, deps: Deps, row: CaseRow): Promise<string> {
  const known = await findIdToken(trx, row.compound_id, row.household_id, row.vehicle_id);
  return (
    known?.id_tag ??
    newCard(trx, deps, {
      compoundId: row.compound_id,
      householdId: row.household_id,
      vehicleId: row.vehicle_id,
    })
  );
}
