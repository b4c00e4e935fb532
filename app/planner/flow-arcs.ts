import { groupBy } from './group-by';
import type { LimitTree } from './limit-tree';
import { countBits } from './node-set';
import type { Site } from './site';

/** Flows below this power, kW, count as nothing. */
export const NEGLIGIBLE_KW = 1e-10;

/**
 * The arcs of the flow network in rows of one arc an interval: a row for each attachment (vehicle → its limit), then one for
 * each kept limit (→ the one above it; the root's is empty). The arc of row `r` in interval `t` is `base[r] + 2t`:
 * its limit, kW, lies there in `kw`, and its flow after it. Beside them stand two bits an arc, whether it has room and whether anything flows: searching reads those alone.
 */
export class FlowArcs {
  readonly words: number;
  readonly attachments: number;
  readonly limits: number;
  readonly parent: readonly number[];
  /** Children of limit m: `child` from firstChild[m] to firstChild[m + 1]. */
  readonly firstChild: Int32Array;
  readonly child: Int32Array;
  /** The attachments of limit m go from firstAt[m] to firstAt[m + 1]. */
  readonly firstAt: Int32Array;
  readonly at: Int32Array;
  readonly vehicle: Int32Array;
  /** The next attachment of the same vehicle, after the last one the first. */
  readonly twin: Int32Array;
  /** One attachment of each vehicle. */
  readonly ofVehicle: Int32Array;
  /** Window of each attachment. */
  readonly arrive: Int32Array;
  readonly depart: Int32Array;
  readonly base: Int32Array;
  readonly kw: Float64Array;
  /** Bit `t` of row `r` is in word r · words + (t >> 5). */
  readonly room: Int32Array;
  readonly flow: Int32Array;
  /** The flow bits of the attachments of limit m in interval t, as they lie in a set of nodes: from acrossAt[m] + t · acrossWords[m]. */
  readonly across: Int32Array;
  readonly acrossAt: Int32Array;
  readonly acrossWords: Int32Array;

  constructor(
    site: Site,
    { kept, parent, attachments, arcKw, limitsAt }: LimitTree,
    readonly intervals: number,
  ) {
    const count = attachments.vehicle.length;
    const rows = count + kept.length;
    this.words = (intervals + 31) >> 5;
    this.attachments = count;
    this.limits = kept.length;
    this.parent = parent;
    this.at = attachments.at;
    this.vehicle = attachments.vehicle;
    this.arrive = attachments.vehicle.map((v) => site.vehicles[v]!.arrive);
    this.depart = attachments.vehicle.map((v) => site.vehicles[v]!.depart);
    this.base = new Int32Array(rows);
    for (let a = 0; a < count; a++) this.base[a] = attachments.first[a]! - 2 * this.arrive[a]!;
    for (let m = 0; m < kept.length; m++) this.base[count + m] = limitsAt + 2 * m * intervals;
    this.kw = arcKw;
    this.room = new Int32Array(rows * this.words);
    this.flow = new Int32Array(rows * this.words);
    this.twin = new Int32Array(count);
    this.ofVehicle = new Int32Array(site.vehicles.length).fill(-1);
    this.linkTwins();
    this.firstAt = groupBy(this.at, kept.length).first;
    const children = groupBy(parent, kept.length);
    this.firstChild = children.first;
    this.child = children.members;
    this.acrossWords = new Int32Array(kept.length);
    this.acrossAt = new Int32Array(kept.length + 1);
    for (let m = 0; m < kept.length; m++) {
      const [from, to] = [this.firstAt[m]!, this.firstAt[m + 1]!];
      this.acrossWords[m] = from === to ? 0 : ((to - 1) >> 5) - (from >> 5) + 1;
      this.acrossAt[m + 1] = this.acrossAt[m]! + this.acrossWords[m]! * intervals;
    }
    this.across = new Int32Array(this.acrossAt[kept.length]!);
    this.readBits();
  }

  /** Lets `kw` more flow along an arc, or less where it is negative. */
  add(row: number, t: number, kw: number): void {
    this.kw[this.base[row]! + 2 * t + 1]! += kw;
    this.readBit(row, t);
  }

  /** Writes limit and flow of an arc, kW, whatever they were; the arcs above it stay as they are. */
  write(row: number, t: number, limitKw: number, flowKw: number): void {
    const arc = this.base[row]! + 2 * t;
    this.kw[arc] = limitKw;
    this.kw[arc + 1] = flowKw;
    this.readBit(row, t);
  }

