import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readEnv } from '~/config/env.server';
import { lifeCycle } from '~/domain/installation/life-cycle';
import { seedDemo } from '~/server/demo.server';
import type { OpenDatabase } from '~db/client.server';
import { describeOnBothDatabases } from '../setup/database';

const STORY_NOW = '2026-11-20T06:30:00.000Z';

describeOnBothDatabases('The demonstration story', (database) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'linzhuang-story-'));
  const verdict = readEnv({ DATA_DIR: folder });
  if (!verdict.ok) throw new Error(verdict.errors.join());
  const open = (): OpenDatabase => ({ ...database, close: async () => undefined });

  beforeAll(async () => {
    const t = Date.now();
    expect(await seedDemo(verdict.env, open(), STORY_NOW)).toBe(true);
    console.log(database.dialect, Date.now() - t, 'ms');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('has a case in every status', async () => {
    const rows = await database.db.selectFrom('installation_case').select('status').distinct().execute();
    expect(rows.map(({ status }) => status).sort()).toEqual(Object.keys(lifeCycle).sort());
  });
});
