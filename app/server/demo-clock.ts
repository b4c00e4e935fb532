export interface DemoClock {
  /** Now in milliseconds since 1970, warped or real. */
  nowMs(): number;
  /** From now on the clock shows `startAt` and runs `speed` times as fast. */
  warp(startAt: string, speed: number): void;
  /** Back to real time. */
  reset(): void;
}

/** A clock that a demonstration may run faster; real time until it is told otherwise. */
export function createDemoClock(realNowMs: () => number = Date.now): DemoClock {
  let warped: { atMs: number; sinceMs: number; speed: number } | null = null;
  return {
    nowMs: () => (warped ? warped.atMs + (realNowMs() - warped.sinceMs) * warped.speed : realNowMs()),
    warp(startAt, speed) {
      warped = { atMs: Date.parse(startAt), sinceMs: realNowMs(), speed };
    },
    reset() {
      warped = null;
    },
  };
}
