import { Checker, type Fields, type InputError } from './checker';
import type { ChargingProblem } from './problem';

const PHASES = ['A', 'B', 'C'];
const TIE_BREAKS = ['flattest', 'earliest'];

/** 10 000 intervals are 104 days of quarter hours. */
const MOST_INTERVALS = 10_000;

export type ParsedProblem = { ok: true; problem: ChargingProblem } | { ok: false; errors: InputError[] };

/** Accepts exactly the problems that `planCharging` can plan, and says of any other input where it is wrong. */
export function parseProblem(input: unknown): ParsedProblem {
  const check = new Checker();
  if (check.object('', input)) {
    checkHead(check, input);
    const intervals = checkPrices(check, input.prices);
    const nodes = checkNodes(check, input.nodes, intervals);
    checkVehicles(check, input.vehicles, intervals, nodes);
    checkOptions(check, input.options);
  }
  if (check.errors.length > 0) return { ok: false, errors: check.errors };
  return { ok: true, problem: input as unknown as ChargingProblem };
}

function checkHead(check: Checker, input: Fields): void {
  check.oneOf('version', input.version, [1]);
  if (check.number('intervalMinutes', input.intervalMinutes) && !(input.intervalMinutes > 0)) {
    check.fail('intervalMinutes', 'must be greater than 0');
  }
  if (!check.text('startAt', input.startAt)) return;
  const iso = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?Z$/;
  if (!iso.test(input.startAt) || Number.isNaN(Date.parse(input.startAt))) {
    check.fail('startAt', 'must be a UTC instant such as 2026-11-20T04:00:00.000Z');
  }
}

/** The number of intervals, or undefined where there is no telling. */
function checkPrices(check: Checker, prices: unknown): number | undefined {
  if (!check.list('prices', prices)) return undefined;
  if (prices.length === 0) check.fail('prices', 'must have at least one number');
  if (prices.length > MOST_INTERVALS) check.fail('prices', `must have at most ${MOST_INTERVALS} numbers`);
  for (const [t, price] of prices.entries()) check.amount(`prices[${t}]`, price);
  return prices.length;
}

function checkSeries(
  check: Checker,
  path: string,
  series: unknown,
  intervals: number | undefined,
  rule: 'amount' | 'number',
): void {
  if (!check.list(path, series)) return;
  if (intervals !== undefined && series.length !== intervals) {
    check.fail(path, `must have ${intervals} numbers, one for each price, and has ${series.length}`);
  }
  for (const [t, kw] of series.entries()) check[rule](`${path}[${t}]`, kw);
}

function checkNodes(check: Checker, nodes: unknown, intervals: number | undefined): Map<string, Fields> {
  const byId = new Map<string, Fields>();
  if (!check.list('nodes', nodes)) return byId;
  if (nodes.length === 0) check.fail('nodes', 'must have at least one node');
  const taken = new Set<string>();
  nodes.forEach((node, n) => {
    const path = `nodes[${n}]`;
    if (!check.object(path, node)) return;
    if (check.text(`${path}.id`, node.id)) {
      check.unique(`${path}.id`, node.id, taken);
      byId.set(node.id, node);
    }
    checkSeries(check, `${path}.limitKw`, node.limitKw, intervals, 'amount');
    if (node.phase !== undefined) check.oneOf(`${path}.phase`, node.phase, PHASES);
    if (node.baseKw === undefined) return;
    checkSeries(check, `${path}.baseKw`, node.baseKw, intervals, 'number');
    if (node.parent !== null) check.fail(`${path}.baseKw`, 'belongs on a root only');
  });
  for (const [n, node] of nodes.entries()) checkParent(check, `nodes[${n}].parent`, node, byId);
  checkCycles(check, nodes, byId);
  return byId;
}

