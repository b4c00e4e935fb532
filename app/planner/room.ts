import { type LoadPath, loadPaths } from './load-paths';
import type { Site } from './site';
import type { WindowKw } from './solve-site';

/** What the limits of a site still let through while vehicles are put in and taken out. */
export class Room {
  private readonly paths: LoadPath[];
  private readonly free: Float64Array[];
  /** Vehicles that load each node. */
  private readonly loading: number[][];

  constructor(site: Site, vehicleKw: readonly WindowKw[]) {
    this.free = site.nodes.map((node) => Float64Array.from(node.limitKw));
    this.paths = loadPaths(site);
    this.loading = site.nodes.map(() => []);
    this.paths.forEach(({ nodes }, v) => {
      for (const n of nodes) this.loading[n]!.push(v);
    });
    vehicleKw.forEach((kw, v) => {
      const { arrive } = site.vehicles[v]!;
      for (let k = 0; k < kw.length; k++) if (kw[k]! > 0) this.add(v, arrive + k, kw[k]!);
    });
  }

  /** Takes `kw` more for vehicle `v` in interval `t`; less where `kw` is negative. */
  add(v: number, t: number, kw: number): void {
    const { nodes, shares } = this.paths[v]!;
    for (let k = 0; k < nodes.length; k++) this.free[nodes[k]!]![t]! -= kw * shares[k]!;
  }

  /** Power that vehicle `v` could take more in interval `t`, kW. */
  of(v: number, t: number): number {
    const { nodes, shares } = this.paths[v]!;
    let room = Number.POSITIVE_INFINITY;
    for (let k = 0; k < nodes.length; k++) room = Math.min(room, this.free[nodes[k]!]![t]! / shares[k]!);
    return Math.max(0, room);
  }

  /** The node that leaves vehicle `v` the least room in interval `t`. */
  tightest(v: number, t: number): number {
    const { nodes, shares } = this.paths[v]!;
    let tightest = 0;
    for (let k = 1; k < nodes.length; k++) {
      const room = this.free[nodes[k]!]![t]! / shares[k]!;
      if (room < this.free[nodes[tightest]!]![t]! / shares[tightest]!) tightest = k;
    }
    return nodes[tightest]!;
  }

  vehiclesOn(node: number): readonly number[] {
    return this.loading[node]!;
  }

  /** Power that `other` has to give up on a node that both load for `v` to have 1 kW more there, kW. */
  exchangeRate(v: number, other: number, node: number): number {
    return this.shareOf(v, node) / this.shareOf(other, node);
  }

  private shareOf(v: number, node: number): number {
    const { nodes, shares } = this.paths[v]!;
    return shares[nodes.indexOf(node)]!;
  }
}
