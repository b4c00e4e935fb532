import { PHASES } from './check-nodes';
import type { Checker, Fields } from './checker';

const KNOWN = [
  'id',
  'node',
  'arrive',
  'depart',
  'energyKwh',
  'maxKw',
  'minKw',
  'stepKw',
  'phases',
  'phaseNodes',
  'weight',
  'firm',
];

export function checkVehicles(
  check: Checker,
  vehicles: unknown,
  intervals: number | undefined,
  nodes: ReadonlyMap<string, Fields>,
): void {
  if (!check.list('vehicles', vehicles)) return;
  const taken = new Set<string>();
  const split = splitNodes(nodes);
  vehicles.forEach((vehicle, v) => {
    const path = `vehicles[${v}]`;
    if (!check.object(path, vehicle)) return;
    check.only(path, vehicle, KNOWN);
    if (check.text(`${path}.id`, vehicle.id)) check.unique(`${path}.id`, vehicle.id, taken);
    if (check.text(`${path}.node`, vehicle.node) && !nodes.has(vehicle.node)) {
      check.fail(`${path}.node`, `is not the id of a node: ${JSON.stringify(vehicle.node)}`);
    }
    checkWindow(check, path, vehicle, intervals);
    checkPower(check, path, vehicle);
    const named = vehicle.phases === undefined || checkPhases(check, `${path}.phases`, vehicle.phases);
    if (named) checkLines(check, path, vehicle, nodes, split);
    if (vehicle.firm !== undefined && typeof vehicle.firm !== 'boolean')
      check.fail(`${path}.firm`, 'must be true or false');
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

function checkPhases(check: Checker, path: string, phases: unknown): boolean {
  if (!check.list(path, phases)) return false;
  if (phases.length === 0) return check.fail(path, 'must name at least one phase');
  return phases
    .map((phase, k) => {
      if (!check.oneOf(`${path}[${k}]`, phase, PHASES)) return false;
      return phases.indexOf(phase) === k || check.fail(`${path}[${k}]`, 'is named more than once');
    })
    .every(Boolean);
}

/** Where a node is split into phases, every vehicle below it must be on them: it would pass their limits by. */
function checkLines(
  check: Checker,
  path: string,
  vehicle: Fields,
  nodes: ReadonlyMap<string, Fields>,
  split: ReadonlyMap<unknown, unknown[]>,
): void {
  const home = nodes.get(vehicle.node as string);
  if (!home) return;
  const phases = (vehicle.phases as string[] | undefined) ?? [];
  if (vehicle.phaseNodes !== undefined) {
    checkPhaseNodes(check, `${path}.phaseNodes`, vehicle.phaseNodes, phases, home, nodes);
    return;
  }
  if (split.size === 0) return;
  const passed = ancestors(home, nodes).find(
    (node, k) => k > 0 && split.has(node.id) && !isOnPhase(home, node, nodes),
  );
  if (passed)
    check.fail(
      `${path}.node`,
      `must be on a phase of ${JSON.stringify(passed.id)}, which is split into phases`,
    );
  const lines = split.get(home.id);
  if (!lines) return;
  if (phases.length === 0) check.fail(`${path}.phases`, 'is missing, and the node is split into phases');
  for (const phase of phases) {
    if (!lines.includes(phase))
      check.fail(`${path}.phases`, `the node has no phase ${JSON.stringify(phase)}`);
  }
}

/** The phases into which each split node is split. */
function splitNodes(nodes: ReadonlyMap<string, Fields>): Map<unknown, unknown[]> {
  const split = new Map<unknown, unknown[]>();
  for (const node of nodes.values()) {
    if (node.phase !== undefined) split.set(node.parent, [...(split.get(node.parent) ?? []), node.phase]);
  }
  return split;
}

/** The node and all above it, nearest first; ends where a cycle begins. */
function ancestors(node: Fields, nodes: ReadonlyMap<string, Fields>): Fields[] {
  const path = new Set<Fields>();
  for (let at: Fields | undefined = node; at && !path.has(at); at = nodes.get(at.parent as string))
    path.add(at);
  return [...path];
}

function isOnPhase(home: Fields, above: Fields, nodes: ReadonlyMap<string, Fields>): boolean {
  return ancestors(home, nodes).some((node) => node.parent === above.id && node.phase !== undefined);
}

/** One node a phase, on different ways that all meet in the vehicle's node, and only there. */
function checkPhaseNodes(
  check: Checker,
  path: string,
  lines: unknown,
  phases: readonly string[],
  home: Fields,
  nodes: ReadonlyMap<string, Fields>,
): void {
  if (!check.list(path, lines)) return;
  if (lines.length !== phases.length) {
    check.fail(path, 'must have one node for each of phases');
    return;
  }
  const ways = lines.map((line, k) => {
    const node = nodes.get(line as string);
    if (!node) check.fail(`${path}[${k}]`, `is not the id of a node: ${JSON.stringify(line)}`);
    const up = node ? ancestors(node, nodes) : [];
    const end = up.indexOf(home);
    if (node && end <= 0) check.fail(`${path}[${k}]`, 'must be below the node of the vehicle');
    const onPhase = up.slice(0, end).some((step) => step.phase === phases[k]);
    if (end > 0 && !onPhase) check.fail(`${path}[${k}]`, `must be on phase ${JSON.stringify(phases[k])}`);
    return up.slice(0, Math.max(0, end));
  });
  if (new Set(ways.map((way) => way.length)).size > 1)
    check.fail(path, 'must all be equally far below the node');
  if (new Set(ways.flat()).size < ways.flat().length)
    check.fail(path, 'must meet in the node of the vehicle only');
}
