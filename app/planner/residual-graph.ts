/** Flows below this power, kW, count as nothing. */
export const NEGLIGIBLE_KW = 1e-10;

const UNSEEN = -1;

/** A level with more than this part of all nodes is searched in memory order. */
const LARGE_PART = 16;

/**
 * A capacitated graph in residual form. Entry `k` of node `n` (first[n] ≤ k < end[n]) leads to head[k] along arc[k], which can
 * carry residual[arc[k]] more. The two directions of an arc lie side by side: `arc ^ 1` is the other.
 */
export interface ArcTable {
  first: Int32Array;
  end: Int32Array;
  head: Int32Array;
  arc: Int32Array;
  residual: Float64Array;
}

/** Moves excess to deficit along residual arcs, as much as can be moved: Dinic's algorithm, searching from the deficits. */
export class ResidualGraph {
  readonly excess: Float64Array;
  readonly deficit: Float64Array;
  /** Arcs between different zones are closed. */
  readonly zone: Int32Array;
  /** After a `transfer` that left supply, the first `reachedCount` entries are the nodes that lead to a deficit left over. */
  readonly reached: Int32Array;
  reachedCount = 0;
  private readonly level: Int32Array;
  private readonly cursor: Int32Array;
  private readonly sources: Int32Array;
  private readonly path: Int32Array;
  private readonly wantAt: Float64Array;
  private readonly sentAt: Float64Array;
  private sourceCount = 0;

  constructor(readonly arcs: ArcTable) {
    const nodes = arcs.first.length;
    this.excess = new Float64Array(nodes);
    this.deficit = new Float64Array(nodes);
    this.zone = new Int32Array(nodes);
    this.reached = new Int32Array(nodes);
    this.level = new Int32Array(nodes).fill(UNSEEN);
    this.cursor = new Int32Array(nodes);
    this.sources = new Int32Array(nodes);
    this.path = new Int32Array(nodes);
    this.wantAt = new Float64Array(nodes);
    this.sentAt = new Float64Array(nodes);
  }

  /**
   * `supply` is all the excess there is: when it has been moved, nothing is left to search for. Answers what is left of it,
   * after at most `rounds` searches.
   */
  transfer(sinks: ArrayLike<number>, supply: number, rounds = Number.POSITIVE_INFINITY): number {
    let left = supply;
    for (let round = 0; left > NEGLIGIBLE_KW && round < rounds; round++) {
      this.label(sinks);
      if (this.sourceCount === 0) break;
      for (let k = 0; k < this.sourceCount; k++) {
        const source = this.sources[k]!;
        const moved = this.push(source, this.excess[source]!);
        this.excess[source]! -= moved;
        left -= moved;
      }
    }
    this.forgetLevels();
    if (left <= NEGLIGIBLE_KW) this.reachedCount = 0;
    return left;
  }

  /** Nodes that residual arcs lead to from `start`, in the order found. */
  reachableFrom(start: ArrayLike<number>): Int32Array {
    const { first, end, head, arc, residual } = this.arcs;
    const seen = this.level;
    const found = this.reached;
    let tail = 0;
    for (let k = 0; k < start.length; k++) {
      if (seen[start[k]!] !== UNSEEN) continue;
      seen[start[k]!] = 0;
      found[tail++] = start[k]!;
    }
    for (let at = 0; at < tail; at++) {
      const node = found[at]!;
      for (let k = first[node]!; k < end[node]!; k++) {
        const next = head[k]!;
        if (seen[next] !== UNSEEN || residual[arc[k]!]! <= NEGLIGIBLE_KW) continue;
        seen[next] = 0;
        found[tail++] = next;
      }
    }
    this.reachedCount = tail;
    this.forgetLevels();
    return found.slice(0, tail);
  }

  private forgetLevels(): void {
    for (let k = 0; k < this.reachedCount; k++) this.level[this.reached[k]!] = UNSEEN;
  }

