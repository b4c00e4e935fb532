/** How sure a figure is: read in the text itself, quoted by a second hand, computed from others, our own design, or unverified. */
export type Certainty = 'primary' | 'second-hand' | 'computed' | 'design' | 'unverified';

/** A figure that carries where it comes from; an `unverified` one is never shown to people as a rule. */
export interface Parameter<T> {
  readonly value: T;
  readonly unit: string;
  readonly source: string;
  readonly certainty: Certainty;
}
