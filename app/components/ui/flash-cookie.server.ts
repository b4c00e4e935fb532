import { createCookie, redirect } from '@remix-run/node';
import type { Flash } from './flash-message';
import { toneGlyphs } from './tone';

const flashCookie = createCookie('flash', { path: '/', httpOnly: true, sameSite: 'lax', maxAge: 60 });

/** Goes on to the next page and says there, once, what was done. */
export async function redirectWithFlash(to: string, flash: Flash, headers?: HeadersInit): Promise<Response> {
  const response = redirect(to, { headers });
  response.headers.append('Set-Cookie', await flashCookie.serialize(flash));
  return response;
}

/** The message waiting for this page, and the header that takes it away. */
export async function takeFlash(request: Request): Promise<{ flash: Flash | null; clear: string | null }> {
  const value: unknown = await flashCookie.parse(request.headers.get('Cookie'));
  if (value === null) return { flash: null, clear: null };
  return { flash: isFlash(value) ? value : null, clear: await flashCookie.serialize('', { maxAge: 0 }) };
}

function isFlash(value: unknown): value is Flash {
  if (typeof value !== 'object' || value === null) return false;
  const { tone, text } = value as Record<string, unknown>;
  return typeof text === 'string' && typeof tone === 'string' && Object.hasOwn(toneGlyphs, tone);
}
