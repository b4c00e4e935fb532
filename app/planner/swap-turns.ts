import type { ChargingGraph } from './charging-graph';
import { NEGLIGIBLE_KW } from './residual-graph';

/** Vehicles asked to swap, for one interval of another. */
const MOST_ASKED = 12;

/** Lets each vehicle in turn swap its latest power for earlier power of vehicles after it on the same limit. No load changes. */
export function swapTurns(network: ChargingGraph, inTurn: readonly number[]): void {
  const queues: number[][] = network.tree.kept.map(() => []);
  for (const attachment of inTurn) queues[network.tree.attachments[attachment]!.at]!.push(attachment);
  for (const queue of queues) {
    if (queue.length < 2) continue;
    const swap = new Swap(network, queue);
    for (let turn = 0; turn < queue.length - 1; turn++) swap.bringForward(turn);
  }
}

class Swap {
  private readonly residual: Float64Array;
  /** First arc of each in the queue, less its interval: the arc of interval t is `base + 2t`. */
  private readonly base: Int32Array;
  private readonly arrive: Int32Array;
  private readonly depart: Int32Array;
  /** Turns of those that have power in each interval. May name some that no longer have. */
  private readonly charging: number[][];

  constructor(network: ChargingGraph, queue: readonly number[]) {
    const { attachments } = network.tree;
    this.residual = network.graph.arcs.residual;
    this.arrive = Int32Array.from(queue, (a) => network.site.vehicles[attachments[a]!.vehicle]!.arrive);
    this.depart = this.arrive.map((arrive, turn) => arrive + attachments[queue[turn]!]!.capKw.length);
    this.base = this.arrive.map((arrive, turn) => network.attachmentArc[queue[turn]!]! - 2 * arrive);
    this.charging = Array.from({ length: network.intervals }, () => []);
    for (let turn = 0; turn < queue.length; turn++) {
      for (let t = this.arrive[turn]!; t < this.depart[turn]!; t++) {
        if (this.powerKw(turn, t) > NEGLIGIBLE_KW) this.charging[t]!.push(turn);
      }
    }
  }

  bringForward(turn: number): void {
    let last = this.depart[turn]! - 1;
    for (let t = this.arrive[turn]!; t < last; t++) {
      while (last > t && this.powerKw(turn, last) <= NEGLIGIBLE_KW) last--;
      if (this.roomKw(turn, t) > NEGLIGIBLE_KW) this.ask(turn, t, last);
    }
  }

  /** Asks those with power in interval `t` whose turn comes later, the last first. */
  private ask(turn: number, t: number, last: number): void {
    const others = this.charging[t]!;
    let asked = 0;
    for (let k = others.length - 1; k >= 0 && asked < MOST_ASKED; k--) {
      const other = others[k]!;
      if (other <= turn || this.powerKw(other, t) <= NEGLIGIBLE_KW) {
        others.splice(k, 1);
        continue;
      }
      asked++;
      this.exchange(turn, other, t, last);
      if (this.roomKw(turn, t) <= NEGLIGIBLE_KW) return;
    }
  }

  /** Takes the other's power in `early` for power of later intervals, the latest first. */
  private exchange(turn: number, other: number, early: number, last: number): void {
    const from = Math.max(early + 1, this.arrive[other]!);
    let most = Math.min(this.powerKw(other, early), this.roomKw(turn, early));
    for (let late = Math.min(last, this.depart[other]! - 1); late >= from && most > NEGLIGIBLE_KW; late--) {
      const kw = Math.min(most, this.powerKw(turn, late), this.roomKw(other, late));
      if (kw <= NEGLIGIBLE_KW) continue;
      most -= kw;
      this.add(turn, early, kw);
      this.add(turn, late, -kw);
      this.add(other, early, -kw);
      this.add(other, late, kw);
      this.charging[late]!.push(other);
    }
  }

  private powerKw(turn: number, t: number): number {
    return this.residual[this.base[turn]! + 2 * t + 1]!;
  }

  private roomKw(turn: number, t: number): number {
    return this.residual[this.base[turn]! + 2 * t]!;
  }

  private add(turn: number, t: number, kw: number): void {
    const arc = this.base[turn]! + 2 * t;
    this.residual[arc]! -= kw;
    this.residual[arc + 1]! += kw;
  }
}
