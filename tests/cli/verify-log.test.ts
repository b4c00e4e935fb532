import { afterEach, expect, it, vi } from 'vitest';
import { main, verifyLogs } from '~/cli/verify-log';
import { returnForDocuments } from '~/use-cases/approval/return-for-documents.server';
import { advanceCase } from '~/use-cases/shared/installation/advance-case.server';
import { makeCompound } from '../factories/compound';
import { makeDeps } from '../factories/deps';
import { makeCaseInReview } from '../factories/installation-case';
import { describeOnBothDatabases } from '../setup/database';

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

describeOnBothDatabases('verify-log', (database) => {
  /** A case with four events, the second with words. */
  async function loggedCase() {
    const compound = await makeCompound(database.db);
    const deps = makeDeps(database.db);
    const { caseId } = await makeCaseInReview(deps, compound);
    const words = '请补拍产权证';
    await returnForDocuments(deps, compound.actors.property, { caseId, kinds: ['space-right'], words });
    for (const event of ['resubmitted', 'withdrawn'] as const) {
      await deps.db.transaction().execute((trx) =>
        advanceCase(trx, deps, {
          compoundId: compound.compoundId,
          caseId,
          event,
          actorId: compound.actors.resident.personId,
          actorRole: 'resident',
        }),
      );
    }
    const flaw = async () => {
      const { broken } = await verifyLogs(database.db);
      const found = broken.find((log) => log.caseId === caseId);
      return found && { seq: found.seq, reason: found.reason };
    };
    return { caseId, compound, flaw };
  }

  const events = (caseId: string) => database.db.updateTable('case_event').where('case_id', '=', caseId);

  it('finds nothing in untouched logs and counts them', async () => {
    const { flaw } = await loggedCase();
    expect(await flaw()).toBeUndefined();
    const report = await verifyLogs(database.db);
    expect(report.events).toBe(report.cases * 4);
    expect(report.broken).toEqual([]);
  });

  it.each([
    ['data', '{"kinds":["vehicle"]}'],
    ['at', '2026-11-19T02:00:00.000Z'],
    ['actor_role', 'utility'],
    ['actor_id', 'person_other'],
    ['kind', 'property_agreed'],
    ['hash', '0'.repeat(64)],
    ['data', 'no json'],
  ])('finds an altered %s', async (column, value) => {
    const { caseId, flaw } = await loggedCase();
    await events(caseId)
      .set({ [column]: value })
      .where('seq', '=', 2)
      .execute();
    expect(await flaw()).toEqual({ seq: 2, reason: 'altered' });
  });

  it('finds a removed event in the middle and at the end', async () => {
    const middle = await loggedCase();
    await database.db
      .deleteFrom('case_event')
      .where('case_id', '=', middle.caseId)
      .where('seq', '=', 3)
      .execute();
    expect(await middle.flaw()).toEqual({ seq: 3, reason: 'missing' });
    const tail = await loggedCase();
    await database.db
      .deleteFrom('case_event')
      .where('case_id', '=', tail.caseId)
      .where('seq', '=', 4)
      .execute();
    expect(await tail.flaw()).toEqual({ seq: 4, reason: 'missing' });
  });

  it('finds two events that changed places', async () => {
    const { caseId, flaw } = await loggedCase();
    await events(caseId).set({ seq: 99 }).where('seq', '=', 3).execute();
    await events(caseId).set({ seq: 3 }).where('seq', '=', 4).execute();
    await events(caseId).set({ seq: 4 }).where('seq', '=', 99).execute();
    expect(await flaw()).toEqual({ seq: 3, reason: 'altered' });
  });

  it('finds an event added behind the head', async () => {
    const { caseId, flaw } = await loggedCase();
    const last = await database.db
      .selectFrom('case_event')
      .selectAll()
      .where('case_id', '=', caseId)
      .where('seq', '=', 4)
      .executeTakeFirstOrThrow();
    await database.db
      .insertInto('case_event')
      .values({ ...last, seq: 5, prev_hash: last.hash })
      .execute();
    expect(await flaw()).toEqual({ seq: 5, reason: 'altered' });
  });

  it('finds a head that was wound back, and words that were changed', async () => {
    const head = await loggedCase();
    await database.db
      .updateTable('installation_case')
      .set({ log_hash: 'f'.repeat(64) })
      .where('id', '=', head.caseId)
      .execute();
    expect(await head.flaw()).toEqual({ seq: 4, reason: 'altered' });
    const noted = await loggedCase();
    await database.db
      .updateTable('case_note')
      .set({ words: '同意' })
      .where('case_id', '=', noted.caseId)
      .execute();
    expect(await noted.flaw()).toEqual({ seq: 2, reason: 'words-altered' });
  });
});

it('says so and exits with 0 on an intact database, and with 2 on a bad configuration', async () => {
  const said: string[] = [];
  vi.spyOn(console, 'log').mockImplementation((line: string) => void said.push(line));
  vi.spyOn(console, 'error').mockImplementation((line: string) => void said.push(line));
  const { mkdtempSync, rmSync } = await import('node:fs');
  const folder = mkdtempSync('/tmp/linzhuang-log-');
  vi.stubEnv('DATA_DIR', folder);
  vi.stubEnv('DATABASE_URL', undefined);
  const { migrateToLatest } = await import('~db/migrate.server');
  const { openDatabase } = await import('~db/client.server');
  const opened = openDatabase(`sqlite:${folder}/linzhuang.sqlite`);
  await migrateToLatest(opened.db);
  await opened.close();
  expect(await main([])).toBe(0);
  expect(said).toEqual(['0 cases, 0 events, all intact']);
  vi.stubEnv('DATABASE_URL', 'mysql://nowhere');
  expect(await main([])).toBe(2);
  rmSync(folder, { recursive: true });
});
