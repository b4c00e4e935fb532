import { COPPER_R20_OHM_PER_KM } from '../shared/electrical';
import type { Parameter } from '../shared/parameter';

/** Need factor for up to `upTo` piles; the last step has no upper end (null). */
export interface NeedFactorStep {
  readonly upTo: number | null;
  readonly kx: number;
}

export interface CapacityParameters {
  readonly limitRate: Parameter<number>;
  readonly powerFactor: Parameter<number>;
  readonly needFactor: Parameter<readonly NeedFactorStep[]>;
  readonly standardPileKw: Parameter<number>;
  readonly voltageDropMax: Parameter<number>;
  readonly unbalanceMax: Parameter<number>;
  readonly ohmPerKm: Parameter<Readonly<Record<number, number>>>;
  readonly energyPerDayKwh: Parameter<number>;
  readonly dwell: Parameter<{ readonly fromMinute: number; readonly toMinute: number }>;
  readonly validDays: Parameter<number>;
}

export const CAPACITY_PARAMETERS: CapacityParameters = {
  limitRate: { value: 0.8, unit: '', source: '常州市住建局 2023', certainty: 'second-hand' },
  powerFactor: { value: 0.95, unit: '', source: '需要系数法设计资料', certainty: 'second-hand' },
  needFactor: {
    value: [
      { upTo: 4, kx: 1 },
      { upTo: 10, kx: 0.85 },
      { upTo: 50, kx: 0.65 },
      { upTo: null, kx: 0.45 },
    ],
    unit: '',
    source: '需要系数法设计资料，取上限；4 台及以下取 1',
    certainty: 'second-hand',
  },
  standardPileKw: { value: 7, unit: 'kW', source: '需要系数法设计资料', certainty: 'second-hand' },
  voltageDropMax: { value: 0.05, unit: '', source: '', certainty: 'unverified' },
  unbalanceMax: { value: 0.15, unit: '', source: '', certainty: 'unverified' },
  ohmPerKm: { value: COPPER_R20_OHM_PER_KM, unit: 'Ω/km', source: '', certainty: 'unverified' },
  energyPerDayKwh: { value: 8, unit: 'kWh', source: '', certainty: 'design' },
  dwell: { value: { fromMinute: 19 * 60, toMinute: 7 * 60 }, unit: 'min', source: '', certainty: 'design' },
  validDays: { value: 90, unit: 'd', source: '', certainty: 'design' },
};
