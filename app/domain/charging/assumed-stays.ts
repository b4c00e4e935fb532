import type { Parameter } from '../shared/parameter';

export interface AssumedStayOfPile {
  /** Minute of the local day at which it begins. */
  readonly minuteOfDay: number;
  readonly minutes: number;
  readonly energyKwh: number;
  /** Stays of this sort a pile a day. */
  readonly perDay: number;
}

/** What a pile is used for until a compound's own record says: half a stay a day, most of them from the evening to the morning. */
export const ASSUMED_STAYS: Parameter<readonly AssumedStayOfPile[]> = {
  value: [
    { minuteOfDay: 13 * 60, minutes: 4 * 60, energyKwh: 10, perDay: 0.09 },
    { minuteOfDay: 16 * 60 + 30, minutes: 12 * 60, energyKwh: 10, perDay: 0.17 },
    { minuteOfDay: 19 * 60 + 30, minutes: 12 * 60, energyKwh: 13, perDay: 0.145 },
    { minuteOfDay: 22 * 60 + 30, minutes: 10 * 60, energyKwh: 12, perDay: 0.105 },
  ],
  unit: 'stays a pile a day',
  source:
    '2,535 private sessions to October 2019 in Sørensen et al., Data in Brief 36 (2021) 107105, by hours of arrival',
  certainty: 'computed',
};
