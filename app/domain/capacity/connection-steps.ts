import { ampsFromKw, ampsWithinDrop, type CableRun, voltageDropRate } from '../shared/electrical';
import { type ConnectionInput, floorKw, type PileLoad } from './connection-input';
import { demandKw, groupByRating, isWithin, rawDemandKw } from './need-factor';
import type { PhaseChoice } from './phase-balance';
import { energyUnderLimit } from './valley-energy';

export type StepName =
  | 'limit-power'
  | 'headroom'
  | 'load-after'
  | 'feeder-load'
  | 'unbalance'
  | 'voltage-drop'
  | 'floor-at-peak'
  | 'feeder-floor'
  | 'valley-energy';

/** One line of the reckoning; `ok` is null where the figure is only shown or an input is missing. */
export interface AssessmentStep {
  readonly name: StepName;
  readonly value: number | null;
  readonly unit: string;
  readonly limit: number | null;
  readonly ok: boolean | null;
  readonly formula: string;
  readonly source: string;
}

const show = (value: number) => String(Math.round(value * 100) / 100);
const percent = (share: number) => `${show(share * 100)} %`;

/** P_lim = S_N · cosφ · β in kW. */
export function limitPower({ transformer, parameters }: ConnectionInput): AssessmentStep {
  const { powerFactor, limitRate } = parameters;
  const value = transformer.ratedKva * powerFactor.value * limitRate.value;
  return {
    name: 'limit-power',
    value,
    unit: 'kW',
    limit: null,
    ok: null,
    formula: `${transformer.ratedKva} kVA × ${powerFactor.value} × ${limitRate.value} = ${show(value)} kW`,
    source: limitRate.source,
  };
}

/** H = P_lim − P_base in kW, negative when the base alone is above the limit. */
export function headroom({ transformer }: ConnectionInput, limitKw: number): AssessmentStep {
  const value = limitKw - transformer.basePeakKw;
  return {
    name: 'headroom',
    value,
    unit: 'kW',
    limit: null,
    ok: null,
    formula: `${show(limitKw)} − ${show(transformer.basePeakKw)} = ${show(value)} kW`,
    source: `${transformer.measuredBy} ${transformer.measuredOn}`.trim(),
  };
}

/** P_base + P_ev ≤ limit at the transformer or a feeder, every pile at its rating. */
export function loadAfter(
  name: 'load-after' | 'feeder-load',
  node: { basePeakKw: number; limitKw: number },
  piles: readonly PileLoad[],
  { parameters }: ConnectionInput,
): AssessmentStep {
  const groups = groupByRating(piles, (pile) => pile.kw);
  const demand = demandKw(groups, parameters.needFactor.value);
  const raw = rawDemandKw(groups, parameters.needFactor.value);
  const value = node.basePeakKw + demand;
  const rawNote = isWithin(demand, raw) ? '' : ` (Kx·ΣP = ${show(raw)})`;
  return {
    name,
    value,
    unit: 'kW',
    limit: node.limitKw,
    ok: isWithin(value, node.limitKw),
    formula: `${show(node.basePeakKw)} + max Kx(m)·ΣP(m), m ≤ ${piles.length} = ${show(demand)}${rawNote} → ${show(value)} kW`,
    source: parameters.needFactor.source,
  };
}

/** Guaranteed minimum at the peak: base and every orderable pile at its 6 A floor, with the same need factor. */
export function floorAtPeak(
  name: 'floor-at-peak' | 'feeder-floor',
  node: { basePeakKw: number; limitKw: number },
  piles: readonly PileLoad[],
  { parameters }: ConnectionInput,
): AssessmentStep {
  const value = demandKw(groupByRating(piles, floorKw), parameters.needFactor.value);
  const limit = node.limitKw - node.basePeakKw;
  return {
    name,
    value,
    unit: 'kW',
    limit,
    ok: isWithin(value, limit),
    formula: `max Kx(m)·ΣP_min(m), m ≤ ${piles.length} = ${show(value)} kW ≤ ${show(limit)} kW`,
    source: parameters.needFactor.source,
  };
}

