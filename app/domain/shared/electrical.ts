export type PhaseCount = 1 | 3;
export type Phase = 'A' | 'B' | 'C';

export const PHASES: readonly Phase[] = ['A', 'B', 'C'];

/** Nominal phase-to-neutral voltage of Chinese low-voltage networks, V. */
export const PHASE_VOLTAGE_V = 220;

/** Lowest charging current a control pilot can ask for, A (10 % duty). */
export const MIN_CURRENT_A = 6;

/** Copper conductor resistance at 20 °C by section in mm², Ω/km; unverified figures, so always passed as a parameter. */
export const COPPER_R20_OHM_PER_KM: Readonly<Record<number, number>> = { 6: 3.08, 10: 1.83, 16: 1.15 };

const EPSILON = 1e-9;

/** Power in kW of `currentA` on each of 1 or 3 phases at unity power factor: 32 A → 7.04 kW, 3×16 A → 10.56 kW. */
export function kwFromAmps(currentA: number, phases: PhaseCount = 1, voltageV = PHASE_VOLTAGE_V): number {
  return (currentA * phases * voltageV) / 1000;
}

/** Current in A on each phase for `powerKw`. */
export function ampsFromKw(powerKw: number, phases: PhaseCount = 1, voltageV = PHASE_VOLTAGE_V): number {
  return (powerKw * 1000) / (phases * voltageV);
}

/** The lowest power a car can be held at without stopping, kW: 1.32 single phase, 3.96 three phase. */
export function minimumKw(phases: PhaseCount = 1): number {
  return kwFromAmps(MIN_CURRENT_A, phases);
}

/** The largest whole current whose power does not exceed `powerKw`; 0 below 6 A, because a car may refuse less. */
export function wholeAmpsWithin(powerKw: number, phases: PhaseCount = 1): number {
  const amps = Math.floor(ampsFromKw(powerKw, phases) + EPSILON);
  return amps < MIN_CURRENT_A ? 0 : amps;
}

export interface CableRun {
  readonly lengthM: number;
  readonly ohmPerKm: number;
  readonly phases: PhaseCount;
}

/** Voltage drop in V at the far end: ΔU = 2·I·L·R on one phase; I·L·R phase-to-neutral when three phases are balanced. */
export function voltageDropV(currentA: number, run: CableRun): number {
  const conductors = run.phases === 1 ? 2 : 1;
  return (conductors * currentA * run.lengthM * run.ohmPerKm) / 1000;
}

/** Voltage drop as a fraction of the phase voltage (0.05 is 5 %). */
export function voltageDropRate(currentA: number, run: CableRun): number {
  return voltageDropV(currentA, run) / PHASE_VOLTAGE_V;
}

/** The largest current in A that keeps the drop within `limitRate` of the phase voltage; Infinity on a run without resistance. */
export function ampsWithinDrop(limitRate: number, run: CableRun): number {
  const dropPerAmp = voltageDropRate(1, run);
  return dropPerAmp > 0 ? limitRate / dropPerAmp : Number.POSITIVE_INFINITY;
}
