import type { Deps } from '~/use-cases/shared/deps';
import { refreshHostingAnswer } from '~/use-cases/shared/installation/hosting-answer.server';
import {
  listHostingPlaces,
  listUnansweredFeeders,
  listUnansweredTransformers,
} from '~db/queries/hosting-answers.server';

/** Feeders, and transformers, without an answer that one run takes on. */
const UNASKED = 20;

/** Answers anew where the figures have changed since, and some places for the first time. */
export async function refreshAllHosting(deps: Deps): Promise<{ sampled: number }> {
  let sampled = 0;
  const places = [
    ...(await listHostingPlaces(deps.db)),
    ...(await listUnansweredFeeders(deps.db, UNASKED)),
    ...(await listUnansweredTransformers(deps.db, UNASKED)),
  ];
  for (const place of places) {
    if ((await refreshHostingAnswer(deps, place)) === 'sampled') sampled += 1;
  }
  return { sampled };
}
