import { compactJoinCode } from '~/domain/household/join-code';
import type { ActingPerson, Deps, Refusal } from '~/use-cases/shared/deps';
import { findHouseholdByJoinCode, insertHouseholdMembership } from '~db/queries/households.server';

export type JoinOutcome =
  | {
      ok: true;
      compoundId: string;
      householdId: string;
      compoundName: string;
      door: string;
      /** False for somebody who was a member already. */
      isNew: boolean;
    }
  | Refusal<'code-shape'>
  | Refusal<'code-unknown'>;

/** Ties a person to the household whose printed code was typed; the same code serves the whole family, any number of times. */
export async function joinHousehold(
  deps: Deps,
  actor: ActingPerson,
  input: { code: string },
): Promise<JoinOutcome> {
  const code = compactJoinCode(input.code);
  if (!code) return { ok: false, reason: 'code-shape' };
  const household = await findHouseholdByJoinCode(deps.db, code);
  if (!household) return { ok: false, reason: 'code-unknown' };
  const isNew = await deps.db.transaction().execute((trx) =>
    insertHouseholdMembership(trx, {
      id: deps.newId('mem'),
      personId: actor.personId,
      compoundId: household.compound_id,
      householdId: household.id,
      at: deps.clock(),
    }),
  );
  return {
    ok: true,
    compoundId: household.compound_id,
    householdId: household.id,
    compoundName: household.compound_name,
    door: `${household.building}-${household.unit}-${household.room}`,
    isNew,
  };
}
