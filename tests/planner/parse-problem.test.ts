import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseProblem } from '~/planner';
import { randomProblem } from './random-problem';

const good = () => ({
  version: 1,
  intervalMinutes: 15,
  startAt: '2026-11-20T04:00:00.000Z',
  prices: [0.5, 0.4, 0.3],
  nodes: [
    { id: 'T1', parent: null, limitKw: [9, 9, 9], baseKw: [1, 2, 1] },
    { id: 'F1', parent: 'T1', limitKw: [5, 5, 5] },
  ] as Record<string, unknown>[],
  vehicles: [
    {
      id: 'v1',
      node: 'F1',
      arrive: 0,
      depart: 3,
      energyKwh: 2,
      maxKw: 7,
      minKw: 1.38,
      phases: ['A'],
      weight: 1,
    },
    { id: 'v2', node: 'T1', arrive: 1, depart: 2, energyKwh: 1, maxKw: 3.6 },
  ] as Record<string, unknown>[],
  options: { tieBreak: 'earliest' } as Record<string, unknown>,
});

type Input = ReturnType<typeof good> & Record<string, unknown>;

function complaints(change: (input: Input) => void): string[] {
  const input = good() as Input;
  change(input);
  const parsed = parseProblem(input);
  return parsed.ok ? [] : parsed.errors.map(({ path, message }) => `${path}: ${message}`);
}

