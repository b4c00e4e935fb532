import { type FlowArcs, NEGLIGIBLE_KW } from './flow-arcs';
import { highestBit, lowestBit } from './node-set';

/** Vehicles asked to swap, for one interval of another. */
const MOST_ASKED = 12;

/** An attachment that still starts more often has a second turn. */
const FEW_STARTS = 2;

const NONE = -1;

/**
 * Lets each attachment in turn swap its latest power for earlier power of those after it on the same limit. No load changes.
 */
export function swapTurns(arcs: FlowArcs): void {
  for (let m = 0; m < arcs.limits; m++) {
    const end = arcs.firstAt[m + 1]!;
    for (let a = arcs.firstAt[m]!; a < end - 1; a++) bringForward(arcs, a);
    for (let a = arcs.firstAt[m]!; a < end - 1; a++) if (arcs.startsOf(a) > FEW_STARTS) bringForward(arcs, a);
  }
}

function bringForward(arcs: FlowArcs, a: number): void {
  const { words, room, flow } = arcs;
  let last = arcs.depart[a]! - 1;
  for (let t = arcs.arrive[a]!; ; t++) {
    last = bitUpTo(flow, a * words, last);
    t = bitFrom(room, a * words, words, t);
    if (t === NONE || t >= last) return;
    ask(arcs, a, t, last);
  }
}

/** Asks those with power in interval `t` whose turn comes later, the last first. */
function ask(arcs: FlowArcs, a: number, t: number, last: number): void {
  const { words, room, across, firstAt } = arcs;
  const m = arcs.at[a]!;
  const firstWord = firstAt[m]! >> 5;
  const row = arcs.acrossAt[m]! + t * arcs.acrossWords[m]!;
  let other = firstAt[m + 1]!;
  for (let asked = 0; asked < MOST_ASKED; asked++) {
    other = bitUpTo(across, row, other - 1 - 32 * firstWord) + 32 * firstWord;
    if (other <= a) return;
    exchange(arcs, a, other, t, last);
    if ((room[a * words + (t >> 5)]! & (1 << (t & 31))) === 0) return;
  }
}

/**
 * Takes the other's power in `early` for power of later intervals, the latest first. Hands no power to a function: one that is
 * handed over may cost an object, and this is where most are.
 */
function exchange(arcs: FlowArcs, a: number, other: number, early: number, last: number): void {
  const { words, room, flow, kw, base } = arcs;
  const [own, others] = [base[a]!, base[other]!];
  const [to, from] = [own + 2 * early, others + 2 * early];
  let most = Math.min(kw[from + 1]!, kw[to]! - kw[to + 1]!);
  for (let w = last >> 5; w >= early >> 5 && most > NEGLIGIBLE_KW; w--) {
    let both = flow[a * words + w]! & room[other * words + w]!;
    if (w === last >> 5) both &= upTo(last & 31);
    if (w === early >> 5) both &= ~upTo(early & 31);
    while (both !== 0 && most > NEGLIGIBLE_KW) {
      const late = (w << 5) + highestBit(both);
      const [back, on] = [own + 2 * late, others + 2 * late];
      const moved = Math.min(most, kw[back + 1]!, kw[on]! - kw[on + 1]!);
      most -= moved;
      kw[to + 1]! += moved;
      kw[back + 1]! -= moved;
      kw[from + 1]! -= moved;
      kw[on + 1]! += moved;
      arcs.readBit(a, late);
      arcs.readBit(other, late);
      both &= ~(1 << (late & 31));
    }
  }
  arcs.readBit(a, early);
  arcs.readBit(other, early);
}

/** All bits of a word up to one of them. */
function upTo(bit: number): number {
  return -1 >>> (31 - bit);
}

/** The highest bit at or below `at` in a row of words; NONE where there is none. */
function bitUpTo(words: Int32Array, row: number, at: number): number {
  if (at < 0) return NONE;
  let left = words[row + (at >> 5)]! & upTo(at & 31);
  for (let w = at >> 5; ; left = words[row + --w]!) {
    if (left !== 0) return (w << 5) + highestBit(left);
    if (w === 0) return NONE;
  }
}

/** The lowest bit at or above `at` in a row of so many words; NONE where there is none. */
function bitFrom(words: Int32Array, row: number, count: number, at: number): number {
  if (at >> 5 >= count) return NONE;
  let left = words[row + (at >> 5)]! & (-1 << (at & 31));
  for (let w = at >> 5; ; left = words[row + ++w]!) {
    if (left !== 0) return (w << 5) + lowestBit(left);
    if (w === count - 1) return NONE;
  }
}
