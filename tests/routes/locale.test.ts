import { describe, expect, test } from 'vitest';
import { action } from '~/routes/locale';

async function choose(fields: Record<string, string>): Promise<Response> {
  const request = new Request('http://localhost/locale', {
    method: 'POST',
    body: new URLSearchParams(fields),
  });
  try {
    return await action({ request, params: {}, context: {} as never });
  } catch (thrown) {
    return thrown as Response;
  }
}

describe('the language switch', () => {
  test('keeps the choice for a year and goes back to the page', async () => {
    const response = await choose({ locale: 'en', returnTo: '/home/cases?page=2' });
    expect(response.status).toBe(302);
    expect(response.headers.get('Location')).toBe('/home/cases?page=2');
    expect(response.headers.get('Set-Cookie')).toBe('locale=en; Path=/; Max-Age=31536000; SameSite=Lax');
  });

  test('never leads to another site', async () => {
    const response = await choose({ locale: 'zh-CN', returnTo: '//evil.example/' });
    expect(response.headers.get('Location')).toBe('/');
  });

  test('refuses a language that we do not speak', async () => {
    const response = await choose({ locale: 'fr; Path=/x', returnTo: '/' });
    expect(response.status).toBe(400);
    expect(response.headers.get('Set-Cookie')).toBeNull();
  });
});
