import type { Checker, Fields } from './checker';

export const PHASES = ['A', 'B', 'C'];
const KNOWN = ['id', 'parent', 'limitKw', 'baseKw', 'phase'];

export function checkNodes(
  check: Checker,
  nodes: unknown,
  intervals: number | undefined,
): Map<string, Fields> {
  const byId = new Map<string, Fields>();
  if (!check.list('nodes', nodes)) return byId;
  if (nodes.length === 0) check.fail('nodes', 'must have at least one node');
  const taken = new Set<string>();
  nodes.forEach((node, n) => {
    const path = `nodes[${n}]`;
    if (!check.object(path, node)) return;
    check.only(path, node, KNOWN);
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
