import { type AppLoadContext, redirect } from '@remix-run/node';
import type { Role } from '~/domain/permissions/can';
import type { Viewer } from '~/server/viewer';

/** The signed-in person; sends everybody else to the login page and back here afterwards. */
export function requireViewer(context: AppLoadContext, request: Request): Viewer {
  if (context.viewer) return context.viewer;
  const url = new URL(request.url);
  const next = request.method === 'GET' ? `${url.pathname}${url.search}` : '/';
  throw redirect(`/login?next=${encodeURIComponent(next)}`);
}

/** The signed-in person with at least one membership of the role; 403 for others. */
export function requireRole(context: AppLoadContext, request: Request, role: Role): Viewer {
  const viewer = requireViewer(context, request);
  if (!viewer.grants.some((grant) => grant.role === role)) throw refuse('forbidden');
  return viewer;
}

/** The response for a refusal that no form field can carry: 404 for what the person must not know of, 403 for a wrong role. */
export function refuse(reason: 'not-found' | 'forbidden'): Response {
  return new Response(null, { status: reason === 'not-found' ? 404 : 403 });
}

/** Passes a success on; throws 404 or 403 for the access refusals, and leaves the others to the page. */
export function orRefuse<T extends { ok: boolean }>(
  outcome: T,
): Exclude<T, { ok: false; reason: 'not-found' } | { ok: false; reason: 'forbidden' }> {
  const { reason } = outcome as { reason?: string };
  if (!outcome.ok && (reason === 'not-found' || reason === 'forbidden')) throw refuse(reason);
  return outcome as Exclude<T, { ok: false; reason: 'not-found' } | { ok: false; reason: 'forbidden' }>;
}
