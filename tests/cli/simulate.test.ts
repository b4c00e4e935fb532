import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { main } from '~/cli/simulate';

const fixture = (name: string) => path.join(import.meta.dirname, 'fixtures', name);
const trondheim = fixture('simulate-trondheim.csv');
const acn = fixture('simulate-acn.csv');
const loadshapes = fixture('simulate-loadshapes.txt');
const tariffs = fixture('simulate-tariffs.tsv');

let folder: string;
let printed: string;
let complained: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'simulate-'));
  printed = '';
  complained = '';
  vi.spyOn(console, 'log').mockImplementation((text: string) => {
    printed += `${text}\n`;
  });
  vi.spyOn(console, 'error').mockImplementation((text: string) => {
    complained += `${text}\n`;
  });
});

afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

function run(flags: Record<string, string | true>) {
  const given: Record<string, string | true> = {
    sessions: trondheim,
    base: loadshapes,
    'limit-kw': '14',
    json: path.join(folder, 'out.json'),
    svg: path.join(folder, 'out.svg'),
    ...flags,
  };
  return main(
    Object.entries(given).flatMap(([name, value]) => (value === true ? [`--${name}`] : [`--${name}`, value])),
  );
}

async function report(flags: Record<string, string | true> = {}) {
  expect(await run(flags), complained).toBe(0);
  return JSON.parse(readFileSync(path.join(folder, 'out.json'), 'utf8'));
}

function written(text: string): string {
  const file = path.join(folder, 'input');
  writeFileSync(file, text);
  return file;
}

async function refusal(flags: Record<string, string | true>): Promise<string> {
  const before = readdirSync(folder);
  expect(await run(flags)).toBe(2);
  expect(printed).toBe('');
  expect(readdirSync(folder)).toEqual(before);
  return complained;
}

