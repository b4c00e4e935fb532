import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { runToEnd } from '../setup/running-server';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'linzhuang-cli-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (command: string, env: Record<string, string>) =>
  runToEnd(['app/cli/run.js', command], { DATA_DIR: folder, ...env });

function oneLine(output: string): string {
  const lines = output.split('\n').filter(Boolean);
  expect(lines, output).toHaveLength(1);
  return lines[0] ?? '';
}

describe.each(['verify-log', 'migrate', 'seed'])('%s', (command) => {
  it('says in one line that no database answers, and exits with 2', async () => {
    const done = await run(command, { DATABASE_URL: 'postgres://user:secret@127.0.0.1:9/linzhuang' });
    expect(done.code).toBe(2);
    expect(oneLine(done.output)).toMatch(/database cannot be used: .*ECONNREFUSED/);
    expect(done.output).not.toContain('secret');
  });

  it('says in one line that the data folder cannot be made, and exits with 2 at once', async () => {
    const done = await run(command, { DATA_DIR: '/proc/linzhuang' });
    expect(done.code).toBe(2);
    expect(oneLine(done.output)).toMatch(/data folder \/proc\/linzhuang cannot be written/);
  }, 20_000);

  it('says in one line that a file is no database, and exits with 2', async () => {
    const file = path.join(folder, 'notes.txt');
    writeFileSync(file, 'these are notes, '.repeat(100));
    const done = await run(command, { DATABASE_URL: `sqlite:${file}` });
    expect(done.code).toBe(2);
    expect(oneLine(done.output)).toMatch(/database cannot be used: file is not a database/);
  });
});

describe('verify-log on a database without tables', () => {
  it.each(['sqlite', 'postgres'])('says to migrate first, and exits with 2: %s', async (dialect) => {
    const url = dialect === 'sqlite' ? `sqlite:${folder}/empty.sqlite` : `${inject('postgresUrl')}/postgres`;
    const done = await run('verify-log', { DATABASE_URL: url });
    expect(done.code).toBe(2);
    expect(oneLine(done.output)).toContain('run "npm run migrate" first');
  });
});
