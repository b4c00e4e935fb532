import type { Site } from './site';

/** Every node that a vehicle loads, its lines and all above them, with the part of its power that each carries. */
export interface LoadPath {
  nodes: Int32Array;
  shares: Float64Array;
}

/** Vehicles on the same single node have the same path. */
export function loadPaths(site: Site): LoadPath[] {
  const single: (LoadPath | undefined)[] = [];
  return site.attachments.map(({ nodes, share }) => {
    if (nodes.length > 1) return pathOf(site, nodes, share);
    single[nodes[0]!] ??= pathOf(site, nodes, share);
    return single[nodes[0]!]!;
  });
}

function pathOf(site: Site, starts: readonly number[], share: number): LoadPath {
  const shares = new Map<number, number>();
  for (const start of starts) {
    for (let n = start; n >= 0; n = site.parent[n]!) shares.set(n, (shares.get(n) ?? 0) + share);
  }
  return { nodes: Int32Array.from(shares.keys()), shares: Float64Array.from(shares.values()) };
}
