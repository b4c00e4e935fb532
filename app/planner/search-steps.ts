import type { FlowArcs } from './flow-arcs';

const NONE = -1;

/** What a search found, step by step: a set of attachments each, and rows of places of those limits that it came to. */
export class SearchSteps {
  /** Bits of the attachments whose vehicles each step found. */
  readonly attachments: Int32Array[] = [];
  /** Rows of one limit in one step: those of step d go from firstRow[d] to firstRow[d + 1], row r has `words` words from r · words. */
  readonly firstRow: number[] = [];
  limitOf: Int32Array;
  places: Int32Array;
  rows = 0;
  private stepOf: Int32Array;
  /** The row of the same limit before. */
  private before: Int32Array;
  private readonly newest: Int32Array;

  constructor(private readonly arcs: FlowArcs) {
    const room = 4 * arcs.limits + 4;
    this.limitOf = new Int32Array(room);
    this.stepOf = new Int32Array(room);
    this.before = new Int32Array(room);
    this.places = new Int32Array(room * arcs.words);
    this.newest = new Int32Array(arcs.limits);
  }

  /** Forgets everything and opens step 0. */
  begin(): void {
    this.newest.fill(NONE);
    this.rows = 0;
    this.open(0);
  }

  open(step: number): void {
    const words = (this.arcs.attachments + 31) >> 5;
    if (this.attachments.length === step) this.attachments.push(new Int32Array(words));
    else this.attachments[step]!.fill(0);
    this.firstRow[step] = this.rows;
    this.firstRow[step + 1] = this.rows;
  }

  /** First word of the row of a limit in a step; -1 where the step found none of its places. */
  find(limit: number, step: number): number {
    let row = this.newest[limit]!;
    while (row !== NONE && this.stepOf[row]! > step) row = this.before[row]!;
    return row === NONE || this.stepOf[row] !== step ? NONE : row * this.arcs.words;
  }

  /** The same, of the step opened last, with a row made where there is none. May move `places`. */
  make(limit: number, step: number): number {
    const { words } = this.arcs;
    const known = this.newest[limit]!;
    if (known !== NONE && this.stepOf[known] === step) return known * words;
    if (this.rows === this.limitOf.length) this.grow();
    const row = this.rows++;
    this.firstRow[step + 1] = this.rows;
    this.limitOf[row] = limit;
    this.stepOf[row] = step;
    this.before[row] = known;
    this.newest[limit] = row;
    this.places.fill(0, row * words, (row + 1) * words);
    return row * words;
  }

  private grow(): void {
    this.limitOf = doubled(this.limitOf);
    this.stepOf = doubled(this.stepOf);
    this.before = doubled(this.before);
    this.places = doubled(this.places);
  }
}

function doubled(words: Int32Array): Int32Array {
  const twice = new Int32Array(words.length * 2);
  twice.set(words);
  return twice;
}
