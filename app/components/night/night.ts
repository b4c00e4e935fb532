import type { BandKind, PowerSeries } from '~/components/charts';

export type NightBand = { fromIndex: number; toIndex: number; kind: BandKind };

export type NightTransformer = {
  id: string;
  name: string;
  startAt: string;
  intervalMinutes: number;
  limitKw: number[];
  baseKw: number[];
  /** Held for piles that cannot be steered. */
  unsteeredKw: number[];
  /** Cars by parking space. */
  series: PowerSeries[];
  bands: NightBand[];
  peakKw: number;
  peakAt: string;
  /** The least room that is left below the limit, kW, and when. */
  leastRoomKw: number;
  leastRoomAt: string;
};

export type NightCar = {
  id: string;
  plateMasked: string | null;
  spaceCode: string;
  pileId: string;
  steered: boolean;
  desiredKw: number | null;
  sentKw: number | null;
  ackedKw: number | null;
  measuredKw: number | null;
  deliveredKwh: number;
  wishKwh: number;
  readyAt: string;
  unmetKwh: number;
  reason: 'idle' | 'short' | 'immediate' | 'limited' | 'cheapest' | 'flat' | null;
};

export type PlanCause = 'plug' | 'unplug' | 'limit' | 'wish' | 'booking' | 'interval' | 'online' | 'start';

export type NightPage = {
  compoundId: string;
  compoundName: string;
  now: string;
  plan: {
    madeAt: string;
    cause: PlanCause;
    solveMs: number;
    unmetKwh: number;
    costYuan: number;
    /** Jain's index of the served fractions, 1 where all are served alike; null without cars. */
    fairness: number | null;
    fullCars: number;
  } | null;
  transformers: NightTransformer[];
  cars: NightCar[];
  caps: {
    id: string;
    transformerName: string;
    capKw: number;
    fromAt: string;
    toAt: string;
    reason: string;
  }[];
  replans: {
    id: string;
    madeAt: string;
    cause: PlanCause;
    unmetKwh: number;
    costYuan: number;
    solveMs: number;
  }[];
};

export type NightListRow = {
  id: string;
  name: string;
  cars: number;
  madeAt: string | null;
  cause: PlanCause | null;
  unmetKwh: number | null;
  costYuan: number | null;
};
