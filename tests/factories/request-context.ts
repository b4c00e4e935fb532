import type { AppLoadContext } from '@remix-run/node';
import type { ActingPerson } from '~/use-cases/shared/deps';
import type { TestDeps } from './deps';

/** The load context of one request by the actor, as far as pages look at it. */
export function requestContext(deps: TestDeps, actor: ActingPerson | null): AppLoadContext {
  return {
    deps,
    locale: 'zh-CN',
    viewer: actor && { ...actor, phoneMasked: null, memberships: [] },
    publicUrl: () => 'https://linzhuang.example',
  } as unknown as AppLoadContext;
}

/** What a loader or an action answered: its data and status, or the response it threw. */
export async function answerOf(run: () => unknown) {
  try {
    const value = (await run()) as { data?: unknown; init?: ResponseInit | null } | Response;
    if (value instanceof Response) return { status: value.status, data: null, response: value };
    if (value && typeof value === 'object' && 'init' in value && 'data' in value) {
      return { status: value.init?.status ?? 200, data: value.data, response: null };
    }
    return { status: 200, data: value as unknown, response: null };
  } catch (thrown) {
    if (thrown instanceof Response) return { status: thrown.status, data: null, response: thrown };
    throw thrown;
  }
}
