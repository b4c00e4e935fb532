import { describe, expect, test } from 'vitest';
import { redirectWithFlash, takeFlash } from '~/components/ui/flash-cookie.server';

const withCookie = (setCookie: string) =>
  new Request('http://localhost/', { headers: { Cookie: setCookie.split(';')[0]! } });

describe('what was done', () => {
  test('is told on the next page and then taken away', async () => {
    const response = await redirectWithFlash('/home', { tone: 'good', text: '已提交，编号 ZZ-17' });
    expect(response.status).toBe(302);
    expect(response.headers.get('Location')).toBe('/home');
    const { flash, clear } = await takeFlash(withCookie(response.headers.get('Set-Cookie')!));
    expect(flash).toEqual({ tone: 'good', text: '已提交，编号 ZZ-17' });
    expect(clear).toContain('Max-Age=0');
  });

  test('keeps the other cookies of the answer', async () => {
    const response = await redirectWithFlash('/', { tone: 'info', text: 'x' }, { 'Set-Cookie': 'a=1' });
    expect(response.headers.getSetCookie()).toHaveLength(2);
  });

  test('is nothing without a cookie or with one that was tampered with', async () => {
    expect(await takeFlash(new Request('http://localhost/'))).toEqual({ flash: null, clear: null });
    const forged = `flash=${Buffer.from('{"tone":"__proto__","text":"x"}').toString('base64')}`;
    expect((await takeFlash(withCookie(forged))).flash).toBeNull();
  });
});