  limitKw(row: number, t: number): number {
    return this.kw[this.base[row]! + 2 * t]!;
  }

  roomKw(row: number, t: number): number {
    const arc = this.base[row]! + 2 * t;
    return this.kw[arc]! - this.kw[arc + 1]!;
  }

  flowKw(row: number, t: number): number {
    return this.kw[this.base[row]! + 2 * t + 1]!;
  }

  /** Room on the way from limit `m` to the root in interval `t`, the root left out, kW; at most `most`. */
  roomAbove(m: number, t: number, most: number): number {
    let kw = most;
    for (let at = m; at > 0; at = this.parent[at]!) kw = Math.min(kw, this.roomKw(this.attachments + at, t));
    return kw;
  }

  /** Lets `kw` more flow from a vehicle to the root. */
  addToRoot(attachment: number, t: number, kw: number): void {
    this.add(attachment, t, kw);
    for (let m = this.at[attachment]!; m > 0; m = this.parent[m]!) this.add(this.attachments + m, t, kw);
  }

  /** Power of an attachment, kW, exactly 0 or exactly its limit where it is within rounding of them. */
  powerKw(attachment: number, t: number): number {
    const arc = this.base[attachment]! + 2 * t;
    const kw = this.kw[arc + 1]!;
    if (kw <= NEGLIGIBLE_KW) return 0;
    return this.kw[arc]! - kw <= NEGLIGIBLE_KW ? this.kw[arc]! : kw;
  }

  /** What flows through an attachment, kW × intervals. */
  carriedKw(attachment: number): number {
    let sum = 0;
    for (let t = this.arrive[attachment]!; t < this.depart[attachment]!; t++)
      sum += this.powerKw(attachment, t);
    return sum;
  }

  /** How often flow through an attachment begins. */
  startsOf(attachment: number): number {
    const { words, flow } = this;
    let starts = 0;
    let before = 0;
    for (let w = attachment * words; w < (attachment + 1) * words; w++) {
      const on = flow[w]!;
      starts += countBits(on & ~((on << 1) | before));
      before = on >>> 31;
    }
    return starts;
  }

  /** Takes the flow out of every arc, those of vehicles and of limits alike. */
  empty(): void {
    for (let arc = 1; arc < this.kw.length; arc += 2) this.kw[arc] = 0;
    this.readBits();
  }

  /** Brings the bits up to date with flows and limits that were written as they are. */
  readBits(): void {
    this.room.fill(0);
    this.flow.fill(0);
    this.across.fill(0);
    for (let row = 0; row < this.attachments; row++) {
      for (let t = this.arrive[row]!; t < this.depart[row]!; t++) this.readBit(row, t);
    }
    for (let row = this.attachments + 1; row < this.base.length; row++) {
      for (let t = 0; t < this.intervals; t++) this.readBit(row, t);
    }
  }

  /** Brings the bits of one arc up to date with its limit and flow. */
  readBit(row: number, t: number): void {
    const arc = this.base[row]! + 2 * t;
    const word = row * this.words + (t >> 5);
    const bit = 1 << (t & 31);
    const kw = this.kw[arc + 1]!;
    if (this.kw[arc]! - kw > NEGLIGIBLE_KW) this.room[word]! |= bit;
    else this.room[word]! &= ~bit;
    if (kw > NEGLIGIBLE_KW === ((this.flow[word]! & bit) !== 0)) return;
    this.flow[word]! ^= bit;
    if (row < this.attachments) this.across[this.acrossWord(row, t)]! ^= 1 << (row & 31);
  }

  private acrossWord(attachment: number, t: number): number {
    const m = this.at[attachment]!;
    return this.acrossAt[m]! + t * this.acrossWords[m]! + (attachment >> 5) - (this.firstAt[m]! >> 5);
  }

  private linkTwins(): void {
    const { vehicle, twin, ofVehicle } = this;
    for (let a = vehicle.length - 1; a >= 0; a--) {
      const known = ofVehicle[vehicle[a]!]!;
      twin[a] = known < 0 ? a : twin[known]!;
      if (known < 0) ofVehicle[vehicle[a]!] = a;
      else twin[known] = a;
    }
  }
}
