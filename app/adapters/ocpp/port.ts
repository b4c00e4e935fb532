/** What a connector may draw during one running transaction, in our own words; an adapter turns it into a protocol's message. */
export interface ConnectorLimitOrder {
  readonly kind: 'connector-limit';
  readonly connectorId: number;
  readonly transactionId: number;
  /** UTC ISO text of the start of interval 0. */
  readonly startAt: string;
  readonly intervalMinutes: number;
  /** Total power over all phases in each interval, kW ≥ 0. */
  readonly limitsKw: readonly number[];
  /** From this instant on the order is stale, and the pile falls back to its safe limit. */
  readonly validToAt: string;
}

/** What every transaction of a pile may draw while nobody says otherwise, kW ≥ 0. */
export interface FallbackLimitOrder {
  readonly kind: 'fallback-limit';
  readonly limitKw: number;
}

/** How a pile wants its limits told. */
export interface LimitUnits {
  /** `A` is current per phase, `W` is total power. */
  readonly rateUnit: 'A' | 'W';
  readonly phaseCount: 1 | 3;
  readonly stackLevel: number;
  /** The most periods that one schedule may have. */
  readonly maxPeriods?: number;
}
