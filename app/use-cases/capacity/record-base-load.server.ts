import { type CurveIssue, readBaseCurve } from '~/domain/capacity/base-curve';
import { can } from '~/domain/permissions/can';
import { localTimeOf } from '~/domain/shared/local-time';
import type { AccessRefusal, ActingPerson, Deps, Refusal } from '~/use-cases/shared/deps';
import { type DayKind, listBaseLoads, saveBaseLoad, worstDayOf } from '~db/queries/base-loads.server';
import { findVisibleTransformer, lockTransformer, updateTransformer } from '~db/queries/transformers.server';

export interface BaseLoadInput {
  transformerId: string;
  /** The highest 15-minute mean of the last 12 months without the piles, kW. */
  basePeakKw: number;
  measuredOn: string;
  source: string;
  dayKind: DayKind;
  /** 96 values as pasted or uploaded; empty to leave the curve as it is. */
  curveText: string;
}

type BaseLoadOutcome =
  | { ok: true; curveSaved: boolean }
  | AccessRefusal
  | Refusal<'in-the-future'>
  | Refusal<'bad-curve', { issues: CurveIssue[] }>
  | Refusal<'peak-below-curve', { curvePeakKw: number }>;

/** Records what was measured at a transformer: the peak, and a day's curve where one is given. */
export async function recordBaseLoad(
  deps: Deps,
  actor: ActingPerson,
  input: BaseLoadInput,
): Promise<BaseLoadOutcome> {
  const found = await findVisibleTransformer(deps.db, actor.grants, input.transformerId);
  if (!found) return { ok: false, reason: 'not-found' };
  if (!can(actor, 'capacity.measure', { tenancy: found.tenancy })) return { ok: false, reason: 'forbidden' };
  if (input.measuredOn > localTimeOf(deps.clock()).on) return { ok: false, reason: 'in-the-future' };
  const curve = input.curveText.trim() === '' ? null : readBaseCurve(input.curveText);
  if (curve && !curve.ok) return curve;
  const compoundId = found.compound_id;
  const outcome = await deps.db.transaction().execute(async (trx): Promise<BaseLoadOutcome> => {
    await lockTransformer(trx, compoundId, input.transformerId);
    const kept = (await listBaseLoads(trx, compoundId, input.transformerId)).filter(
      (day) => !curve || day.dayKind !== input.dayKind,
    );
    const curvePeakKw = Math.max(curve?.peakKw ?? 0, ...(worstDayOf(kept)?.pointsKw ?? [0]));
    if (input.basePeakKw < curvePeakKw) return { ok: false, reason: 'peak-below-curve', curvePeakKw };
    await updateTransformer(trx, compoundId, input.transformerId, {
      base_peak_kw: input.basePeakKw,
      base_peak_on: input.measuredOn,
      base_peak_source: input.source,
      updated_at: deps.clock(),
    });
    if (!curve) return { ok: true, curveSaved: false };
    const { dayKind, measuredOn, source } = input;
    await saveBaseLoad(trx, compoundId, input.transformerId, {
      dayKind,
      pointsKw: curve.pointsKw,
      measuredOn,
      source,
    });
    return { ok: true, curveSaved: true };
  });
  if (outcome.ok) {
    deps.bus.publish('plan-needed', { compoundId, cause: 'limit' });
    deps.bus.publish('compound-changed', { compoundId });
  }
  return outcome;
}
