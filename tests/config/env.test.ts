import { describe, expect, it } from 'vitest';
import { readEnv } from '~/config/env.server';

const real = {
  DEMO: 'off',
  SMS_PROVIDER: 'aliyun',
  ALIYUN_ACCESS_KEY_ID: 'id',
  ALIYUN_ACCESS_KEY_SECRET: 'secret',
  ALIYUN_SMS_SIGN_NAME: '邻桩',
  ALIYUN_SMS_TEMPLATE_CODE: 'SMS_1',
  CODE_PEPPER: 'a-secret-of-this-place',
};

function errorsOf(source: Record<string, string>): string[] {
  const verdict = readEnv(source);
  return verdict.ok ? [] : verdict.errors;
}

describe('The configuration', () => {
  it('needs nothing for a demonstration', () => {
    expect(readEnv({})).toMatchObject({ ok: true, env: { PORT: 3000, DEMO: true, SMS_PROVIDER: 'fake' } });
    expect(readEnv({ PORT: '' })).toMatchObject({ ok: true, env: { PORT: 3000 } });
  });

  it('names the variable whose value is wrong', () => {
    expect(errorsOf({ PORT: 'eighty' })).toEqual([expect.stringMatching(/^PORT: /)]);
    expect(errorsOf({ ROLES: 'web,cook' })).toEqual([expect.stringMatching(/^ROLES/)]);
    expect(errorsOf({ DATABASE_URL: 'mysql://nowhere' })).toEqual([expect.stringMatching(/^DATABASE_URL: /)]);
  });

  it('is complete for a real service with its own pepper and a provider that sends', () => {
    expect(readEnv(real)).toMatchObject({ ok: true, env: { DEMO: false } });
  });

  it('refuses a real service that would show its codes', () => {
    expect(errorsOf({ ...real, SMS_PROVIDER: 'fake' })).toEqual([expect.stringMatching(/^SMS_PROVIDER: /)]);
    expect(errorsOf({ ...real, SMS_PROVIDER: '' })).toEqual([expect.stringMatching(/^SMS_PROVIDER: /)]);
  });

  it('refuses a real service whose pepper is missing, short, or published with the source', () => {
    for (const CODE_PEPPER of ['', 'short', 'linzhuang-development-pepper']) {
      expect(errorsOf({ ...real, CODE_PEPPER })).toEqual([expect.stringMatching(/^CODE_PEPPER: /)]);
    }
  });

  it('names every variable that the provider of messages still needs', () => {
    expect(errorsOf({ SMS_PROVIDER: 'aliyun' })).toHaveLength(4);
  });
});
