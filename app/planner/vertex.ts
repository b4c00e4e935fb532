import type { ChargingGraph } from './charging-graph';
import { NEGLIGIBLE_KW } from './flow-arcs';
import { lowestBit } from './node-set';

const NONE = -1;

/**
 * Turns a flow into a vertex with the same totals for every vehicle and interval: as few arcs as possible lie strictly
 * between nothing and full (at most vehicles + places − 1). Arcs in between are added to a forest one after the other; one
 * that closes a cycle lets flow go round until an arc of the cycle is empty or full and leaves the forest.
 */
export function moveToVertex(network: ChargingGraph): void {
  const { arcs, intervals, root } = network;
  const { words, room, flow, attachments, limits, parent } = arcs;
  const forest = new Forest(network);
  const between = (row: number, below: (t: number) => number, above: number) => {
    for (let w = 0; w < words; w++) {
      let bits = room[row * words + w]! & flow[row * words + w]!;
      for (; bits !== 0; bits &= bits - 1) {
        const t = (w << 5) + lowestBit(bits);
        forest.add(below(t), above + t, arcs.base[row]! + 2 * t);
      }
    }
  };
  for (let a = 0; a < attachments; a++) between(a, () => arcs.vehicle[a]!, root + arcs.at[a]! * intervals);
  for (let m = 1; m < limits; m++)
    between(attachments + m, (t) => root + m * intervals + t, root + parent[m]! * intervals);
  arcs.readBits();
}

/** Arcs are numbered as in the network, one more for going back down. */
class Forest {
  private readonly parent: Int32Array;
  /** Arc from each node to its parent. */
  private readonly upward: Int32Array;
  private readonly mark: Int32Array;
  private stamp = 0;

  constructor(private readonly network: ChargingGraph) {
    const nodes = network.root + network.arcs.limits * network.intervals;
    this.parent = new Int32Array(nodes).fill(NONE);
    this.upward = new Int32Array(nodes).fill(NONE);
    this.mark = new Int32Array(nodes);
  }

  add(node: number, other: number, arc: number): void {
    const meeting = this.meet(node, other);
    if (meeting === NONE) this.hang(node, other, arc);
    else this.goRound(node, other, arc, meeting);
  }

  /** Nearest common ancestor, or NONE in different trees. */
  private meet(a: number, b: number): number {
    const { parent, mark } = this;
    this.stamp++;
    for (let n = a; n !== NONE; n = parent[n]!) mark[n] = this.stamp;
    for (let n = b; n !== NONE; n = parent[n]!) if (mark[n] === this.stamp) return n;
    return NONE;
  }

  /** Makes `node` the root of its tree and hangs it below `other` by `arc`. */
  private hang(node: number, other: number, arc: number): void {
    const { parent, upward } = this;
    let [child, above, link] = [node, other, arc];
    while (child !== NONE) {
      const next = parent[child]!;
      const up = upward[child]!;
      parent[child] = above;
      upward[child] = link;
      above = child;
      link = up === NONE ? NONE : up ^ 1;
      child = next;
    }
  }

  /** The cycle runs node → other along `arc`, up from `other` to the meeting node and down again to `node`. */
  private goRound(node: number, other: number, arc: number, meeting: number): void {
    const { parent, upward } = this;
    const { kw } = this.network.arcs;
    const cycle = [arc];
    for (let n = other; n !== meeting; n = parent[n]!) cycle.push(upward[n]!);
    for (let n = node; n !== meeting; n = parent[n]!) cycle.push(upward[n]! ^ 1);
    let forth = Number.POSITIVE_INFINITY;
    let back = Number.POSITIVE_INFINITY;
    for (const a of cycle) {
      forth = Math.min(forth, this.residualKw(a));
      back = Math.min(back, this.residualKw(a ^ 1));
    }
    const moved = forth <= back ? forth : -back;
    for (const a of cycle) kw[a | 1]! += a & 1 ? -moved : moved;
    const settled = (a: number) =>
      this.residualKw(a) <= NEGLIGIBLE_KW || this.residualKw(a ^ 1) <= NEGLIGIBLE_KW;
    for (const end of [node, other]) {
      for (let n = end; n !== meeting; ) {
        const above = parent[n]!;
        if (settled(upward[n]!)) this.cut(n);
        n = above;
      }
    }
    if (!settled(arc)) this.add(node, other, arc);
  }

  private residualKw(arc: number): number {
    const { kw } = this.network.arcs;
    return arc & 1 ? kw[arc]! : kw[arc]! - kw[arc + 1]!;
  }

  private cut(node: number): void {
    this.parent[node] = NONE;
    this.upward[node] = NONE;
  }
}
