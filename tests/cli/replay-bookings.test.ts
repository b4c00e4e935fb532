import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { main } from '~/cli/replay-bookings';
import type { ReplayFigures } from '~/cli/replay-bookings/figures';

const SESSIONS = 'tests/cli/fixtures/shared-sessions.csv';
const folder = mkdtempSync(path.join(tmpdir(), 'replay-bookings-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const printed: string[] = [];
const complained: string[] = [];
beforeEach(() => {
  printed.length = 0;
  complained.length = 0;
  vi.spyOn(console, 'log').mockImplementation((line: string) => void printed.push(line));
  vi.spyOn(console, 'error').mockImplementation((line: string) => void complained.push(line));
});
afterEach(() => vi.restoreAllMocks());

async function figuresOf(...args: string[]): Promise<ReplayFigures> {
  const json = path.join(folder, 'figures.json');
  expect(await main(['--sessions', SESSIONS, '--json', json, ...args])).toBe(0);
  return JSON.parse(readFileSync(json, 'utf8')) as ReplayFigures;
}

describe('Replaying sessions as bookings', { timeout: 120_000 }, () => {
  it('books, charges and bills the shared sessions of the busiest week, and keeps every promise', async () => {
    const figures = await figuresOf('--limit-kw', '14');
    expect(figures).toMatchObject({
      from: '2020-01-06',
      days: 7,
      piles: 2,
      households: 3,
      asked: 4,
      noShows: 0,
      visits: 4,
      promisesKept: 4,
      compensationYuan: 0,
    });
    expect(figures.gotAsAsked + figures.gotNextBest).toBe(4);
    expect(figures.worstShortfallKwh).toBeLessThanOrEqual(0.001);
    expect(figures.wantedKwh).toBeCloseTo(42.7);
    expect(figures.deliveredKwh).toBeCloseTo(42.7, 1);
    expect(figures.deliveredKwh).toBeGreaterThan(figures.promisedKwh - 0.01);
    expect(figures.billedYuanPerKwh).toBeLessThanOrEqual((figures.quotedYuanPerKwh ?? 0) + 0.0005);
    expect(printed.join('\n')).toMatch(/promises kept within 1 % +4 of 4 \(100\.0 %\)/);
  });

  it('lets one pile be shared by those who come at once: one waits or takes the next best', async () => {
    const figures = await figuresOf('--piles', '1', '--days', '1', '--from', '2020-01-06');
    expect(figures).toMatchObject({ asked: 2, gotAsAsked: 1, refusals: { taken: 1 }, pileHours: 24 });
    expect(figures.gotNextBest + figures.gotFromWaitList + figures.waitedInVain).toBe(1);
  });

  it('gives the same figures at every run', async () => {
    expect(await figuresOf('--days', '2')).toEqual(await figuresOf('--days', '2'));
  });

  it.each([
    [/--sessions FILE is missing/, []],
    [/--days: "0" is not a whole number from 1 to 31/, ['--sessions', SESSIONS, '--days', '0']],
    [/--piles: "two" is not a whole number/, ['--sessions', SESSIONS, '--piles', 'two']],
    [/--limit-kw: "-3" is not a number of kW/, ['--sessions', SESSIONS, '--limit-kw=-3']],
    [/--from: "2020-02-30" is not a day/, ['--sessions', SESSIONS, '--from', '2020-02-30']],
    [/Unknown option '--speed'/, ['--sessions', SESSIONS, '--speed', '2']],
    [/no-such-file\.csv: cannot be read/, ['--sessions', 'no-such-file.csv']],
    [
      /no session at a shared pile on the 7 days from 2021-01-01/,
      ['--sessions', SESSIONS, '--from', '2021-01-01'],
    ],
  ])('says %s and ends with 2', async (message, args) => {
    expect(await main(args)).toBe(2);
    expect(complained.join('\n')).toMatch(message);
    expect(printed).toEqual([]);
  });

  it.each([
    ['a file of another form', 'station_id,arrival,departure\n', /./],
    [
      'a row that cannot be read',
      `${readFileSync(SESSIONS, 'utf8').split('\n')[0]}\n1;A;B;Shared;S;yesterday;1;x;1;2;3\n`,
      /:2: Start_plugin "yesterday" is not a time/,
    ],
    [
      'a file without shared piles',
      readFileSync(SESSIONS, 'utf8').replaceAll(';Shared;', ';Private;'),
      /has no session at a shared pile/,
    ],
  ])('names what is wrong in %s', async (_, text, message) => {
    const file = path.join(folder, 'wrong.csv');
    writeFileSync(file, text);
    expect(await main(['--sessions', file])).toBe(2);
    expect(complained.join('\n')).toMatch(message);
  });

  it('explains itself', async () => {
    expect(await main(['--help'])).toBe(0);
    expect(printed.join()).toMatch(/--sessions FILE/);
  });
});