describe('npm run simulate', () => {
  it('accounts for every row of the session file', async () => {
    const { input } = await report();
    const left = Object.fromEntries(
      input.leftOut.map((entry: { reason: string; rows: number }) => [entry.reason, entry.rows]),
    );
    expect(left).toEqual({
      'missing-plug-out': 1,
      'missing-energy': 1,
      'plug-out-not-after-plug-in': 1,
      duplicate: 1,
      'zero-energy': 1,
    });
    expect(input.replayedButOdd).toEqual([
      { reason: 'duration-disagrees', rows: 1, energyKwh: 30, firstLine: 11 },
    ]);
    expect(input.rowCount).toBe(11);
    expect(input.replayedRows + 5 + input.outsidePeriodRows).toBe(11);
    expect(input.impossible.rows).toBe(1);
    expect(input.impossible.energyKwh).toBeCloseTo(2);
  });

  it('keeps the limit that the uncontrolled cars break', async () => {
    const { strategies } = await report();
    const of = (id: string) => strategies.find((row: { id: string }) => row.id === id);
    expect(of('uncontrolled').violationKwh).toBeGreaterThan(1);
    expect(of('uncontrolled').peakKw).toBeGreaterThan(14);
    for (const id of ['first-come', 'equal-share', 'least-laxity', 'planned', 'planned-expecting']) {
      expect(of(id).violationKwh, id).toBe(0);
      expect(of(id).peakKw, id).toBeLessThanOrEqual(14 + 1e-6);
    }
    expect(of('planned').yuanPerKwh).toBeLessThan(of('least-laxity').yuanPerKwh);
    expect(of('offline-optimum').energyMetPct).toBeGreaterThanOrEqual(of('planned').energyMetPct - 1e-9);
  });

  it('prints one row a strategy with the energy met, the price and the violations', async () => {
    await report();
    const rows = printed
      .split('\n')
      .filter((line) => /uncontrolled|first come|equal share|price MPC|planner|perfect foresight/.test(line));
    expect(rows).toHaveLength(7);
    expect(printed).toContain('越限电量');
    expect(printed).toMatch(/最紧先充\s+least laxity\s+\d/);
  });

  it('draws the limit, the bands and both loads with words in Chinese and English', async () => {
    await report();
    const svg = readFileSync(path.join(folder, 'out.svg'), 'utf8');
    for (const words of [
      '限值 limit 14 kW',
      '谷 0.43',
      '尖 0.78',
      '计划充电',
      '居民用电',
      '不控制时',
      'uncontrolled',
      'stroke-dasharray',
    ]) {
      expect(svg).toContain(words);
    }
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
    expect(svg.match(/<text/g)).toHaveLength(svg.match(/<\/text>/g)!.length);
  });

  it('limits every garage by itself when asked', async () => {
    const { strategies } = await report({ 'garage-limit-kw': '5' });
    for (const row of strategies) {
      if (row.id === 'offline-optimum') continue;
      expect(row.nodes.map((node: { nodeId: string }) => node.nodeId)).toEqual(['T1', 'G1', 'G2']);
      if (row.id !== 'uncontrolled') expect(row.violationKwh, row.id).toBe(0);
    }
  });

  it('replays only the days asked for', async () => {
    const { input, fromOn, untilOn } = await report({ from: '2019-06-04', days: '1' });
    expect([fromOn, untilOn]).toEqual(['2019-06-04', '2019-06-05']);
    expect(input.replayedRows).toBe(2);
  });

  it('reads compressed ACN sessions and plans with stated departures against the actual ones', async () => {
    const file = path.join(folder, 'sessions.csv.gz');
    writeFileSync(file, gzipSync(readFileSync(acn)));
    const actual = await report({ sessions: file, 'limit-kw': '40' });
    const stated = await report({ sessions: file, 'limit-kw': '40', stated: true });
    const energy = (from: { strategies: { id: string; energyMetPct: number }[] }) =>
      from.strategies.find((row) => row.id === 'planned')!.energyMetPct;
    expect(actual.input.replayedRows).toBe(3);
    expect(actual.departures).toBe('actual');
    expect(stated.departures).toBe('stated');
    expect(energy(actual)).toBeCloseTo(100, 6);
    expect(energy(stated)).toBeLessThanOrEqual(100);
  });

  it('takes the tariff from a table or from JSON', async () => {
    const table = await report({ tariff: tariffs, region: 'Atown' });
    expect(table.tariff).toBe('Atown residential pile');
    const one = { bands: [{ kind: 'flat', start: '00:00', end: '24:00', priceYuanPerKwh: 0.5 }] };
    const flat = await report({ tariff: written(JSON.stringify(one)) });
    for (const row of flat.strategies) expect(row.yuanPerKwh).toBeCloseTo(0.5);
  });

  it('explains itself when asked', async () => {
    expect(await main(['--help'])).toBe(0);
    expect(printed).toContain('--limit-kw');
    expect(printed).toContain('simulate.svg');
  });
});

