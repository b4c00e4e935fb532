import { randomBytes } from 'node:crypto';
import { can, canSee } from '~/domain/permissions/can';
import type { AccessRefusal, ActingPerson, Deps } from '~/use-cases/shared/deps';
import { findHousehold } from '~db/queries/households.server';
import { updateJoinCode } from '~db/queries/join-codes.server';

/** Without look-alikes: no 0/O, 1/I/L, U. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Gives a household a new code of 12 random characters; whoever holds the old one can no longer join. */
export async function rotateJoinCode(
  deps: Deps,
  actor: ActingPerson,
  input: { compoundId: string; householdId: string },
): Promise<{ ok: true; door: string } | AccessRefusal> {
  const household = await findHousehold(deps.db, input.compoundId, input.householdId);
  const resource = household && { tenancy: household.tenancy, householdId: household.id };
  if (!household || !resource || !canSee(actor, resource)) return { ok: false, reason: 'not-found' };
  if (!can(actor, 'household.manage-codes', resource)) return { ok: false, reason: 'forbidden' };
  const { compoundId, householdId } = input;
  await deps.db
    .transaction()
    .execute((trx) => updateJoinCode(trx, compoundId, householdId, createJoinCode()));
  return { ok: true, door: `${household.building}-${household.unit}-${household.room}` };
}

function createJoinCode(): string {
  const characters: string[] = [];
  while (characters.length < 12) {
    for (const byte of randomBytes(16)) {
      const character = byte < 240 ? ALPHABET[byte % ALPHABET.length] : undefined;
      if (character && characters.length < 12) characters.push(character);
    }
  }
  return characters.join('').replace(/(.{4})(?=.)/g, '$1-');
}
