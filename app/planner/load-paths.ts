import type { Site } from './site';

/** Every node that a vehicle loads, its lines and all above them, with the part of its power that each carries. */
export interface LoadPath {
  nodes: Int32Array;
  shares: Float64Array;
}

export function loadPaths(site: Site): LoadPath[] {
  return site.attachments.map(({ nodes, share }) => {
    const shares = new Map<number, number>();
    for (const start of nodes) {
      for (let n = start; n >= 0; n = site.parent[n]!) shares.set(n, (shares.get(n) ?? 0) + share);
    }
    return { nodes: Int32Array.from(shares.keys()), shares: Float64Array.from(shares.values()) };
  });
}