describe('parseProblem', () => {
  it('accepts a good problem and hands it on unchanged', () => {
    expect(parseProblem(good())).toEqual({ ok: true, problem: good() });
  });

  it('accepts every problem with prices of 0 or more that the planner is tested with', () => {
    fc.assert(
      fc.property(randomProblem, (problem) => {
        expect(parseProblem({ ...problem, prices: problem.prices.map(Math.abs) }).ok).toBe(true);
      }),
    );
  });

  it.each([
    [
      'vehicles[1].depart: must be greater than arrive',
      (p: Input) => Object.assign(p.vehicles[1]!, { depart: 1 }),
    ],
    [
      'vehicles[0].depart: must be at most 3, the number of prices',
      (p: Input) => Object.assign(p.vehicles[0]!, { depart: 4 }),
    ],
    [
      'vehicles[0].arrive: must be a whole number, 0 or more',
      (p: Input) => Object.assign(p.vehicles[0]!, { arrive: -1 }),
    ],
    [
      'vehicles[0].arrive: must be a whole number, 0 or more',
      (p: Input) => Object.assign(p.vehicles[0]!, { arrive: 0.5 }),
    ],
    [
      'vehicles[0].energyKwh: must be a finite number',
      (p: Input) => Object.assign(p.vehicles[0]!, { energyKwh: Number.NaN }),
    ],
    [
      'vehicles[0].energyKwh: must be 0 or more',
      (p: Input) => Object.assign(p.vehicles[0]!, { energyKwh: -1 }),
    ],
    ['vehicles[0].maxKw: is missing', (p: Input) => delete p.vehicles[0]!.maxKw],
    [
      'vehicles[0].maxKw: must be a finite number',
      (p: Input) => Object.assign(p.vehicles[0]!, { maxKw: '7' }),
    ],
    ['vehicles[0].minKw: must be at most maxKw', (p: Input) => Object.assign(p.vehicles[0]!, { minKw: 7.1 })],
    [
      'vehicles[0].weight: must be greater than 0',
      (p: Input) => Object.assign(p.vehicles[0]!, { weight: 0 }),
    ],
    [
      'vehicles[0].phases[0]: must be "A" or "B" or "C"',
      (p: Input) => Object.assign(p.vehicles[0]!, { phases: ['L1'] }),
    ],
    [
      'vehicles[0].phases[1]: is named more than once',
      (p: Input) => Object.assign(p.vehicles[0]!, { phases: ['A', 'A'] }),
    ],
    [
      'vehicles[0].phases: must name at least one phase',
      (p: Input) => Object.assign(p.vehicles[0]!, { phases: [] }),
    ],
    [
      'vehicles[0].node: is not the id of a node: "F9"',
      (p: Input) => Object.assign(p.vehicles[0]!, { node: 'F9' }),
    ],
    [
      'vehicles[1].id: is used more than once: "v1"',
      (p: Input) => Object.assign(p.vehicles[1]!, { id: 'v1' }),
    ],
    ['vehicles[1]: must be an object', (p: Input) => p.vehicles.splice(1, 1, null as never)],
    ['vehicles: is missing', (p: Input) => delete (p as Partial<Input>).vehicles],
    ['nodes: must have at least one node', (p: Input) => Object.assign(p, { nodes: [], vehicles: [] })],
    [
      'nodes[1].id: is used more than once: "T1"',
      (p: Input) => Object.assign(p.nodes[1]!, { id: 'T1', parent: null }),
    ],
    [
      'nodes[1].parent: is not the id of a node: "T9"',
      (p: Input) => Object.assign(p.nodes[1]!, { parent: 'T9' }),
    ],
    ['nodes[1].parent: is missing', (p: Input) => delete p.nodes[1]!.parent],
    [
      'nodes[1].parent: leads back to the node itself',
      (p: Input) => Object.assign(p.nodes[1]!, { parent: 'F1' }),
    ],
    [
      'nodes[1].limitKw: must have 3 numbers, one for each price, and has 2',
      (p: Input) => Object.assign(p.nodes[1]!, { limitKw: [1, 2] }),
    ],
    [
      'nodes[1].limitKw[2]: must be 0 or more',
      (p: Input) => Object.assign(p.nodes[1]!, { limitKw: [1, 2, -0.1] }),
    ],
    [
      'nodes[1].limitKw[0]: must be a finite number',
      (p: Input) => Object.assign(p.nodes[1]!, { limitKw: [null, 2, 3] }),
    ],
    ['nodes[1].limitKw: must be an array', (p: Input) => Object.assign(p.nodes[1]!, { limitKw: 5 })],
    [
      'nodes[1].baseKw: belongs on a root only',
      (p: Input) => Object.assign(p.nodes[1]!, { baseKw: [1, 1, 1] }),
    ],
    ['nodes[1].phase: must be "A" or "B" or "C"', (p: Input) => Object.assign(p.nodes[1]!, { phase: 'D' })],
    [
      'prices: must have at least one number',
      (p: Input) => Object.assign(p, { prices: [], nodes: [], vehicles: [] }),
    ],
    ['prices[1]: must be a finite number', (p: Input) => p.prices.splice(1, 1, Number.POSITIVE_INFINITY)],
    ['prices[1]: must be 0 or more', (p: Input) => p.prices.splice(1, 1, -0.1)],
    ['version: must be 1', (p: Input) => Object.assign(p, { version: 2 })],
    ['intervalMinutes: must be greater than 0', (p: Input) => Object.assign(p, { intervalMinutes: 0 })],
    [
      'startAt: must be a UTC instant such as 2026-11-20T04:00:00.000Z',
      (p: Input) => Object.assign(p, { startAt: 'today' }),
    ],
    [
      'options.tieBreak: must be "flattest" or "earliest"',
      (p: Input) => Object.assign(p.options, { tieBreak: 'latest' }),
    ],
    ...['2026-02-31T04:00:00Z', '2026-11-20T24:00:00Z', '2026-13-01T04:00:00Z'].map(
      (startAt): [string, (p: Input) => unknown] => [
        'startAt: must be a UTC instant such as 2026-11-20T04:00:00.000Z',
        (p: Input) => Object.assign(p, { startAt }),
      ],
    ),
    ['vehicles[1].maxkw: is not known: use maxKw', (p: Input) => Object.assign(p.vehicles[1]!, { maxkw: 7 })],
    ['vehicles[1].firm: must be true or false', (p: Input) => Object.assign(p.vehicles[1]!, { firm: 1 })],
    ['nodes[0].limit: is not known', (p: Input) => Object.assign(p.nodes[0]!, { limit: 9 })],
    ['options.tiebreak: is not known: use tieBreak', (p: Input) => Object.assign(p.options, { tiebreak: 1 })],
    ['cars: is not known', (p: Input) => Object.assign(p, { cars: [] })],
    [
      'options.stepShare: must be greater than 0 and at most 1',
      (p: Input) => Object.assign(p.options, { stepShare: 25 }),
    ],
    [
      'options.stepShare: excludes stepKw: give one of them',
      (p: Input) => Object.assign(p.options, { stepShare: 0.25, stepKw: 1 }),
    ],
    ['options.stepKw: must be 0 or more', (p: Input) => Object.assign(p.options, { stepKw: -1 })],
  ])('says "%s"', (complaint, change) => {
    expect(complaints(change)).toContain(complaint);
  });

  it('names every node of a cycle', () => {
    const found = complaints((p) => Object.assign(p.nodes[0]!, { parent: 'F1' }));
    expect(found).toContain('nodes[0].parent: leads back to the node itself');
    expect(found).toContain('nodes[1].parent: leads back to the node itself');
  });

  it.each([[null], [undefined], [7], ['problem'], [[]]])('refuses %j as a whole', (input) => {
    expect(parseProblem(input)).toEqual({ ok: false, errors: [{ path: '', message: 'must be an object' }] });
  });

  it('never throws, whatever it is given', () => {
    fc.assert(fc.property(fc.anything(), (input) => typeof parseProblem(input).ok === 'boolean'));
    const shaped = fc.record({
      nodes: fc.array(fc.anything()),
      vehicles: fc.array(fc.anything()),
      prices: fc.array(fc.anything()),
    });
    fc.assert(fc.property(shaped, (input) => typeof parseProblem({ ...good(), ...input }).ok === 'boolean'));
  });
});
