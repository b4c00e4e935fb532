import type { LocalMinute } from './wall-clock';

/** Load of all dwellings together, kW, in the quarter-hour that begins at a wall-clock minute. */
export interface BaseLoad {
  form: 'bdew-h25' | 'loadshapes';
  dwellings: number;
  kwAt: (slotStart: LocalMinute) => number;
}
