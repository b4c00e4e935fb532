import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { createInProcessBus } from '~/adapters/bus/in-process.server';
import { createPdfLetterPrinter } from '~/adapters/letter/pdf.server';
import { createDiskStorage } from '~/adapters/storage/disk.server';
import { DAY_MS, instantFromMs } from '~/domain/shared/local-time';
import type { ActingPerson, Deps } from '~/use-cases/shared/deps';
import { openDatabase } from '~db/client.server';
import { migrateToLatest } from '~db/migrate.server';
import { seedReplaySite } from '~db/seed/replay-site.server';
import type { SharedWeek } from './shared-stays';

export const COMPOUND = 'cmp_replay';
const PILE_KW = 7.04;

/** A compound in a database in memory, on a clock that the replay turns. */
export interface ReplayWorld {
  readonly deps: Deps;
  readonly pileIds: readonly string[];
  readonly limitKw: number;
  nowMs(): number;
  turnTo(ms: number): void;
  actor(householdId: string): ActingPerson;
  close(): Promise<void>;
}

export async function openWorld(
  week: SharedWeek,
  { piles, limitKw }: { piles: number; limitKw: number | null },
): Promise<ReplayWorld> {
  const { db, close } = openDatabase('sqlite::memory:');
  await migrateToLatest(db);
  let nowMs = week.startMs - 2 * DAY_MS;
  let ids = 0;
  const bus = createInProcessBus();
  const pileIds = Array.from({ length: piles }, (_, n) => `pile-${String(n + 1).padStart(2, '0')}`);
  const carKw = new Map(week.stays.map((stay) => [stay.householdId, stay.carKw]));
  const together = limitKw ?? (piles * PILE_KW) / 2;
  await seedReplaySite(db, {
    compoundId: COMPOUND,
    at: instantFromMs(nowMs - DAY_MS),
    limitKw: together,
    pileKw: PILE_KW,
    pileIds,
    households: [...carKw].map(([id, kw]) => ({ id, carKw: kw })),
  });
  return {
    deps: {
      db,
      bus,
      clock: () => instantFromMs(nowMs),
      newId: (prefix) => {
        ids += 1;
        return `${prefix}_${String(ids).padStart(8, '0')}`;
      },
      sha256: (text) => createHash('sha256').update(text, 'utf8').digest('hex'),
      documents: createDiskStorage(tmpdir()),
      letterPrinter: createPdfLetterPrinter(),
    },
    pileIds,
    limitKw: together,
    nowMs: () => nowMs,
    turnTo: (ms) => {
      nowMs = ms;
    },
    actor: (householdId) => ({
      personId: `person_${householdId}`,
      name: householdId,
      grants: [{ role: 'resident', compoundId: COMPOUND, householdId }],
    }),
    close: async () => {
      await bus.close();
      await close();
    },
  };
}
