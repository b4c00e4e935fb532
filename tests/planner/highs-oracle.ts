import createHighs, { type Highs, type HighsSolution } from 'highs';
import type { ChargingProblem, Vehicle } from '~/planner';
import { settingsOf } from '~/planner/power-settings';

let highs: Promise<Highs> | undefined;

/** More than any price in these tests: a served kWh is always worth its price. */
const WORTH_OF_KWH = 10;

/** With whole steps a little energy may move much of it into dearer intervals. */
const WORTH_IN_STEPS = 1000;

/** An integer program that takes longer is no measure. */
const MOST_SECONDS = 20;

export interface Optimum {
  unmetKwh: number;
  costYuan: number;
}

/** The linear program of a problem in CPLEX LP text: energy, power and node limits, unmet energy before cost. */
export function linearProgram(problem: ChargingProblem): string {
  return programOf(problem, { settings: false });
}

function programOf(problem: ChargingProblem, { settings }: { settings: boolean }): string {
  const hours = problem.intervalMinutes / 60;
  const objective: string[] = [];
  const rows: string[] = [];
  const bounds: string[] = [];
  const whole: string[] = [];
  const through = new Map<string, string[]>();
  problem.vehicles.forEach((vehicle, i) => {
    const energy: string[] = [];
    for (let t = vehicle.arrive; t < vehicle.depart; t++) {
      const name = `x${i}_${t}`;
      objective.push(`${signed(hours * problem.prices[t]!)} ${name}`);
      energy.push(`+ ${hours} ${name}`);
      bounds.push(`0 <= ${name} <= ${vehicle.maxKw}`);
      if (settings) settable(problem, vehicle, `${i}_${t}`, { rows, bounds, whole });
      for (const [id, share] of sharesOf(problem, vehicle)) {
        const key = `${id}|${t}`;
        through.set(key, [...(through.get(key) ?? []), `+ ${share} ${name}`]);
      }
    }
    objective.push(`+ ${settings ? WORTH_IN_STEPS : WORTH_OF_KWH} u${i}`);
    bounds.push(`u${i} >= 0`);
    rows.push(` e${i}: ${energy.join(' ')} + u${i} = ${vehicle.energyKwh}`);
  });
  problem.nodes.forEach((node, n) => {
    node.limitKw.forEach((kw, t) => {
      const terms = through.get(`${node.id}|${t}`);
      if (terms) rows.push(` n${n}_${t}: ${terms.join(' ')} <= ${kw}`);
    });
  });
  return `Minimize\n obj: ${wrap(objective)}\nSubject To\n${rows.map((row) => wrap(row.split(' '))).join('\n')}\nBounds\n${bounds.join('\n')}\n${whole.length > 0 ? `General\n${wrap(whole)}\n` : ''}End\n`;
}

/** A power is 0 or at least `minKw`, in whole steps: `z` says whether it is on, `n` counts its steps. */
function settable(
  { options }: ChargingProblem,
  vehicle: Vehicle,
  at: string,
  { rows, bounds, whole }: { rows: string[]; bounds: string[]; whole: string[] },
): void {
  const { min, max, step } = settingsOf(vehicle, options);
  if (step > 0) {
    rows.push(` s${at}: x${at} - ${step} n${at} = 0`);
    bounds.push(`0 <= n${at} <= ${Math.round(max / step)}`);
    whole.push(`n${at}`);
  }
  if (min <= step) return;
  rows.push(` a${at}: x${at} - ${min} z${at} >= 0`, ` b${at}: x${at} - ${vehicle.maxKw} z${at} <= 0`);
  bounds.push(`0 <= z${at} <= 1`);
  whole.push(`z${at}`);
}

/** The exact optimum with least powers and steps: for small problems only. */
export async function solveSettingsWithHighs(problem: ChargingProblem): Promise<Optimum> {
  highs ??= createHighs();
  const solution = (await highs).solve(programOf(problem, { settings: true }), {
    mip_rel_gap: 0,
    mip_abs_gap: 1e-5,
    time_limit: MOST_SECONDS,
  });
  return readOptimum(problem, solution);
}

/** The part of its power that a vehicle puts on each node: equal parts on its lines, the whole above where they meet. */
export function sharesOf(problem: ChargingProblem, vehicle: Vehicle): Map<string, number> {
  const parent = new Map(problem.nodes.map((node) => [node.id, node.parent]));
  const lines =
    vehicle.phaseNodes ??
    problem.nodes
      .filter((node) => node.parent === vehicle.node && node.phase && vehicle.phases?.includes(node.phase))
      .map((node) => node.id);
  const starts = lines.length > 0 ? lines : [vehicle.node];
  const shares = new Map<string, number>();
  for (const start of starts) {
    for (let id: string | null = start; id !== null; id = parent.get(id) ?? null) {
      shares.set(id, (shares.get(id) ?? 0) + 1 / starts.length);
    }
  }
  return shares;
}

export async function solveWithHighs(problem: ChargingProblem): Promise<Optimum> {
  const text = linearProgram(problem);
  highs ??= createHighs();
  const solution = (await highs).solve(text);
  return readOptimum(problem, solution);
}

export function readOptimum(problem: ChargingProblem, solution: HighsSolution): Optimum {
  if (solution.Status !== 'Optimal') throw new Error(`HiGHS: ${solution.Status}`);
  const hours = problem.intervalMinutes / 60;
  let unmetKwh = 0;
  let costYuan = 0;
  for (const [name, column] of Object.entries(solution.Columns)) {
    const value = 'Primal' in column ? column.Primal : 0;
    if (name.startsWith('u')) unmetKwh += value;
    else if (name.startsWith('x')) costYuan += value * hours * problem.prices[Number(name.split('_')[1])]!;
  }
  return { unmetKwh, costYuan };
}

function signed(value: number): string {
  return value < 0 ? `- ${-value}` : `+ ${value}`;
}

function wrap(words: readonly string[]): string {
  const lines: string[] = [];
  for (let at = 0; at < words.length; at += 60) lines.push(words.slice(at, at + 60).join(' '));
  return lines.join('\n  ');
}
