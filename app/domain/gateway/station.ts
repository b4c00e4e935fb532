/** A charging station and the pile behind it. */
export interface StationKey {
  readonly identity: string;
  readonly compoundId: string;
  readonly pileId: string;
}

/** What a station sent and we could use only with a correction, or not at all. */
export type Nonconformity = string;
