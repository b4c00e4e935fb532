import type { LimitNode, Vehicle } from './problem';

/** Loads may pass a limit by this much, kW: rounding. */
const SAME_KW = 1e-9;

export interface PassedLimit {
  node: string;
  /** Intervals in which the load is above the limit. */
  intervals: number[];
  overKwh: number;
}

/** Load of cars that charge at full power from arrival, on every node above them. */
export class LoadAtOnce {
  private readonly loads: Map<string, Float64Array>;
  private readonly byId: Map<string, LimitNode>;

  constructor(
    private readonly nodes: readonly LimitNode[],
    private readonly hoursPerInterval: number,
  ) {
    this.byId = new Map(nodes.map((node) => [node.id, node]));
    this.loads = new Map(nodes.map((node) => [node.id, new Float64Array(node.limitKw.length)]));
  }

  /** True where every limit it touches still holds. */
  add(vehicle: Vehicle): boolean {
    let holds = true;
    for (let node = this.byId.get(vehicle.node); node; node = this.byId.get(node.parent ?? '')) {
      const load = this.loads.get(node.id)!;
      let left = vehicle.energyKwh / this.hoursPerInterval;
      for (let t = vehicle.arrive; t < vehicle.depart && left > 0; t++) {
        const kw = Math.min(left, vehicle.maxKw);
        load[t]! += kw;
        left -= kw;
        if (load[t]! > node.limitKw[t]! + SAME_KW) holds = false;
      }
    }
    return holds;
  }

  /** The limit that is passed by the most energy; null where all hold. */
  passed(): PassedLimit | null {
    let most: PassedLimit | null = null;
    for (const { id, limitKw } of this.nodes) {
      const overKw = limitKw.map((limit, t) => Math.max(0, this.loads.get(id)![t]! - limit - SAME_KW));
      const overKwh = overKw.reduce((sum, kw) => sum + kw, 0) * this.hoursPerInterval;
      const intervals = overKw.flatMap((kw, t) => (kw > 0 ? [t] : []));
      if (overKwh > (most?.overKwh ?? 0)) most = { node: id, intervals, overKwh };
    }
    return most;
  }
}
