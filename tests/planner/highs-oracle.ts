import createHighs, { type Highs } from 'highs';
import type { ChargingProblem } from '~/planner';

let highs: Promise<Highs> | undefined;

/** More than any price in these tests: a served kWh is always worth its price. */
const WORTH_OF_KWH = 10;

export interface Optimum {
  unmetKwh: number;
  costYuan: number;
}

/** The linear program of a problem in CPLEX LP text: energy, power and node limits, unmet energy before cost. */
export function linearProgram(problem: ChargingProblem): string {
  const hours = problem.intervalMinutes / 60;
  const parent = new Map(problem.nodes.map((node) => [node.id, node.parent]));
  const objective: string[] = [];
  const rows: string[] = [];
  const bounds: string[] = [];
  const through = new Map<string, string[]>();
  problem.vehicles.forEach((vehicle, i) => {
    const energy: string[] = [];
    for (let t = vehicle.arrive; t < vehicle.depart; t++) {
      const name = `x${i}_${t}`;
      objective.push(`${signed(hours * problem.prices[t]!)} ${name}`);
      energy.push(`+ ${hours} ${name}`);
      bounds.push(`0 <= ${name} <= ${vehicle.maxKw}`);
      for (let id: string | null = vehicle.node; id !== null; id = parent.get(id) ?? null) {
        const key = `${id}|${t}`;
        through.set(key, [...(through.get(key) ?? []), `+ ${name}`]);
      }
    }
    objective.push(`+ ${WORTH_OF_KWH} u${i}`);
    bounds.push(`u${i} >= 0`);
    rows.push(` e${i}: ${energy.join(' ')} + u${i} = ${vehicle.energyKwh}`);
  });
  problem.nodes.forEach((node, n) => {
    node.limitKw.forEach((kw, t) => {
      const terms = through.get(`${node.id}|${t}`);
      if (terms) rows.push(` n${n}_${t}: ${terms.join(' ')} <= ${kw}`);
    });
  });
  return `Minimize\n obj: ${wrap(objective)}\nSubject To\n${rows.map((row) => wrap(row.split(' '))).join('\n')}\nBounds\n${bounds.join('\n')}\nEnd\n`;
}

export async function solveWithHighs(problem: ChargingProblem): Promise<Optimum> {
  const text = linearProgram(problem);
  highs ??= createHighs();
  const solution = (await highs).solve(text);
  if (solution.Status !== 'Optimal') throw new Error(`HiGHS: ${solution.Status}`);
  const hours = problem.intervalMinutes / 60;
  let unmetKwh = 0;
  let costYuan = 0;
  for (const [name, column] of Object.entries(solution.Columns)) {
    const value = 'Primal' in column ? column.Primal : 0;
    if (name.startsWith('u')) unmetKwh += value;
    else costYuan += value * hours * problem.prices[Number(name.split('_')[1])]!;
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
