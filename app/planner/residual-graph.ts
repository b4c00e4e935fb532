import { type FlowArcs, NEGLIGIBLE_KW } from './flow-arcs';
import { lowestBit, NodeSet } from './node-set';
import { PathPush } from './path-push';
import { SearchSteps } from './search-steps';

/** Bits of arcs that let a search pass: down from a limit to what hangs there, and up from that to the limit. */
export interface Ways {
  down: Int32Array;
  up: Int32Array;
}

/**
 * Moves excess to deficit along residual arcs, as much as can be moved: Dinic's algorithm, searching from the deficits. Excess
 * and deficit lie at terminals: the vehicles, then the root in each interval. A search goes step by step over sets of nodes,
 * and asks a row of arcs for all its intervals at once.
 */
export class ResidualGraph {
  readonly excess: Float64Array;
  readonly deficit: Float64Array;
  /** Terminal of the root in interval 0; the other intervals follow. */
  readonly root: number;
  /** After a `transfer` that left supply, the nodes that lead to a deficit left over; else nothing. */
  readonly reached: NodeSet;
  /** The vehicles that the last search came to, in the order found: the first `foundCount`. */
  readonly found: Int32Array;
  foundCount = 0;
  /** The terminals with excess that the last search ended at: the first `sourceCount`. */
  private readonly sources: Int32Array;
  private sourceCount = 0;
  /** Along residual arcs, and against them. */
  readonly forth: Ways;
  readonly back: Ways;
  private readonly unseen: NodeSet;
  private readonly steps: SearchSteps;
  private readonly push: PathPush;

  constructor(readonly arcs: FlowArcs) {
    this.root = arcs.ofVehicle.length;
    this.excess = new Float64Array(this.root + arcs.intervals);
    this.deficit = new Float64Array(this.root + arcs.intervals);
    this.reached = this.nothing();
    this.unseen = this.nothing();
    this.found = new Int32Array(this.root);
    this.sources = new Int32Array(this.excess.length);
    this.forth = { down: arcs.flow, up: arcs.room };
    this.back = { down: arcs.room, up: arcs.flow };
    this.steps = new SearchSteps(arcs);
    this.push = new PathPush(arcs, this.deficit, this.steps);
  }

  nothing(): NodeSet {
    const { attachments, limits, words } = this.arcs;
    return new NodeSet((attachments + 31) >> 5, limits * words);
  }

  everything(): NodeSet {
    const all = this.nothing();
    all.fill(-1);
    return all;
  }

  holds(set: NodeSet, terminal: number): boolean {
    const { root } = this;
    if (terminal >= root) return hasBit(set.places, terminal - root);
    return hasBit(set.attachments, this.arcs.ofVehicle[terminal]!);
  }

  /**
   * `supply` is all the excess there is: when it has been moved, nothing is left to search for. Answers what is left of it,
   * after at most `rounds` searches. Nothing outside of `within` takes part.
   */
  transfer(
    sinks: ArrayLike<number>,
    supply: number,
    within: NodeSet = this.everything(),
    rounds = Number.POSITIVE_INFINITY,
  ): number {
    const { excess, unseen, sources } = this;
    let left = supply;
    for (let round = 0; left > NEGLIGIBLE_KW && round < rounds; round++) {
      unseen.become(within);
      const distance = this.label(sinks);
      if (this.sourceCount === 0) break;
      this.push.begin(distance);
      for (let k = 0; k < this.sourceCount; k++) {
        const source = sources[k]!;
        const moved = this.push.from(source, excess, distance);
        excess[source]! -= moved;
        left -= moved;
      }
    }
    this.reached.fill(0);
    if (left > NEGLIGIBLE_KW) {
      this.reached.become(within);
      this.reached.remove(unseen);
    }
    return left;
  }

  /** Takes everything out of `unseen` that the ways lead to from the terminals of `start`, themselves included. */
  explore(start: ArrayLike<number>, ways: Ways, unseen: NodeSet): void {
    this.begin();
    for (let k = 0; k < start.length; k++) this.startFrom(start[k]!, unseen);
    for (let step = 0, from = 0, isOn = true; isOn; step++) {
      const to = this.foundCount;
      isOn = this.advance(step, from, ways, unseen);
      from = to;
    }
  }

  /** The vehicles and the root's intervals that the last search came to. */
  foundTerminals(): number[] {
    const { steps, root } = this;
    const { words } = this.arcs;
    const terminals = Array.from(this.found.subarray(0, this.foundCount));
    for (let row = 0; row < steps.rows; row++) {
      if (steps.limitOf[row] !== 0) continue;
      for (let w = 0; w < words; w++) {
        for (let bits = steps.places[row * words + w]!; bits !== 0; bits &= bits - 1)
          terminals.push(root + (w << 5) + lowestBit(bits));
      }
    }
    return terminals;
  }

