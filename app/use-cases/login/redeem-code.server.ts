import type { Deps, Refusal } from '~/use-cases/shared/deps';
import { insertPersonForPhone, takeLoginAttempt, useLoginCode } from '~db/queries/logins.server';

export type RedeemCodeOutcome =
  | { ok: true; personId: string; needsName: boolean }
  | Refusal<'wrong-code', { attemptsLeft: number }>
  | Refusal<'expired'>;

/** Signs a phone number in by its code, once; a new number becomes a new person. */
export async function redeemCode(
  deps: Deps & { codePepper: string },
  input: { phone: string; code: string },
): Promise<RedeemCodeOutcome> {
  const at = deps.clock();
  const attempt = await takeLoginAttempt(deps.db, input.phone, at);
  if (!attempt) return { ok: false, reason: 'expired' };
  const given = deps.sha256(`${deps.codePepper}:${input.phone}:${input.code}`);
  if (given !== attempt.code_hash) {
    return { ok: false, reason: 'wrong-code', attemptsLeft: attempt.attempts_left };
  }
  return deps.db.transaction().execute(async (trx): Promise<RedeemCodeOutcome> => {
    const used = await useLoginCode(trx, input.phone, attempt.code_hash);
    if (!used) return { ok: false, reason: 'expired' };
    const person = await insertPersonForPhone(trx, { id: deps.newId('person'), phone: input.phone, at });
    return { ok: true, personId: person.id, needsName: person.name === '' };
  });
}
