import { type FlowArcs, NEGLIGIBLE_KW } from './flow-arcs';
import { lowestBit } from './node-set';
import type { SearchSteps } from './search-steps';

/**
 * Sends flow down the steps of a search: a depth-first search whose stack is as deep as the steps are many. A node that can
 * send no more is taken out of its step, an arc that is full out of the bits, so the next arc is always the first one left.
 */
export class PathPush {
  /** Limit of each place on the path, -1 for a vehicle; its interval, or an attachment of the vehicle. */
  private limit = new Int32Array(0);
  private spot = new Int32Array(0);
  private want = new Float64Array(0);
  private sent = new Float64Array(0);
  /** Row and interval of the arc taken from each, and whether it is taken upwards (1) or back down (-1). */
  private row = new Int32Array(0);
  private interval = new Int32Array(0);
  private way = new Int32Array(0);
  /** The child to go to next, for each place of a limit with children: from cursorAt[m] + t. */
  private readonly cursor: Int32Array;
  private readonly cursorAt: Int32Array;

  constructor(
    private readonly arcs: FlowArcs,
    private readonly deficit: Float64Array,
    private readonly steps: SearchSteps,
  ) {
    let cursors = 0;
    this.cursorAt = new Int32Array(arcs.limits);
    for (let m = 0; m < arcs.limits; m++) {
      this.cursorAt[m] = cursors;
      if (arcs.firstChild[m + 1]! > arcs.firstChild[m]!) cursors += arcs.intervals;
    }
    this.cursor = new Int32Array(cursors);
  }

  /** To be called after each search, with the steps that it took. */
  begin(distance: number): void {
    this.cursor.fill(0);
    if (distance < this.limit.length) return;
    const room = 2 * distance + 8;
    this.limit = new Int32Array(room);
    this.spot = new Int32Array(room);
    this.want = new Float64Array(room);
    this.sent = new Float64Array(room);
    this.row = new Int32Array(room);
    this.interval = new Int32Array(room);
    this.way = new Int32Array(room);
  }

  /** Sends as much of a terminal's excess as the steps let through, found after so many of them. Answers how much, kW. */
  from(terminal: number, excess: Float64Array, distance: number): number {
    const { arcs, want, sent } = this;
    const vehicles = arcs.ofVehicle.length;
    let depth = 0;
    this.limit[0] = terminal < vehicles ? -1 : 0;
    this.spot[0] = terminal < vehicles ? arcs.ofVehicle[terminal]! : terminal - vehicles;
    want[0] = excess[terminal]!;
    sent[0] = 0;
    for (;;) {
      const left = distance - depth;
      if (left > 0 && this.goOn(depth, left - 1)) {
        depth++;
        continue;
      }
      if (left === 0) this.arrive(depth);
      if (sent[depth]! < want[depth]! - NEGLIGIBLE_KW) this.leaveOut(depth, left);
      do {
        if (depth === 0) return sent[0]!;
        const moved = sent[depth--]!;
        if (moved === 0) break;
        arcs.add(this.row[depth]!, this.interval[depth]!, this.way[depth]! * moved);
        sent[depth]! += moved;
      } while (want[depth]! - sent[depth]! <= NEGLIGIBLE_KW);
    }
  }

  /** Takes from the deficit of the terminal that the path has come to. */
  private arrive(depth: number): void {
    const { arcs, deficit } = this;
    const spot = this.spot[depth]!;
    const terminal = this.limit[depth]! < 0 ? arcs.vehicle[spot]! : arcs.ofVehicle.length + spot;
    const moved = Math.min(this.want[depth]!, deficit[terminal]!);
    deficit[terminal]! -= moved;
    this.sent[depth] = moved;
  }

  /** Takes a node that can send no more out of its step. */
  private leaveOut(depth: number, step: number): void {
    const { steps } = this;
    const { twin } = this.arcs;
    const spot = this.spot[depth]!;
    const m = this.limit[depth]!;
    if (m >= 0) {
      steps.places[steps.find(m, step) + (spot >> 5)]! &= ~(1 << (spot & 31));
      return;
    }
    const found = steps.attachments[step]!;
    let a = spot;
    do {
      a = twin[a]!;
      found[a >> 5]! &= ~(1 << (a & 31));
    } while (a !== spot);
  }