describe('npm run simulate refuses, writes nothing and says where', () => {
  const heading = readFileSync(trondheim, 'utf8').split('\n')[0]!;
  const good = readFileSync(trondheim, 'utf8').split('\n')[1]!;

  it('missing and wrong flags, all at once', async () => {
    expect(await main(['--limit-kw', '0', '--from', '2019-02-30'])).toBe(2);
    for (const words of [
      '--sessions is missing',
      '--base is missing',
      '--limit-kw "0"',
      '--from "2019-02-30"',
    ]) {
      expect(complained).toContain(words);
    }
  });

  it.each([
    [{ limit: '5' }, "Unknown option '--limit'"],
    [{ 'limit-kw': 'many' }, '--limit-kw "many" is not a number above 0'],
    [{ days: '1.5' }, '--days "1.5" is not a whole number above 0'],
    [{ region: 'Hubei' }, '--tariff FILE, which is missing'],
    [{ sessions: '/nowhere.csv' }, '/nowhere.csv: cannot be read: no such file'],
    [{ base: tmpdir() }, 'is a directory'],
    [{ sessions: loadshapes }, 'simulate-loadshapes.txt:1: is not a known session file'],
    [{ base: trondheim }, 'simulate-trondheim.csv:1: is not a known base load'],
    [{ svg: '/nowhere/out.svg' }, 'its folder does not exist'],
    [{ from: '2021-01-01' }, 'no session begins in the period; the file has 2019-06-03 to 2019-06-04'],
    [{ tariff: tariffs, region: 'Nowhere' }, 'no region "Nowhere"; the file has Atown, Bville, Ccity'],
    [{ tariff: tariffs, region: 'Bville' }, 'simulate-tariffs.tsv:4: hours "set yearly"'],
    [{ tariff: tariffs, region: 'Ccity' }, 'choose one --class of Ccity: "shop", "pile"'],
  ] as [Record<string, string>, string][])('%o', async (flags, words) => {
    expect(await refusal(flags)).toContain(words);
  });

  it.each([
    ['an empty file', '', ': the file is empty'],
    ['a missing column', heading.replace('El_kWh', 'Energy'), ':1: missing column "El_kWh"'],
    ['a short row', `${heading}\n${good}\n1;2;3\n`, ':3: has 3 cells, the heading has 15'],
    [
      'a day that does not exist',
      `${heading}\n${good.replace('03.06.2019 17:05', '31.02.2019 17:05')}`,
      ':2: Start_plugin "31.02.2019 17:05" is not',
    ],
    ['a decimal point', `${heading}\n${good.replace('21,5', '21.5')}`, ':2: El_kWh "21.5" is not a number'],
    ['negative energy', `${heading}\n${good.replace('21,5', '-21,5')}`, ':2: El_kWh "-21,5" is not a number'],
  ])('a session file with %s', async (_, text, words) => {
    expect(await refusal({ sessions: written(text) })).toContain(`${path.join(folder, 'input')}${words}`);
  });

  it.each([
    ['a time without offset', 'a9', '2019-11-03 08:00:00', ':2: arrival "2019-11-03 08:00:00" is not'],
    ['no session id', '', '2019-11-03 08:00:00-08:00', ':2: session_id "" is not a name'],
  ])('an ACN file with %s', async (_, id, arrival, words) => {
    const text = `${readFileSync(acn, 'utf8').split('\n')[0]}\n${arrival},2019-11-03 09:00:00-08:00,1,1,XX-1,${id},,False\n`;
    expect(await refusal({ sessions: written(text) })).toContain(words);
  });

  it('load shapes whose count of values differs from npts', async () => {
    const text = 'New Loadshape.P1 npts=24 interval=1 mult=[1 2 3]\n';
    expect(await refusal({ base: written(text) })).toContain(':1: has 3 values, npts says 24');
  });

  it('a tariff with a gap or an overlap', async () => {
    const band = { kind: 'flat', start: '00:00', end: '08:00', priceYuanPerKwh: 0.5 };
    expect(await refusal({ tariff: written(JSON.stringify({ bands: [band] })) })).toContain(
      'no band covers 08:00',
    );
    const both = { bands: [band, { ...band, start: '07:00', end: '24:00' }] };
    expect(await refusal({ tariff: written(JSON.stringify(both)) })).toContain('the bands overlap at 07:00');
  });
});

const dataFolder = process.env.LINZHUANG_DATA ?? path.resolve(import.meta.dirname, '../../../shared/data');
const realSessions = path.join(dataFolder, 'trondheim', 'Dataset 1_EV charging reports.csv');
const realBase = path.join(dataFolder, 'base-bdew-h25', 'h25.csv');

describe('npm run simulate on real sessions (skipped without LINZHUANG_DATA)', () => {
  it.skipIf(!existsSync(realSessions) || !existsSync(realBase))(
    'serves nearly what least laxity serves, near the cost of perfect foresight, and never breaks the limit',
    async () => {
      const { strategies, input } = await report({
        sessions: realSessions,
        base: realBase,
        dwellings: '120',
        'limit-kw': '80',
        from: '2019-10-14',
        days: '10',
      });
      const of = (id: string) => strategies.find((row: { id: string }) => row.id === id);
      expect(input.rowCount).toBe(6878);
      expect(of('uncontrolled').violationKwh).toBeGreaterThan(100);
      for (const id of ['planned', 'planned-expecting']) {
        expect(of(id).violationKwh, id).toBe(0);
        expect(of(id).energyMetPct, id).toBeGreaterThan(of('least-laxity').energyMetPct - 1);
        expect(of(id).yuanPerKwh, id).toBeLessThan(1.03 * of('offline-optimum').yuanPerKwh);
      }
    },
    120_000,
  );
});
