/**
 * A set of nodes of the flow network as bits: one for each attachment (those of one vehicle are in it together or not at all),
 * and a row of bits for each kept limit, one for each interval.
 */
export class NodeSet {
  readonly attachments: Int32Array;
  readonly places: Int32Array;

  constructor(attachmentWords: number, placeWords: number) {
    this.attachments = new Int32Array(attachmentWords);
    this.places = new Int32Array(placeWords);
  }

  copy(): NodeSet {
    const copy = new NodeSet(this.attachments.length, this.places.length);
    copy.become(this);
    return copy;
  }

  become(other: NodeSet): void {
    this.attachments.set(other.attachments);
    this.places.set(other.places);
  }

  fill(word: 0 | -1): void {
    this.attachments.fill(word);
    this.places.fill(word);
  }

  remove({ attachments, places }: NodeSet): void {
    for (let w = 0; w < attachments.length; w++) this.attachments[w]! &= ~attachments[w]!;
    for (let w = 0; w < places.length; w++) this.places[w]! &= ~places[w]!;
  }
}

/** Position of the lowest bit of a word that is not 0. */
export function lowestBit(word: number): number {
  return 31 - Math.clz32(word & -word);
}

/** Position of the highest bit of a word that is not 0. */
export function highestBit(word: number): number {
  return 31 - Math.clz32(word);
}

/** How many bits of a word are set. */
export function countBits(word: number): number {
  let sum = word - ((word >>> 1) & 0x55555555);
  sum = (sum & 0x33333333) + ((sum >>> 2) & 0x33333333);
  return Math.imul((sum + (sum >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