  /** Goes one arc nearer to a deficit, to a node of the step `nearer`. */
  private goOn(depth: number, nearer: number): boolean {
    const m = this.limit[depth]!;
    if (m < 0) return this.climb(depth, nearer);
    return (
      this.toParent(depth, m, nearer) || this.toVehicle(depth, m, nearer) || this.toChild(depth, m, nearer)
    );
  }

  private climb(depth: number, nearer: number): boolean {
    const { steps } = this;
    const { at, twin, words, room } = this.arcs;
    const last = this.spot[depth]!;
    let a = last;
    do {
      a = twin[a]!;
      const m = at[a]!;
      const row = steps.find(m, nearer);
      if (row < 0) continue;
      for (let w = 0; w < words; w++) {
        const open = room[a * words + w]! & steps.places[row + w]!;
        if (open === 0) continue;
        const t = (w << 5) + lowestBit(open);
        this.walk(depth, a, t, 1, m, t);
        return true;
      }
    } while (a !== last);
    return false;
  }

  private toParent(depth: number, m: number, nearer: number): boolean {
    const { parent, attachments, room } = this.arcs;
    if (m === 0) return false;
    const t = this.spot[depth]!;
    if (!this.isOpen(room, m, t, parent[m]!, nearer)) return false;
    this.walk(depth, attachments + m, t, 1, parent[m]!, t);
    return true;
  }

  private toVehicle(depth: number, m: number, nearer: number): boolean {
    const { across, acrossAt, acrossWords, firstAt } = this.arcs;
    const found = this.steps.attachments[nearer]!;
    const t = this.spot[depth]!;
    const from = acrossAt[m]! + t * acrossWords[m]!;
    const firstWord = firstAt[m]! >> 5;
    for (let w = 0; w < acrossWords[m]!; w++) {
      const open = across[from + w]! & found[firstWord + w]!;
      if (open === 0) continue;
      const a = ((firstWord + w) << 5) + lowestBit(open);
      this.walk(depth, a, t, -1, -1, a);
      return true;
    }
    return false;
  }

  private toChild(depth: number, m: number, nearer: number): boolean {
    const { attachments, firstChild, child, flow } = this.arcs;
    const children = firstChild[m + 1]! - firstChild[m]!;
    if (children === 0) return false;
    const t = this.spot[depth]!;
    const cursor = this.cursorAt[m]! + t;
    for (let k = this.cursor[cursor]!; k < children; k++) {
      const c = child[firstChild[m]! + k]!;
      if (!this.isOpen(flow, c, t, c, nearer)) continue;
      this.cursor[cursor] = k;
      this.walk(depth, attachments + c, t, -1, c, t);
      return true;
    }
    this.cursor[cursor] = children;
    return false;
  }

  /** Whether the arc above limit `m` in interval `t` has such a bit and the place that it leads to is in the step. */
  private isOpen(bits: Int32Array, m: number, t: number, to: number, step: number): boolean {
    const { attachments, words } = this.arcs;
    const bit = 1 << (t & 31);
    if ((bits[(attachments + m) * words + (t >> 5)]! & bit) === 0) return false;
    const row = this.steps.find(to, step);
    return row >= 0 && (this.steps.places[row + (t >> 5)]! & bit) !== 0;
  }

  private walk(depth: number, row: number, t: number, way: 1 | -1, limit: number, spot: number): void {
    const { arcs, want, sent } = this;
    this.row[depth] = row;
    this.interval[depth] = t;
    this.way[depth] = way;
    this.limit[depth + 1] = limit;
    this.spot[depth + 1] = spot;
    sent[depth + 1] = 0;
    const arc = arcs.base[row]! + 2 * t;
    const flow = arcs.kw[arc + 1]!;
    const most = way > 0 ? arcs.kw[arc]! - flow : flow;
    const left = want[depth]! - sent[depth]!;
    want[depth + 1] = left < most ? left : most;
  }
}
