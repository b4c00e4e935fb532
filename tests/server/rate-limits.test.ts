import { describe, expect, it } from 'vitest';
import { createRateLimits } from '~/server/rate-limits.server';

describe('The rate limits', () => {
  it('let ten passwords be tried at one account, then say how long to wait', async () => {
    const limits = createRateLimits();
    for (let tries = 0; tries < 10; tries += 1) {
      expect(await limits.take('login-attempt-account', 'wuye')).toEqual({ ok: true });
    }
    const refused = await limits.take('login-attempt-account', 'wuye');
    expect(refused.ok).toBe(false);
    expect(!refused.ok && refused.retryAfterSeconds).toBeGreaterThan(0);
  });

  it('count each account and each kind of attempt on its own', async () => {
    const limits = createRateLimits();
    for (let tries = 0; tries < 5; tries += 1) await limits.take('login-code-phone', '13800000001');
    expect((await limits.take('login-code-phone', '13800000001')).ok).toBe(false);
    expect((await limits.take('login-code-phone', '13800000002')).ok).toBe(true);
    expect((await limits.take('login-code-address', '13800000001')).ok).toBe(true);
  });
});
