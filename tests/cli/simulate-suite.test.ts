import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { main } from '~/cli/simulate';
import type { SuiteResult } from '~/cli/simulate/suite/run-suite';

const fixture = (name: string) => path.join(import.meta.dirname, 'fixtures', name);

let folder: string;
let printed: string;
let complained: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'suite-'));
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

const file = (name: string) => path.join(folder, name);
const suite = (sessions: string, ...more: string[]) =>
  main([
    '--suite',
    '--quick',
    ...['--sessions', fixture(sessions), '--base', fixture('simulate-loadshapes.txt')],
    ...['--json', file('out.json'), '--svg', file('out.svg'), ...more],
  ]);
const writtenOfAll = (): { files: (SuiteResult & { sessions: string })[] } =>
  JSON.parse(readFileSync(file('out.json'), 'utf8'));
const written = () => writtenOfAll().files[0]!;

describe('npm run simulate -- --suite', () => {
  it('runs every case with every strategy under its limits', async () => {
    expect(await suite('simulate-trondheim.csv'), complained).toBe(0);
    const { cases, transformers } = written();
    expect(cases.map(({ id }) => id)).toEqual([
      'alpha-0.25',
      'alpha-0.5',
      'pooled-20',
      'base',
      'phases',
      'fleet',
      'forecast-high',
      'forecast-low',
      'lost',
      'drop',
      'steps',
    ]);
    for (const { id, figures } of cases) {
      expect(figures.map((row) => row.id)).toEqual(
        expect.arrayContaining([
          'uncontrolled',
          'first-come',
          'equal-share',
          'earliest-departure',
          'least-laxity',
          'cheapest-slots',
          'price-mpc',
          'planned',
          'planned-expecting',
          'offline-optimum',
        ]),
      );
      const bound = figures.find((row) => row.id === 'offline-optimum')!;
      for (const row of figures) {
        if (['uncontrolled', 'phase-blind'].includes(row.id) || id === 'lost') continue;
        expect(row.violationKwh, `${id} ${row.id}`).toBe(0);
        expect(row.energyMetPct, `${id} ${row.id}`).toBeLessThanOrEqual(bound.energyMetPct + 1e-6);
        expect(row.costOverBoundPct, `${id} ${row.id}`).toBeGreaterThan(-1e-3);
      }
    }
    expect(transformers.map(({ strategyId }) => strategyId)).not.toContain('uncontrolled');
  });

  it('says of each gate what it asks and what was measured', async () => {
    await suite('simulate-trondheim.csv');
    const { gates, cases } = written();
    for (const gate of gates) expect(gate.met).toBe(gate.value <= gate.limit);
    const violations = gates.filter(({ name }) => name === 'violation');
    expect(violations.map(({ caseId }) => caseId)).toEqual(cases.map(({ id }) => id));
    expect(gates.filter(({ name }) => name === 'floor')).toHaveLength(1);
    expect(printed).toMatch(/目标 \d+ 项，未达 \d+ 项/);
    expect(printed).toContain('smallest charging limit that serves 99.9 %');
  });

  it('plans by stated departures where the file has them', async () => {
    expect(await suite('simulate-acn.csv'), complained).toBe(0);
    const stated = written().cases.find(({ id }) => id === 'stated')!;
    expect(stated.figures.map(({ id }) => id)).toContain('planned-cautious');
  });

  it('runs several files one after the other, each over its own days', async () => {
    const second = ['--sessions', fixture('simulate-acn.csv')];
    expect(await suite('simulate-trondheim.csv', ...second), complained).toBe(0);
    const { files } = writtenOfAll();
    expect(files.map(({ sessions }) => path.basename(sessions))).toEqual([
      'simulate-trondheim.csv',
      'simulate-acn.csv',
    ]);
    expect(files[1]!.cases.map(({ id }) => id)).toContain('stated');
    const svg = readFileSync(file('out.svg'), 'utf8');
    expect(svg).toContain('simulate-acn.csv');
    expect(
      await suite('simulate-trondheim.csv', ...second, ...['1', '2', '3'].flatMap((n) => ['--days', n])),
    ).toBe(2);
    expect(complained).toContain('--days is given 3 times for 2 --sessions');
  });

  it('checks the objective of problems that arose against a solver it is handed', async () => {
    const oracle = path.join(import.meta.dirname, '..', 'planner', 'highs-oracle.ts');
    expect(await suite('simulate-trondheim.csv', '--oracle', oracle), complained).toBe(0);
    const { gates, cases } = written();
    for (const { objective, id } of cases)
      if (id !== 'fleet') expect(objective!.problems, id).toBeGreaterThan(0);
    const objective = gates.filter(({ name }) => name === 'objective');
    expect(objective.length).toBeGreaterThan(8);
    for (const gate of objective) expect(gate.met, `${gate.caseId} ${gate.value}`).toBe(true);
    expect(await suite('simulate-trondheim.csv', '--oracle', fixture('simulate-acn.csv'))).toBe(2);
  });

  it('draws energy and price against the limit', async () => {
    await suite('simulate-trondheim.csv');
    const svg = readFileSync(file('out.svg'), 'utf8');
    expect(svg).toContain('满足的电量');
    expect(svg).toContain('least laxity');
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
  });

  it('refuses flags that would have no effect', async () => {
    expect(await suite('simulate-trondheim.csv', '--limit-kw', '20')).toBe(2);
    expect(complained).toContain('--limit-kw has no meaning with --suite');
  });
});
