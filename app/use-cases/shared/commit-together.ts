interface Waiting<Entry> {
  entry: Entry;
  resolve: () => void;
  reject: (error: unknown) => void;
}

/** Groups commits: one is under way, and what arrives meanwhile goes together into the next; resolves once the entry is committed. */
export function commitTogether<Entry>(
  commit: (entries: readonly Entry[]) => Promise<unknown>,
  mostEntries: number,
): (entry: Entry) => Promise<void> {
  const waiting: Waiting<Entry>[] = [];
  let running = false;

  async function run(): Promise<void> {
    running = true;
    while (waiting.length > 0) await settle(waiting.splice(0, mostEntries));
    running = false;
  }

  async function settle(batch: Waiting<Entry>[]): Promise<void> {
    try {
      await commit(batch.map(({ entry }) => entry));
      for (const { resolve } of batch) resolve();
    } catch (error) {
      if (batch.length === 1) return batch[0]?.reject(error);
      // One entry that the database refuses must not fail the others.
      for (const one of batch) await settle([one]);
    }
  }

  return (entry) =>
    new Promise((resolve, reject) => {
      waiting.push({ entry, resolve, reject });
      if (!running) setImmediate(() => !running && void run());
    });
}
