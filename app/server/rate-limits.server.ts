import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

const rules = {
  /** Code requests from one address. */
  'login-code-address': { points: 20, duration: 3600 },
  /** Codes for one phone number. */
  'login-code-phone': { points: 5, duration: 3600 },
  /** Code or password attempts from one address. */
  'login-attempt-address': { points: 60, duration: 900 },
  /** Password attempts at one account. */
  'login-attempt-account': { points: 10, duration: 900 },
  /** Household codes tried by one person. */
  'join-attempt-person': { points: 10, duration: 900 },
  /** Plates entered at the public pages of piles from one address. */
  'plate-address': { points: 30, duration: 900 },
} as const;

export type LimitKind = keyof typeof rules;

export type LimitVerdict = { ok: true } | { ok: false; retryAfterSeconds: number };

export interface RateLimits {
  take(kind: LimitKind, key: string): Promise<LimitVerdict>;
}

/** Counts attempts in this process; `factor` widens every rule, for a demonstration behind one address. */
export function createRateLimits(factor = 1): RateLimits {
  const limiters = Object.fromEntries(
    Object.entries(rules).map(([kind, rule]) => [
      kind,
      new RateLimiterMemory({ keyPrefix: kind, points: rule.points * factor, duration: rule.duration }),
    ]),
  ) as Record<LimitKind, RateLimiterMemory>;
  return {
    async take(kind, key) {
      try {
        await limiters[kind].consume(key);
        return { ok: true };
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal;
        return { ok: false, retryAfterSeconds: Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)) };
      }
    },
  };
}
