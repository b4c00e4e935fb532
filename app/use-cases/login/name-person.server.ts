import type { ActingPerson, Deps, Refusal } from '~/use-cases/shared/deps';
import { updatePersonName } from '~db/queries/logins.server';

/** Sets the name that the log and letters show of a person. */
export async function namePerson(
  deps: Pick<Deps, 'db'>,
  actor: ActingPerson,
  input: { name: string },
): Promise<{ ok: true } | Refusal<'name'>> {
  const name = input.name.trim();
  if (name.length < 2 || name.length > 30) return { ok: false, reason: 'name' };
  await updatePersonName(deps.db, actor.personId, name);
  return { ok: true };
}
