import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const problem = {
  version: 1,
  intervalMinutes: 60,
  startAt: '2026-11-20T04:00:00.000Z',
  prices: [0.6, 0.3, 0.3, 0.6],
  nodes: [{ id: 'T1', parent: null, limitKw: [5, 5, 5, 5] }],
  vehicles: [{ id: 'v1', node: 'T1', arrive: 0, depart: 4, energyKwh: 10, maxKw: 7 }],
};
const greedy = { ...problem, vehicles: [{ ...problem.vehicles[0]!, energyKwh: 21 }] };
const impossible = { ...problem, vehicles: [{ ...problem.vehicles[0]!, depart: 0 }] };

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plan-'));
});
afterAll(() => rm(folder, { recursive: true }));

interface Ended {
  status: number;
  out: string;
  errors: string;
}

function plan(args: string[], input = ''): Promise<Ended> {
  return new Promise((done) => {
    const child = execFile(process.execPath, ['app/cli/run.js', 'plan', ...args], (error, out, errors) =>
      done({ status: error ? Number(error.code) : 0, out, errors }),
    );
    child.stdin!.end(input);
  });
}

async function file(name: string, content: string): Promise<string> {
  await writeFile(join(folder, name), content);
  return join(folder, name);
}

describe('npm run plan', () => {
  it('writes the plan to the output file and exits with 0 when everything is met', async () => {
    const input = await file('problem.json', JSON.stringify(problem));
    const output = join(folder, 'plan.json');
    expect(await plan(['--input', input, '--output', output])).toEqual({ status: 0, out: '', errors: '' });
    const written = JSON.parse(await readFile(output, 'utf8'));
    expect(written).toMatchObject({ version: 1, status: 'optimal', unmetKwh: 0, bottleneck: null });
    expect(written.vehicles[0].kw).toEqual([0, 5, 5, 0]);
    expect(written.solveMs).toBeGreaterThan(0);
  });

  it('reads standard input, writes standard output and exits with 3 on a shortfall', async () => {
    const { status, out, errors } = await plan(['--input', '-'], JSON.stringify(greedy));
    expect({ status, errors }).toEqual({ status: 3, errors: '' });
    expect(JSON.parse(out)).toMatchObject({ status: 'shortfall', unmetKwh: 1, bottleneck: { node: 'T1' } });
  });

  it.each([
    ['3 when a car wants less than one step and gets nothing', 1.7, 3, 'shortfall', 1.7, 0],
    ['0 when only a part of a step is left', 2, 0, 'optimal', 0, 0.24],
  ])('exits with %s', async (_, energyKwh, exit, outcome, unmetKwh, roundingKwh) => {
    const stepped = { ...problem, vehicles: [{ ...problem.vehicles[0]!, energyKwh, stepKw: 1.76 }] };
    const { status, out } = await plan(['--input', '-'], JSON.stringify(stepped));
    expect(status).toBe(exit);
    expect(JSON.parse(out)).toMatchObject({
      status: outcome,
      unmetKwh,
      roundingKwh: expect.closeTo(roundingKwh, 9),
    });
  });

  it('names what is wrong with the input on standard error only, and exits with 2', async () => {
    const { status, out, errors } = await plan(['--input', '-'], JSON.stringify(impossible));
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(errors).toBe('vehicles[0].depart: must be greater than arrive\n');
  });

  it('leaves no output file behind when the input is bad', async () => {
    const output = join(folder, 'none.json');
    expect((await plan(['--input', '-', '--output', output], '{"version":1}')).status).toBe(2);
    await expect(readFile(output)).rejects.toThrow('ENOENT');
  });

  it.each([
    ['a file that is not JSON', ['--input', '-'], '{"version":', 'standard input: is not JSON'],
    ['an empty file', ['--input', '-'], '', 'standard input: is not JSON'],
    ['a file that is not there', ['--input', '/nowhere/problem.json'], '', 'cannot be read'],
    [
      'an output that cannot be written',
      ['--input', '-', '--output', '/nowhere/plan.json'],
      JSON.stringify(problem),
      'cannot be written',
    ],
    ['no input', [], '', '--input: is missing'],
    ['an unknown option', ['--inputs', 'x'], '', "Unknown option '--inputs'"],
  ])('refuses %s', async (_, args, input, message) => {
    const { status, out, errors } = await plan(args, input);
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(errors).toContain(message);
  });
});
