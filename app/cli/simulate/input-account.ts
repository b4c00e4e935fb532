import type { Scenario } from './scenario';
import { leftOut, type Oddity, type SessionFile } from './sessions';

/** Where every row of the session file went. */
export interface InputAccount {
  rowCount: number;
  replayedRows: number;
  replayedKwh: number;
  outsidePeriodRows: number;
  leftOut: { reason: Oddity; rows: number; energyKwh: number; firstLine: number }[];
  replayedButOdd: { reason: Oddity; rows: number; energyKwh: number; firstLine: number }[];
  /** Energy that a session reports beyond what its pile gives in its stay; replayed without that part. */
  impossible: { rows: number; energyKwh: number };
  /** Quarter-hours in which the base load alone is above the limit. */
  baseOverLimitSlots: number;
}

export function accountForInput(file: SessionFile, scenario: Scenario): InputAccount {
  const listed = Object.entries(file.oddities).map(([reason, count]) => ({
    reason: reason as Oddity,
    ...count,
  }));
  return {
    rowCount: file.rowCount,
    replayedRows: scenario.cars.length,
    replayedKwh: scenario.cars.reduce((sum, car) => sum + car.energyKwh, 0),
    outsidePeriodRows: scenario.counts.outsidePeriod,
    leftOut: listed.filter(({ reason }) => leftOut.has(reason)),
    replayedButOdd: listed.filter(({ reason }) => !leftOut.has(reason)),
    impossible: scenario.counts.impossible,
    baseOverLimitSlots: scenario.counts.baseOverLimitSlots,
  };
}
