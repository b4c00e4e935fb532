import type { StationKey } from '~/domain/gateway/station';
import { DAY_MS, instantFromMs, msFromInstant } from '~/domain/shared/local-time';
import type { Deps } from '~/use-cases/shared/deps';
import { insertFrames, pruneFrames } from '~db/queries/frames.server';

export interface FrameLog {
  record(station: StationKey, direction: 'in' | 'out', text: string, nonconformity?: string | null): void;
  flush(): Promise<void>;
  close(): Promise<void>;
}

export interface FrameLogOptions {
  /** `all` keeps every frame, `nonconforming` only those with a flaw. */
  keep: 'all' | 'nonconforming';
  keepDays: number;
}

const FRAME_MAX = 4000;
const WAITING_MAX = 5000;
const FLUSH_MS = 1000;
const PRUNE_MS = 3_600_000;

/** A bounded record of what went over the wire, written in batches beside the traffic; under pressure the newest frames are dropped. */
export function createFrameLog(
  deps: Deps,
  options: FrameLogOptions,
  onError: (error: unknown) => void,
): FrameLog {
  let waiting: Parameters<typeof insertFrames>[1][number][] = [];
  let writing: Promise<void> = Promise.resolve();

  function flush(): Promise<void> {
    const rows = waiting;
    waiting = [];
    writing = writing.then(() => insertFrames(deps.db, rows)).catch(onError);
    return writing;
  }
  const prune = () => {
    const before = instantFromMs(msFromInstant(deps.clock()) - options.keepDays * DAY_MS);
    pruneFrames(deps.db, before).catch(onError);
  };
  const flushTimer = setInterval(() => void flush(), FLUSH_MS);
  const pruneTimer = setInterval(prune, PRUNE_MS);
  flushTimer.unref();
  pruneTimer.unref();

  return {
    record(station, direction, text, nonconformity = null) {
      if (options.keep === 'nonconforming' && !nonconformity) return;
      if (waiting.length >= WAITING_MAX) return;
      waiting.push({
        compound_id: station.compoundId,
        id: deps.newId('frame'),
        pile_id: station.pileId,
        at: deps.clock(),
        direction,
        frame: maskSecrets(text).slice(0, FRAME_MAX),
        nonconformity,
      });
    },
    flush,
    async close() {
      clearInterval(flushTimer);
      clearInterval(pruneTimer);
      await flush();
    },
  };
}

/** Hides tags but for their last two characters, and the values of password keys. */
export function maskSecrets(text: string): string {
  return text
    .replace(/("(?:idTag|parentIdTag)"\s*:\s*")([^"]*)(")/g, (_, head: string, tag: string, tail: string) =>
      tag.length > 2 ? `${head}***${tag.slice(-2)}${tail}` : `${head}***${tail}`,
    )
    .replace(
      /("key"\s*:\s*"(?:AuthorizationKey|BasicAuthPassword)"[^}]*?"value"\s*:\s*")[^"]*(")/g,
      '$1***$2',
    )
    .replace(
      /("value"\s*:\s*")[^"]*("[^}]*?"key"\s*:\s*"(?:AuthorizationKey|BasicAuthPassword)")/g,
      '$1***$2',
    );
}
