import type { PhaseCount } from '~/domain/shared/electrical';

export interface ChargePointOptions {
  /** `ws://host:port/ocpp` */
  url: string;
  identity: string;
  password: string;
  maxKw?: number;
  phaseCount?: PhaseCount;
  /** The station's clock in epoch milliseconds; one that runs faster makes everything faster. */
  now?: () => number;
  /** Milliseconds of real time between two looks at the car. */
  tickMs?: number;
  /** Milliseconds of the station's clock between two meter values. */
  sampleMs?: number;
  onEvent?: (event: ChargePointEvent) => void;
}

export type ChargePointEvent = { identity: string; atMs: number } & (
  | { kind: 'booted' }
  | { kind: 'plugged'; idTag: string; needKwh: number }
  | { kind: 'refused'; status: string }
  | { kind: 'started'; transactionId: number }
  | { kind: 'limit'; kw: number | null }
  | { kind: 'full'; deliveredKwh: number }
  | { kind: 'stopped'; deliveredKwh: number; reason: string }
  | { kind: 'unplugged' }
);

export interface CarToPlug {
  idTag: string;
  needKwh: number;
  maxKw: number;
  phaseCount?: PhaseCount;
}

export interface ChargePointState {
  status: 'Available' | 'Reserved' | 'Preparing' | 'Charging' | 'SuspendedEV' | 'SuspendedEVSE' | 'Finishing';
  kw: number;
  /** Null where no profile limits it. */
  limitKw: number | null;
  registerWh: number;
  transactionId: number | null;
  deliveredKwh: number;
}

export interface ChargePoint {
  readonly identity: string;
  /** Plugs a car in; resolves once its transaction has its number, or false where its tag was refused. */
  plugIn(car: CarToPlug): Promise<boolean>;
  /** Pulls the plug; resolves once the end of the transaction is answered. */
  unplug(): Promise<void>;
  state(): ChargePointState;
  close(): Promise<void>;
}
