/** Runs a task again and again with `gapMs` between two runs; the function it returns ends that and waits for the run under way. */
export function repeat(task: () => Promise<unknown>, gapMs: number): () => Promise<void> {
  let current: Promise<unknown> = Promise.resolve();
  let stopped = false;
  let timer: NodeJS.Timeout;
  const schedule = () => {
    timer = setTimeout(() => {
      current = task().finally(() => {
        if (!stopped) schedule();
      });
    }, gapMs);
    timer.unref();
  };
  schedule();
  return async () => {
    stopped = true;
    clearTimeout(timer);
    await current;
  };
}