  /** Distance to the nearest deficit, up to the distance of the nearest excess. */
  private label(sinks: ArrayLike<number>): void {
    const { first, end, head, arc, residual } = this.arcs;
    const { level, zone, reached: queue, cursor, excess, deficit, sources } = this;
    this.forgetLevels();
    let tail = 0;
    let found = 0;
    for (let k = 0; k < sinks.length; k++) {
      const sink = sinks[k]!;
      if (deficit[sink]! <= NEGLIGIBLE_KW) continue;
      level[sink] = 0;
      queue[tail++] = sink;
    }
    let farthest = Number.MAX_SAFE_INTEGER;
    let ordered = tail;
    for (let at = 0; at < tail; at++) {
      if (at === ordered) {
        if ((tail - at) * LARGE_PART > level.length) this.putInMemoryOrder(at, tail);
        ordered = tail;
      }
      const node = queue[at]!;
      const next = level[node]! + 1;
      if (next > farthest) break;
      const last = end[node]!;
      for (let k = first[node]!; k < last; k++) {
        const from = head[k]!;
        if (level[from] !== UNSEEN || zone[from] !== zone[node] || residual[arc[k]! ^ 1]! <= NEGLIGIBLE_KW)
          continue;
        level[from] = next;
        cursor[from] = first[from]!;
        queue[tail++] = from;
        if (excess[from]! <= NEGLIGIBLE_KW) continue;
        sources[found++] = from;
        farthest = next;
      }
    }
    this.reachedCount = tail;
    this.sourceCount = found;
  }

  /** Puts the nodes of the level that fills the queue from `from` to `to` in memory order: neighbours share what they read. */
  private putInMemoryOrder(from: number, to: number): void {
    const { level, reached: queue } = this;
    const wanted = level[queue[from]!]!;
    for (let node = 0, at = from; at < to; node++) if (level[node] === wanted) queue[at++] = node;
  }

  /** Sends up to `want` from a source towards the deficits: a depth-first search whose stack is as deep as the graph needs. */
  private push(source: number, want: number): number {
    const { arc, residual } = this.arcs;
    const { cursor, path, wantAt, sentAt } = this;
    let depth = 0;
    path[0] = source;
    wantAt[0] = want;
    sentAt[0] = 0;
    for (let returning = false; ; ) {
      if (!returning && this.descend(depth)) {
        depth++;
        continue;
      }
      if (depth === 0) return sentAt[0]!;
      const moved = sentAt[depth--]!;
      const node = path[depth]!;
      if (moved > 0) {
        const taken = arc[cursor[node]!]!;
        residual[taken]! -= moved;
        residual[taken ^ 1]! += moved;
        sentAt[depth]! += moved;
      }
      returning = moved > 0 && wantAt[depth]! - sentAt[depth]! <= NEGLIGIBLE_KW;
      if (!returning) cursor[node]!++;
    }
  }

  /** Goes one arc nearer to a deficit, or takes from the deficit of the node itself and stays. */
  private descend(depth: number): boolean {
    const { end, head, arc, residual } = this.arcs;
    const { level, zone, cursor, path, wantAt, sentAt } = this;
    const node = path[depth]!;
    const nearer = level[node]! - 1;
    if (nearer < 0) {
      sentAt[depth] = Math.min(wantAt[depth]!, this.deficit[node]!);
      this.deficit[node]! -= sentAt[depth]!;
      return false;
    }
    const last = end[node]!;
    for (let k = cursor[node]!; k < last; k++) {
      const next = head[k]!;
      if (level[next] !== nearer || zone[next] !== zone[node]) continue;
      const most = residual[arc[k]!]!;
      if (most <= NEGLIGIBLE_KW) continue;
      cursor[node] = k;
      path[depth + 1] = next;
      wantAt[depth + 1] = Math.min(wantAt[depth]! - sentAt[depth]!, most);
      sentAt[depth + 1] = 0;
      return true;
    }
    cursor[node] = last;
    return false;
  }
}
