import { setImmediate } from 'node:timers/promises';
import type { Deps } from '~/use-cases/shared/deps';
import { refreshHostingAnswer } from '~/use-cases/shared/hosting-answer.server';
import { listHostingPlaces } from '~db/queries/hosting-answers.server';

/** Answers anew wherever somebody has asked before and the figures have changed since; other work goes on in between. */
export async function refreshAllHosting(deps: Deps): Promise<{ sampled: number }> {
  let sampled = 0;
  for (const place of await listHostingPlaces(deps.db)) {
    if ((await refreshHostingAnswer(deps, place)) === 'sampled') sampled += 1;
    await setImmediate();
  }
  return { sampled };
}
