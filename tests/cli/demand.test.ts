import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const SESSIONS = 'tests/cli/fixtures/simulate-trondheim.csv';
const folder = mkdtempSync(path.join(tmpdir(), 'demand-'));
afterAll(() => rmSync(folder, { recursive: true }));

function demand(...args: string[]): Promise<{ status: number; out: string; err: string }> {
  return new Promise((done) => {
    const child = execFile(process.execPath, ['app/cli/run.js', 'demand', ...args], (_, out, err) =>
      done({ status: child.exitCode ?? -1, out, err }),
    );
  });
}

describe('npm run demand', () => {
  it('sums a session file up to a model that names its source, the same each time', async () => {
    const output = path.join(folder, 'model.json');
    const first = await demand('--sessions', SESSIONS, '--output', output);
    expect(first).toEqual({ status: 0, out: '', err: '' });
    const model = JSON.parse(readFileSync(output, 'utf8'));
    expect(model).toMatchObject({ version: 1, licence: expect.stringContaining('CC BY 4.0') });
    expect(model.source).toContain('jbks2rcwyj');
    expect(model.groups[0].usedShare).toHaveLength(7);
    expect((await demand('--sessions', SESSIONS)).out).toBe(readFileSync(output, 'utf8'));
  });

  it('leaves out what ends after the last day', async () => {
    const { out } = await demand('--sessions', SESSIONS);
    const { fromOn, stays } = JSON.parse(out);
    const short = await demand('--sessions', SESSIONS, '--until', fromOn);
    if (short.status === 0) expect(JSON.parse(short.out).stays).toBeLessThan(stays);
    else expect(short.err).toContain('has no session that ends by --until');
    const none = await demand('--sessions', SESSIONS, '--until', '2001-01-01');
    expect(none).toMatchObject({ status: 2, out: '' });
  });

  it('refuses what is no file, no day, no session file, and says where', async () => {
    expect(await demand()).toMatchObject({
      status: 2,
      err: expect.stringContaining('--sessions: is missing'),
    });
    expect((await demand('--sessions', path.join(folder, 'none.csv'))).err).toContain('cannot be read');
    expect((await demand('--sessions', SESSIONS, '--until', 'soon')).err).toContain('is not a day');
    expect((await demand('--sessions', 'package.json')).status).toBe(2);
    expect((await demand('--help')).out).toContain('Usage: npm run demand');
  });
});
