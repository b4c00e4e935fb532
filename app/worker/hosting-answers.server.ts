import type { Logger } from 'pino';
import type { HostingPlace } from '~/adapters/bus/port';
import { refreshHosting } from '~/use-cases/capacity/refresh-hosting.server';
import type { Deps } from '~/use-cases/shared/deps';

/** Answers hosting questions as pages ask them, one at a time and each once; ends after what is under way. */
export function startHostingAnswers(deps: Deps, log: Pick<Logger, 'error'>): () => Promise<void> {
  const wanted = new Map<string, HostingPlace>();
  let working: Promise<void> | null = null;
  let stopped = false;

  async function answerAll(): Promise<void> {
    for (let [next] = wanted; next && !stopped; [next] = wanted) {
      const [key, place] = next;
      wanted.delete(key);
      await refreshHosting(deps, place).catch((error: unknown) =>
        log.error({ err: error, place }, 'hosting'),
      );
    }
    working = null;
  }

  const unsubscribe = deps.bus.subscribe('hosting-wanted', (place) => {
    wanted.set(JSON.stringify([place.compoundId, place.transformerId, place.feederId]), place);
    working ??= answerAll();
  });
  return async () => {
    stopped = true;
    unsubscribe();
    await working;
  };
}
