import { randomInt } from 'node:crypto';
import { checkMobile } from '~/domain/shared/ids';
import { instantFromMs, MINUTE_MS, msFromInstant } from '~/domain/shared/local-time';
import type { Deps, Refusal } from '~/use-cases/shared/deps';
import { replaceLoginCode } from '~db/queries/logins.server';
import { insertOutboxMessage } from '~db/queries/outbox.server';

const CODE_LIFE_MINUTES = 5;
const ATTEMPTS = 5;
const SECONDS_BETWEEN_CODES = 60;

export type RequestCodeOutcome =
  | { ok: true; phone: string }
  | Refusal<'phone', { problem: 'length' | 'characters' | 'prefix' }>
  | Refusal<'too-soon', { waitSeconds: number }>;

/** Makes a six-digit code for a phone number, good for five minutes and five attempts, and leaves the message in the outbox. */
export async function requestCode(
  deps: Deps & { codePepper: string },
  input: { phone: string },
): Promise<RequestCodeOutcome> {
  const mobile = checkMobile(input.phone);
  if (!mobile.ok) return { ok: false, reason: 'phone', problem: mobile.reason };
  const at = deps.clock();
  const nowMs = msFromInstant(at);
  const code = String(randomInt(0, 1_000_000)).padStart(6, '0');
  const stored = await deps.db.transaction().execute(async (trx) => {
    const fresh = await replaceLoginCode(
      trx,
      {
        phone: mobile.mobile,
        codeHash: deps.sha256(`${deps.codePepper}:${mobile.mobile}:${code}`),
        sentAt: at,
        expiresAt: instantFromMs(nowMs + CODE_LIFE_MINUTES * MINUTE_MS),
        attemptsLeft: ATTEMPTS,
      },
      instantFromMs(nowMs - SECONDS_BETWEEN_CODES * 1000),
    );
    if (!fresh) return false;
    const id = deps.newId('msg');
    await insertOutboxMessage(trx, {
      id,
      topic: 'sms.login-code',
      idempotencyKey: `sms.login-code:${id}`,
      compoundId: null,
      payload: { phone: mobile.mobile, code },
      at,
    });
    return true;
  });
  if (!stored) return { ok: false, reason: 'too-soon', waitSeconds: SECONDS_BETWEEN_CODES };
  deps.bus.publish('outbox-filled', {});
  return { ok: true, phone: mobile.mobile };
}