function checkParent(check: Checker, path: string, node: unknown, byId: ReadonlyMap<string, Fields>): void {
  if (typeof node !== 'object' || node === null || Array.isArray(node)) return;
  const { parent } = node as Fields;
  if (parent === null || !check.text(path, parent)) return;
  if (!byId.has(parent)) check.fail(path, `is not the id of a node: ${JSON.stringify(parent)}`);
}

function checkCycles(check: Checker, nodes: readonly unknown[], byId: ReadonlyMap<string, Fields>): void {
  const rooted = new Set<unknown>();
  nodes.forEach((start, n) => {
    const path = new Set<unknown>();
    let node: unknown = start;
    while (node !== undefined && !rooted.has(node) && !path.has(node)) {
      path.add(node);
      node = byId.get((node as Fields | null)?.parent as string);
    }
    if (path.has(node) && node === start) check.fail(`nodes[${n}].parent`, 'leads back to the node itself');
    if (!path.has(node)) for (const passed of path) rooted.add(passed);
  });
}

function checkVehicles(
  check: Checker,
  vehicles: unknown,
  intervals: number | undefined,
  nodes: ReadonlyMap<string, Fields>,
): void {
  if (!check.list('vehicles', vehicles)) return;
  const taken = new Set<string>();
  vehicles.forEach((vehicle, v) => {
    const path = `vehicles[${v}]`;
    if (!check.object(path, vehicle)) return;
    if (check.text(`${path}.id`, vehicle.id)) check.unique(`${path}.id`, vehicle.id, taken);
    if (check.text(`${path}.node`, vehicle.node) && !nodes.has(vehicle.node)) {
      check.fail(`${path}.node`, `is not the id of a node: ${JSON.stringify(vehicle.node)}`);
    }
    checkWindow(check, path, vehicle, intervals);
    checkPower(check, path, vehicle);
    if (vehicle.phases !== undefined) checkPhases(check, `${path}.phases`, vehicle.phases);
    if (vehicle.weight === undefined || !check.number(`${path}.weight`, vehicle.weight)) return;
    if (!(vehicle.weight > 0)) check.fail(`${path}.weight`, 'must be greater than 0');
  });
}

function checkWindow(check: Checker, path: string, vehicle: Fields, intervals: number | undefined): void {
  const { arrive, depart } = vehicle;
  const arrives = check.count(`${path}.arrive`, arrive);
  if (!check.count(`${path}.depart`, depart)) return;
  if (arrives && depart <= arrive) check.fail(`${path}.depart`, 'must be greater than arrive');
  if (intervals !== undefined && depart > intervals) {
    check.fail(`${path}.depart`, `must be at most ${intervals}, the number of prices`);
  }
}

function checkPower(check: Checker, path: string, vehicle: Fields): void {
  check.amount(`${path}.energyKwh`, vehicle.energyKwh);
  const { maxKw, minKw } = vehicle;
  const bounded = check.amount(`${path}.maxKw`, maxKw);
  if (vehicle.stepKw !== undefined) check.amount(`${path}.stepKw`, vehicle.stepKw);
  if (minKw === undefined || !check.amount(`${path}.minKw`, minKw)) return;
  if (bounded && minKw > maxKw) check.fail(`${path}.minKw`, 'must be at most maxKw');
}

function checkPhases(check: Checker, path: string, phases: unknown): void {
  if (!check.list(path, phases)) return;
  if (phases.length === 0) check.fail(path, 'must name at least one phase');
  phases.forEach((phase, k) => {
    if (!check.oneOf(`${path}[${k}]`, phase, PHASES)) return;
    if (phases.indexOf(phase) < k) check.fail(`${path}[${k}]`, 'is named more than once');
  });
}

function checkOptions(check: Checker, options: unknown): void {
  if (options === undefined || !check.object('options', options)) return;
  if (options.tieBreak !== undefined) check.oneOf('options.tieBreak', options.tieBreak, TIE_BREAKS);
  if (options.stepKw !== undefined) check.amount('options.stepKw', options.stepKw);
}