  /** Steps from the deficits up to the nearest excess, the `sources`. Answers how many steps. */
  private label(sinks: ArrayLike<number>): number {
    const { deficit, excess, found, root, unseen, steps, sources } = this;
    const { words } = this.arcs;
    this.begin();
    for (let k = 0; k < sinks.length; k++)
      if (deficit[sinks[k]!]! > NEGLIGIBLE_KW) this.startFrom(sinks[k]!, unseen);
    let count = 0;
    let from = 0;
    let distance = 1;
    for (; count === 0; distance++) {
      const to = this.foundCount;
      if (!this.advance(distance - 1, from, this.back, unseen)) break;
      for (let k = to; k < this.foundCount; k++)
        if (excess[found[k]!]! > NEGLIGIBLE_KW) sources[count++] = found[k]!;
      const row = steps.find(0, distance);
      for (let w = 0; row >= 0 && w < words; w++) {
        for (let bits = steps.places[row + w]!; bits !== 0; bits &= bits - 1) {
          const source = root + (w << 5) + lowestBit(bits);
          if (excess[source]! > NEGLIGIBLE_KW) sources[count++] = source;
        }
      }
      from = to;
    }
    this.sourceCount = count;
    return distance - 1;
  }

  private begin(): void {
    this.foundCount = 0;
    this.steps.begin();
  }

  /** Puts a terminal into step 0, unless it was seen already. */
  private startFrom(terminal: number, unseen: NodeSet): void {
    const { steps } = this;
    if (!this.holds(unseen, terminal)) return;
    if (terminal < this.root) {
      this.take(this.arcs.ofVehicle[terminal]!, unseen, steps.attachments[0]!);
      return;
    }
    const t = terminal - this.root;
    const row = steps.make(0, 0);
    steps.places[row + (t >> 5)]! |= 1 << (t & 31);
    unseen.places[t >> 5]! &= ~(1 << (t & 31));
  }

  /** Goes on from a step, whose vehicles are those found since `from`. False where that leads to nothing new. */
  private advance(step: number, from: number, ways: Ways, unseen: NodeSet): boolean {
    const { steps } = this;
    const { firstChild, child, parent, attachments } = this.arcs;
    const to = this.foundCount;
    steps.open(step + 1);
    this.climb(from, to, ways.up, unseen.places, step + 1);
    for (let row = steps.firstRow[step]!; row < steps.firstRow[step + 1]!; row++) {
      const m = steps.limitOf[row]!;
      if (m > 0) this.cross(row, ways.up, attachments + m, parent[m]!, unseen.places, step + 1);
      for (let k = firstChild[m]!; k < firstChild[m + 1]!; k++)
        this.cross(row, ways.down, attachments + child[k]!, child[k]!, unseen.places, step + 1);
      this.descend(row, m, ways.down, steps.attachments[step + 1]!, unseen);
    }
    return this.foundCount > to || steps.rows > steps.firstRow[step + 1]!;
  }

  /** From vehicles to the intervals of their limits. */
  private climb(from: number, to: number, up: Int32Array, unseen: Int32Array, step: number): void {
    const { steps, found } = this;
    const { words, at, twin, ofVehicle } = this.arcs;
    for (let k = from; k < to; k++) {
      const last = ofVehicle[found[k]!]!;
      let a = last;
      do {
        a = twin[a]!;
        const m = at[a]!;
        for (let w = 0; w < words; w++) {
          const fresh = up[a * words + w]! & unseen[m * words + w]!;
          if (fresh === 0) continue;
          const row = steps.make(m, step);
          steps.places[row + w]! |= fresh;
          unseen[m * words + w]! ^= fresh;
        }
      } while (a !== last);
    }
  }

  /** From a row of places to those of another limit, along the row of arcs `by`. */
  private cross(
    row: number,
    bits: Int32Array,
    by: number,
    other: number,
    unseen: Int32Array,
    step: number,
  ): void {
    const { steps } = this;
    const { words } = this.arcs;
    for (let w = 0; w < words; w++) {
      const fresh = bits[by * words + w]! & steps.places[row * words + w]! & unseen[other * words + w]!;
      if (fresh === 0) continue;
      const next = steps.make(other, step);
      steps.places[next + w]! |= fresh;
      unseen[other * words + w]! ^= fresh;
    }
  }

  /** From a row of places of limit `m` to the vehicles on it. */
  private descend(row: number, m: number, down: Int32Array, next: Int32Array, unseen: NodeSet): void {
    const { words, firstAt } = this.arcs;
    const { places } = this.steps;
    const at = row * words;
    let from = 0;
    while (places[at + from] === 0) from++;
    let to = words;
    while (places[at + to - 1] === 0) to--;
    const end = firstAt[m + 1]!;
    for (let a = firstAt[m]!; a < end; a++) {
      const left = unseen.attachments[a >> 5]! >>> (a & 31);
      if (left === 0) {
        a |= 31;
        continue;
      }
      a += lowestBit(left);
      if (a >= end) return;
      for (let w = from; w < to; w++) {
        if ((down[a * words + w]! & places[at + w]!) === 0) continue;
        this.take(a, unseen, next);
        break;
      }
    }
  }

  /** Adds the vehicle of an attachment to those found. */
  private take(attachment: number, { attachments: unseen }: NodeSet, into: Int32Array): void {
    const { twin, vehicle } = this.arcs;
    this.found[this.foundCount++] = vehicle[attachment]!;
    let a = attachment;
    do {
      a = twin[a]!;
      into[a >> 5]! |= 1 << (a & 31);
      unseen[a >> 5]! &= ~(1 << (a & 31));
    } while (a !== attachment);
  }
}

function hasBit(words: Int32Array, at: number): boolean {
  return (words[at >> 5]! & (1 << (at & 31))) !== 0;
}
