import { compactSpaceCode } from '~/domain/household/join-code';
import {
  type ClaimVerdict,
  judgeSpaceClaim,
  MOST_UNCHECKED_CLAIMS,
  type SpaceClaim,
  spaceStanding,
} from '~/domain/installation/space-right';
import { localTimeOf } from '~/domain/shared/local-time';
import type { AccessRefusal, ActingPerson, Deps, Refusal } from '~/use-cases/shared/deps';
import { reachHousehold } from '~/use-cases/shared/installation/own-household.server';
import type { Trx } from '~db/client.server';
import { getRulePack } from '~db/queries/compounds.server';
import { claimSpaceFor, listSpacesOfHousehold, lockSpaceByCode } from '~db/queries/parking-spaces.server';

export interface RegisterSpaceInput extends SpaceClaim {
  compoundId: string;
  householdId: string;
  code: string;
}

export type RegisterSpaceOutcome =
  | { ok: true; spaceId: string; code: string; standing: 'own' | 'claimed' }
  | AccessRefusal
  | Refusal<'unknown-code'>
  | Refusal<'common-space'>
  | Refusal<'other-household'>
  | Refusal<'too-many-claims', { most: number }>
  | Extract<ClaimVerdict, { ok: false }>;

/** Finds the household's own space by its code, or enters a claim on one that is nobody's, for the property to check. */
export async function registerSpace(
  deps: Deps,
  actor: ActingPerson,
  input: RegisterSpaceInput,
): Promise<RegisterSpaceOutcome> {
  const reached = await reachHousehold(deps.db, actor, 'household.register', input);
  if (!reached.ok) return reached;
  return deps.db.transaction().execute((trx) => registerInTransaction(trx, deps, input));
}

async function registerInTransaction(
  trx: Trx,
  deps: Deps,
  input: RegisterSpaceInput,
): Promise<RegisterSpaceOutcome> {
  const { compoundId, householdId } = input;
  const space = await lockSpaceByCode(trx, compoundId, compactSpaceCode(input.code));
  if (!space) return { ok: false, reason: 'unknown-code' };
  const found = spaceStanding({ kind: space.kind, householdId: space.household_id }, householdId);
  if (!found.ok) return found;
  if (found.standing === 'own') return { ok: true, spaceId: space.id, code: space.code, standing: 'own' };

  const { params } = await getRulePack(trx, compoundId);
  const verdict = judgeSpaceClaim(input, params.leaseMinMonths, localTimeOf(deps.clock()).on);
  if (!verdict.ok) return verdict;
  const held = await listSpacesOfHousehold(trx, compoundId, householdId);
  if (held.filter((other) => other.registered_at === null).length >= MOST_UNCHECKED_CLAIMS)
    return { ok: false, reason: 'too-many-claims', most: MOST_UNCHECKED_CLAIMS };
  await claimSpaceFor(trx, compoundId, space.id, {
    householdId,
    kind: input.kind,
    leaseUntilOn: verdict.leaseUntilOn,
  });
  return { ok: true, spaceId: space.id, code: space.code, standing: 'claimed' };
}
