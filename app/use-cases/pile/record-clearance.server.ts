import { can } from '~/domain/permissions/can';
import type { AccessRefusal, ActingPerson, Deps } from '~/use-cases/shared/deps';
import { explainMovedOn, type MovedOn } from '~/use-cases/shared/installation/moved-on.server';
import { findVisibleCase, lockCase } from '~db/queries/cases.server';
import { findPileOfCase, updatePile } from '~db/queries/piles.server';

/** The papers that open the gates before energising. */
export interface Clearance {
  caseId: string;
  tradeSettlement: boolean;
  subsidised: boolean;
  cccNo: string;
  verificationNo: string;
  verificationUntilOn: string | null;
  platformLinkedOn: string | null;
}

/** Records certificate, metering verification and platform link of a pile that is not yet energised. */
export async function recordClearance(
  deps: Deps,
  actor: ActingPerson,
  input: Clearance,
): Promise<{ ok: true } | AccessRefusal | MovedOn> {
  const found = await findVisibleCase(deps.db, actor.grants, input.caseId);
  if (!found) return { ok: false, reason: 'not-found' };
  if (!can(actor, 'case.energise', { tenancy: found.tenancy })) return { ok: false, reason: 'forbidden' };
  const compoundId = found.row.compound_id;
  return deps.db.transaction().execute(async (trx): Promise<{ ok: true } | AccessRefusal | MovedOn> => {
    const row = await lockCase(trx, compoundId, input.caseId, deps.clock());
    const pile = await findPileOfCase(trx, compoundId, input.caseId);
    if (!row) return { ok: false, reason: 'not-found' };
    if (row.status !== 'commissioning' || !pile) return explainMovedOn(trx, row);
    await updatePile(trx, compoundId, pile.id, {
      trade_settlement: input.tradeSettlement ? 1 : 0,
      subsidised: input.subsidised ? 1 : 0,
      ccc_no: input.cccNo.trim() || null,
      verification_no: input.verificationNo.trim() || null,
      verification_until_on: input.verificationUntilOn,
      platform_linked_at: input.platformLinkedOn,
    });
    return { ok: true };
  });
}
