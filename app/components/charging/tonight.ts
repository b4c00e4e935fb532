import type { BandKind } from '~/components/charts';

export type TonightState = 'charging' | 'waiting' | 'full' | 'offline' | 'not-plugged';

export type ChartBand = { fromIndex: number; toIndex: number; kind: BandKind };

/** Why a car charges when it does, in codes; others appear only as a number of at least five. */
export type Why = {
  reason: 'idle' | 'short' | 'immediate' | 'limited' | 'cheapest' | 'flat';
  limit: {
    place: 'transformer' | 'feeder';
    fromAt: string;
    toAt: string;
    /** Null where they are fewer than five. */
    cars: number | null;
    /** Part of the own full power that the car gets then, 0 to 1. */
    gotShare: number;
    /** What it gets after that, kWh. */
    afterKwh: number;
  } | null;
  cheapKind: BandKind | null;
  meanPriceE4: number | null;
};

export type Cost = { electricityFen: number; serviceFen: number; totalFen: number };

/** One pile's night as its household sees it. */
export type Tonight = {
  pileId: string;
  spaceCode: string;
  state: TonightState;
  now: string;
  startAt: string;
  intervalMinutes: number;
  powerKw: number[];
  bands: ChartBand[];
  /** Null where no car is plugged in and the night is what would be. */
  pluggedInAt: string | null;
  readyByAt: string;
  /** When the plan aims to be done because the household often leaves before it said; null where it goes by what was said. */
  aimAt: string | null;
  wishSource: 'stated' | 'usual' | 'default';
  mode: 'ordered' | 'now';
  /** When charging begins, and when the car has all it wants; null where that is not planned. */
  startsAt: string | null;
  fullAt: string | null;
  toComeKwh: number;
  deliveredKwh: number;
  wishKwh: number;
  unmetKwh: number;
  limitKw: number | null;
  /** What the pile keeps to when it hears nothing. */
  fallbackKw: number;
  measuredKw: number | null;
  cost: Cost | null;
  why: Why | null;
};

export type WishValues = {
  readyTime: string;
  amountKind: 'kwh' | 'percent' | 'km';
  amount: string;
  repeats: 'nightly' | 'once';
};

export type PastSession = {
  id: number;
  spaceCode: string;
  startedAt: string;
  endedAt: string;
  energyKwh: number;
  cost: Cost | null;
};
