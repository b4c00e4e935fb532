import { loadPaths } from './load-paths';
import type { Site } from './site';

/** What the limits of a site still let through while vehicles are put in and taken out. */
export class Room {
  /** Of every node in every interval, node after node, kW. */
  private readonly free: Float64Array;
  private readonly limits: Float64Array;
  /** Nodes that vehicle `v` loads, from pathStart[v] to pathStart[v + 1]: where their intervals begin in `free`, and the share of its power. */
  private readonly pathStart: Int32Array;
  private readonly pathFree: Int32Array;
  private readonly pathShare: Float64Array;
  /** 1 / pathShare. */
  private readonly pathRate: Float64Array;
  /** Vehicles that load each node. */
  private readonly loading: number[][];

  constructor(
    site: Site,
    private readonly intervals: number,
  ) {
    this.free = new Float64Array(site.nodes.length * intervals);
    site.nodes.forEach(({ limitKw }, n) => {
      this.free.set(limitKw, n * intervals);
    });
    this.limits = this.free.slice();
    const paths = loadPaths(site);
    this.pathStart = new Int32Array(paths.length + 1);
    for (let v = 0; v < paths.length; v++)
      this.pathStart[v + 1] = this.pathStart[v]! + paths[v]!.nodes.length;
    this.pathFree = new Int32Array(this.pathStart[paths.length]!);
    this.pathShare = new Float64Array(this.pathFree.length);
    this.pathRate = new Float64Array(this.pathFree.length);
    this.loading = site.nodes.map(() => []);
    paths.forEach(({ nodes, shares }, v) => {
      for (let k = 0, at = this.pathStart[v]!; k < nodes.length; k++, at++) {
        this.pathFree[at] = nodes[k]! * intervals;
        this.pathShare[at] = shares[k]!;
        this.pathRate[at] = 1 / shares[k]!;
        this.loading[nodes[k]!]!.push(v);
      }
    });
  }

  /** Takes `kw` more for vehicle `v` in interval `t`; less where `kw` is negative. */
  add(v: number, t: number, kw: number): void {
    const end = this.pathStart[v + 1]!;
    for (let at = this.pathStart[v]!; at < end; at++)
      this.free[this.pathFree[at]! + t]! -= kw * this.pathShare[at]!;
  }

  /** Power that vehicle `v` could take more in interval `t`, kW. */
  of(v: number, t: number): number {
    const end = this.pathStart[v + 1]!;
    let room = Number.POSITIVE_INFINITY;
    for (let at = this.pathStart[v]!; at < end; at++) {
      const kw = this.free[this.pathFree[at]! + t]! * this.pathRate[at]!;
      if (kw < room) room = kw;
    }
    return room > 0 ? room : 0;
  }

  /** Power that vehicle `v` could take in interval `t` if there were no other, kW. */
  limit(v: number, t: number): number {
    const end = this.pathStart[v + 1]!;
    let limit = Number.POSITIVE_INFINITY;
    for (let at = this.pathStart[v]!; at < end; at++) {
      const kw = this.limits[this.pathFree[at]! + t]! * this.pathRate[at]!;
      if (kw < limit) limit = kw;
    }
    return limit;
  }

  /** The node that leaves vehicle `v` the least room in interval `t`. */
  tightest(v: number, t: number): number {
    const end = this.pathStart[v + 1]!;
    let tightest = 0;
    let room = Number.POSITIVE_INFINITY;
    for (let at = this.pathStart[v]!; at < end; at++) {
      const kw = this.free[this.pathFree[at]! + t]! * this.pathRate[at]!;
      if (kw >= room) continue;
      room = kw;
      tightest = this.pathFree[at]!;
    }
    return tightest / this.intervals;
  }

  vehiclesOn(node: number): readonly number[] {
    return this.loading[node]!;
  }

  /** Power that `other` has to give up on a node that both load for `v` to have 1 kW more there, kW. */
  exchangeRate(v: number, other: number, node: number): number {
    return this.pathShare[this.onPath(v, node)]! / this.pathShare[this.onPath(other, node)]!;
  }

  private onPath(v: number, node: number): number {
    let at = this.pathStart[v]!;
    while (this.pathFree[at] !== node * this.intervals) at++;
    return at;
  }
}
