/** A charging station and the pile behind it. */
export interface StationKey {
  readonly identity: string;
  readonly compoundId: string;
  readonly pileId: string;
}
