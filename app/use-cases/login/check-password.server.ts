import { hash, verify } from '@node-rs/argon2';
import type { Deps, Refusal } from '~/use-cases/shared/deps';
import { findPersonByLoginName } from '~db/queries/logins.server';

/** argon2id at OWASP's first setting: 19 MiB, two passes, one lane. */
const settings = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

let decoy: Promise<string> | undefined;

/** Signs a member of staff in by name and password; an unknown name takes as long as a wrong password. */
export async function checkPassword(
  deps: Pick<Deps, 'db'>,
  input: { loginName: string; password: string },
): Promise<{ ok: true; personId: string } | Refusal<'wrong-login'>> {
  const person = await findPersonByLoginName(deps.db, input.loginName.trim().toLowerCase());
  decoy ??= hashPassword('no account has this password');
  const right = await verify(person?.password_hash ?? (await decoy), input.password);
  if (!person?.password_hash || !right) return { ok: false, reason: 'wrong-login' };
  return { ok: true, personId: person.id };
}

export function hashPassword(password: string): Promise<string> {
  return hash(password, settings);
}
