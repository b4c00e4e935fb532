import { HOUR_MS, msFromInstant } from '../shared/local-time';

/** One reading with every default of OCPP 1.6 §7.43 filled in; energy in Wh, power in W. */
export interface MeterSample {
  readonly sampledAt: string;
  readonly context: string;
  readonly measurand: string;
  /** Empty for a total over all phases. */
  readonly phase: string;
  readonly location: string;
  readonly unit: string;
  readonly value: number;
}

/** A sampledValue as it arrived. */
export interface RawSample {
  readonly value: unknown;
  readonly context?: unknown;
  readonly format?: unknown;
  readonly measurand?: unknown;
  readonly phase?: unknown;
  readonly location?: unknown;
  readonly unit?: unknown;
}

export type SampleVerdict =
  | { ok: true; sample: MeterSample }
  | { ok: false; reason: 'signed-data' | 'value' };

export const REGISTER = 'Energy.Active.Import.Register';
export const POWER = 'Power.Active.Import';

const KILO: Readonly<Record<string, string>> = {
  kWh: 'Wh',
  kW: 'W',
  kvarh: 'varh',
  kvar: 'var',
  kVA: 'VA',
};
const LONGEST_POWER_GAP_MS = 2 * HOUR_MS;
const SHORTEST_POWER_GAP_MS = 5000;
const TEXT_MAX = 50;

/** Reads one sampledValue taken at `sampledAt`: missing fields get their defaults, kilo units their base unit. */
export function readSample(raw: RawSample, sampledAt: string): SampleVerdict {
  if (raw.format === 'SignedData') return { ok: false, reason: 'signed-data' };
  const given = typeof raw.value === 'number' ? raw.value : numberFrom(raw.value);
  if (given === null || !Number.isFinite(given)) return { ok: false, reason: 'value' };
  const measurand = textOr(raw.measurand, REGISTER);
  const unit = textOr(raw.unit, measurand.startsWith('Energy.') ? 'Wh' : '');
  const base = KILO[unit];
  return {
    ok: true,
    sample: {
      sampledAt,
      context: textOr(raw.context, 'Sample.Periodic'),
      measurand,
      phase: textOr(raw.phase, ''),
      location: textOr(raw.location, 'Outlet'),
      // OCPP 1.6 errata: both spellings are on the wire.
      unit: base ?? (unit === 'Celcius' ? 'Celsius' : unit),
      value: base ? given * 1000 : given,
    },
  };
}

/** The newest total of the energy register among the samples; the reading at a transaction's begin is not a live one. */
export function liveRegisterOf(samples: readonly MeterSample[]): { registerWh: number; at: string } | null {
  const readings = samples.filter(
    (sample) =>
      sample.measurand === REGISTER &&
      sample.phase === '' &&
      sample.unit === 'Wh' &&
      sample.location === 'Outlet' &&
      sample.context !== 'Transaction.Begin' &&
      sample.value >= 0,
  );
  const newest = newestOf(readings);
  return newest ? { registerWh: Math.floor(newest.value), at: newest.sampledAt } : null;
}

/** The register at the begin of a transaction, where the samples hold it. */
export function beginRegisterOf(samples: readonly MeterSample[]): { registerWh: number; at: string } | null {
  const begin = samples.find(
    (sample) =>
      sample.measurand === REGISTER && sample.phase === '' && sample.context === 'Transaction.Begin',
  );
  return begin ? { registerWh: Math.floor(begin.value), at: begin.sampledAt } : null;
}

/** The newest active power drawn, kW ≥ 0: the total where it is told, else the sum of the phases. */
export function livePowerOf(samples: readonly MeterSample[]): { kw: number; at: string } | null {
  const power = samples.filter(
    (sample) => sample.measurand === POWER && sample.unit !== 'A' && sample.location === 'Outlet',
  );
  const newest = newestOf(power);
  if (!newest) return null;
  const same = power.filter((sample) => sample.sampledAt === newest.sampledAt);
  const total = same.find((sample) => sample.phase === '');
  const phases = new Map(same.map((sample) => [sample.phase.replace(/-N$/, ''), sample.value]));
  const watts = total ? total.value : [...phases.values()].reduce((sum, value) => sum + value, 0);
  return { kw: Math.max(0, watts) / 1000, at: newest.sampledAt };
}

/** Average power in kW between two readings of the register; null where they are too close, too far apart or run backwards. */
export function powerBetween(
  before: { registerWh: number; at: string },
  after: { registerWh: number; at: string },
): { kw: number; at: string } | null {
  const gapMs = msFromInstant(after.at) - msFromInstant(before.at);
  const energyWh = after.registerWh - before.registerWh;
  if (!(gapMs >= SHORTEST_POWER_GAP_MS && gapMs <= LONGEST_POWER_GAP_MS) || energyWh < 0) return null;
  return { kw: energyWh / 1000 / (gapMs / HOUR_MS), at: after.at };
}

function newestOf(samples: readonly MeterSample[]): MeterSample | undefined {
  let newest: MeterSample | undefined;
  for (const sample of samples) if (!newest || sample.sampledAt >= newest.sampledAt) newest = sample;
  return newest;
}

function numberFrom(value: unknown): number | null {
  if (typeof value !== 'string' || !/^\s*[+-]?\d+([.,]\d+)?([eE][+-]?\d+)?\s*$/.test(value)) return null;
  return Number(value.replace(',', '.'));
}

function textOr(value: unknown, fallback: string): string {
  return typeof value === 'string' && value !== '' ? value.slice(0, TEXT_MAX) : fallback;
}
