import { can } from '~/domain/permissions/can';
import type { AccessRefusal, ActingPerson, Deps, Refusal } from '~/use-cases/shared/deps';
import { advanceCase } from '~/use-cases/shared/installation/advance-case.server';
import { explainMovedOn, type MovedOn } from '~/use-cases/shared/installation/moved-on.server';
import { createStationPassword } from '~/use-cases/shared/station-password.server';
import type { Trx } from '~db/client.server';
import { findVisibleCase } from '~db/queries/cases.server';
import { getCompound } from '~db/queries/compounds.server';
import { nextNumber } from '~db/queries/counter.server';
import {
  findPileOfCase,
  findStationOfPile,
  insertStation,
  type PileRow,
  updateStationPassword,
} from '~db/queries/piles.server';

type IssueOutcome =
  | { ok: true; identity: string; password: string; rotated: boolean }
  | AccessRefusal
  | MovedOn
  | Refusal<'no-pile'>;

/** Gives a pile its OCPP identity and a password that is told once and kept only as a hash; again rotates the password. */
export async function issueStation(
  deps: Deps,
  actor: ActingPerson,
  input: { caseId: string },
): Promise<IssueOutcome> {
  const found = await findVisibleCase(deps.db, actor.grants, input.caseId);
  if (!found) return { ok: false, reason: 'not-found' };
  if (!can(actor, 'case.energise', { tenancy: found.tenancy })) return { ok: false, reason: 'forbidden' };
  const compoundId = found.row.compound_id;
  const password = createStationPassword();
  const outcome = await deps.db.transaction().execute(async (trx): Promise<IssueOutcome> => {
    const pile = await findPileOfCase(trx, compoundId, input.caseId);
    if (!pile) return { ok: false, reason: 'no-pile' };
    const station = await findStationOfPile(trx, compoundId, pile.id);
    const identity = station?.identity ?? (await nextIdentity(trx, compoundId));
    const advanced = await advanceCase(trx, deps, {
      compoundId,
      caseId: input.caseId,
      event: 'station_issued',
      actorId: actor.personId,
      actorRole: 'operator',
      data: { identity, rotated: station !== undefined },
    });
    if (!advanced.ok) return explainMovedOn(trx, found.row);
    if (station) await updateStationPassword(trx, identity, password.stored);
    else await insertStation(trx, stationOf(pile, identity, password.stored));
    return { ok: true, identity, password: password.plain, rotated: station !== undefined };
  });
  if (outcome.ok) deps.bus.publish('compound-changed', { compoundId });
  return outcome;
}

async function nextIdentity(trx: Trx, compoundId: string): Promise<string> {
  const { code } = await getCompound(trx, compoundId);
  const sequence = await nextNumber(trx, `station:${compoundId}`);
  return `${code}-${String(sequence).padStart(4, '0')}`;
}

function stationOf(pile: PileRow, identity: string, passwordHash: string) {
  return {
    identity,
    compound_id: pile.compound_id,
    pile_id: pile.id,
    password_hash: passwordHash,
    node: null,
    connected_at: null,
    last_seen_at: null,
  };
}
