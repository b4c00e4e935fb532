export interface InboundQueue<T> {
  push(item: T): void;
  /** Lets the handling begin; what came before waits for it. */
  start(): void;
  clear(): void;
  /** Resolves when nothing waits and nothing is handled. */
  idle(): Promise<void>;
  readonly waiting: number;
}

export interface InboundQueueParts<T> {
  /** From this many waiting items on the sender is held back. */
  pauseAt: number;
  resumeAt: number;
  handle(item: T): Promise<void>;
  pause(): void;
  resume(): void;
}

/** Handles items one after another in the order they came. */
export function createInboundQueue<T>(parts: InboundQueueParts<T>): InboundQueue<T> {
  const items: T[] = [];
  let started = false;
  let working = false;
  let whenIdle: (() => void)[] = [];

  async function work(): Promise<void> {
    if (working || !started) return;
    working = true;
    for (let next = items.shift(); next !== undefined; next = items.shift()) {
      await parts.handle(next);
      if (items.length <= parts.resumeAt) parts.resume();
    }
    working = false;
    for (const resolve of whenIdle) resolve();
    whenIdle = [];
  }

  return {
    push(item) {
      items.push(item);
      if (items.length >= parts.pauseAt) parts.pause();
      void work();
    },
    start() {
      started = true;
      void work();
    },
    clear() {
      items.length = 0;
    },
    idle: () =>
      working || (started && items.length > 0)
        ? new Promise((resolve) => void whenIdle.push(resolve))
        : Promise.resolve(),
    get waiting() {
      return items.length + (working ? 1 : 0);
    },
  };
}