/** Unbalance after the best choice of phase; a pile that lessens an existing unbalance passes too. */
export function unbalance(choice: PhaseChoice, { transformer, parameters }: ConnectionInput): AssessmentStep {
  const limit = parameters.unbalanceMax.value;
  return {
    name: 'unbalance',
    value: choice.unbalance,
    unit: '',
    limit,
    ok: isWithin(choice.unbalance, limit) || choice.unbalance < choice.before,
    formula: `(Imax − Imin) ÷ Imax: ${percent(choice.before)} → ${percent(choice.unbalance)} [${choice.phase ?? 'ABC'}]`,
    source: transformer.phasePeakKw
      ? `${transformer.measuredBy} ${transformer.measuredOn}`.trim()
      : 'base: A = B = C',
  };
}

/** Voltage drop at the pile, and the current in A its cable allows; unknown without a cable of a listed section. */
export function voltageDrop(input: ConnectionInput): { step: AssessmentStep; allowedA: number } {
  const { request, parameters } = input;
  const run = cableRun(input, request.cable?.sectionMm2);
  const limit = parameters.voltageDropMax.value;
  const base = { name: 'voltage-drop', unit: '', limit, source: parameters.ohmPerKm.source } as const;
  if (!run)
    return { step: { ...base, value: null, ok: null, formula: '' }, allowedA: Number.POSITIVE_INFINITY };
  const currentA = ampsFromKw(request.kw, request.phaseCount);
  const value = voltageDropRate(currentA, run);
  const factor = run.phases === 1 ? '2 × ' : '';
  const formula = `${factor}${show(currentA)} A × ${run.lengthM} m × ${run.ohmPerKm} Ω/km ÷ 220 V = ${percent(value)}`;
  return {
    step: { ...base, value, ok: isWithin(value, limit), formula },
    allowedA: ampsWithinDrop(limit, run),
  };
}

/** The smallest listed section in mm² that keeps the drop within its limit at full power, or null. */
export function sectionThatHolds(input: ConnectionInput): number | null {
  const { request, parameters } = input;
  const sections = Object.keys(parameters.ohmPerKm.value)
    .map(Number)
    .sort((a, b) => a - b);
  const currentA = ampsFromKw(request.kw, request.phaseCount);
  const holds = (section: number) => {
    const run = cableRun(input, section);
    return run !== null && isWithin(voltageDropRate(currentA, run), parameters.voltageDropMax.value);
  };
  return sections.find(holds) ?? null;
}

/** Energy left under the limit in the dwell window against n·E_day; without a measured curve the base stays at its peak. */
export function valleyEnergy(limitKw: number, pileCount: number, input: ConnectionInput): AssessmentStep {
  const { transformer, parameters } = input;
  const curve = transformer.baseCurveKw ?? Array.from({ length: 24 }, () => transformer.basePeakKw);
  const value = energyUnderLimit(limitKw, curve, parameters.dwell.value);
  const needed = pileCount * parameters.energyPerDayKwh.value;
  return {
    name: 'valley-energy',
    value,
    unit: 'kWh',
    limit: needed,
    ok: isWithin(needed, value),
    formula: `Σ max(0, P_lim − P_base(t))·Δt = ${show(value)} kWh ≥ ${pileCount} × ${parameters.energyPerDayKwh.value} kWh = ${show(needed)} kWh`,
    source: transformer.baseCurveKw
      ? `${transformer.measuredBy} ${transformer.measuredOn}`.trim()
      : 'P_base(t) = P_base,max',
  };
}

function cableRun({ request, parameters }: ConnectionInput, sectionMm2: number | undefined): CableRun | null {
  const ohmPerKm = sectionMm2 === undefined ? undefined : parameters.ohmPerKm.value[sectionMm2];
  if (!request.cable || ohmPerKm === undefined) return null;
  return { lengthM: request.cable.lengthM, ohmPerKm, phases: request.phaseCount };
}
