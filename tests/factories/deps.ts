import { createHash, randomBytes } from 'node:crypto';
import { createInProcessBus } from '~/adapters/bus/in-process.server';
import type { Bus, BusTopics } from '~/adapters/bus/port';
import { createPdfLetterPrinter } from '~/adapters/letter/pdf.server';
import type { DocumentStorage } from '~/adapters/storage/port';
import type { Deps } from '~/use-cases/shared/deps';
import type { Db } from '~db/client.server';

export interface TestDeps extends Deps {
  /** Moves the test's clock. */
  setNow(at: string): void;
  published: { topic: keyof BusTopics; message: unknown }[];
}

/** Dependencies for a test: the given real database, a clock that stands still, documents in memory. */
export function makeDeps(db: Db, now = '2026-11-20T02:00:00.000Z'): TestDeps {
  let at = now;
  const published: TestDeps['published'] = [];
  const inner = createInProcessBus();
  const bus: Bus = {
    ...inner,
    publish: (topic, message) => {
      published.push({ topic, message });
      inner.publish(topic, message);
    },
  };
  return {
    db,
    clock: () => at,
    setNow: (next) => {
      at = next;
    },
    newId: (prefix) => `${prefix}_${randomBytes(10).toString('hex')}`,
    sha256: (text) => createHash('sha256').update(text, 'utf8').digest('hex'),
    documents: createMemoryStorage(),
    letterPrinter: createPdfLetterPrinter(),
    bus,
    published,
  };
}

function createMemoryStorage(): DocumentStorage {
  const files = new Map<string, Uint8Array>();
  return {
    put: async (key, bytes) => void files.set(key, bytes),
    get: async (key) => files.get(key) ?? null,
    remove: async (key) => void files.delete(key),
  };
}
