import type { HostingAnswer } from '~/domain/capacity/hosting-answer';
import type { Deps } from '~/use-cases/shared/deps';
import { findCurrentHosting } from '~/use-cases/shared/installation/hosting-answer.server';
import type { TransformerState } from '~db/queries/capacity.server';

/** The kept sampled answer; where none stands on the figures of this state, one is asked for and the page goes on without. */
export async function readHosting(
  deps: Deps,
  state: TransformerState,
  feederId: string | null,
): Promise<HostingAnswer | null> {
  const answer = await findCurrentHosting(deps.db, deps.sha256, state, feederId);
  if (!answer) askForHosting(deps, state, feederId);
  return answer;
}

/** Has the worker sample a place. */
export function askForHosting(deps: Deps, { row }: TransformerState, feederId: string | null): void {
  deps.bus.publish('hosting-wanted', { compoundId: row.compound_id, transformerId: row.id, feederId });
}
