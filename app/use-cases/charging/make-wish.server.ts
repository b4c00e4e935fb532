import { judgeChargeNow, monthStart, NOW_CHARGES_A_MONTH } from '~/domain/charging/charge-now';
import { type AmountKind, amountFrom } from '~/domain/charging/tonight-wish';
import { judgeReadiness, type ReadinessVerdict, resolveWish } from '~/domain/charging/wish';
import { can, canSee } from '~/domain/permissions/can';
import type { AccessRefusal, ActingPerson, Deps, Refusal } from '~/use-cases/shared/deps';
import { loadNightFacts } from '~/use-cases/shared/night/night-facts.server';
import { solveNight } from '~/use-cases/shared/night/solve-night';
import type { Trx } from '~db/client.server';
import { getRulePack } from '~db/queries/compounds.server';
import { findVisiblePile } from '~db/queries/piles.server';
import { listVehiclesOfHousehold } from '~db/queries/vehicles.server';
import { countNowWishes, insertWish, lockHousehold } from '~db/queries/wishes.server';

export interface WishInput {
  pileId: string;
  /** `HH:mm`, when the car must be ready. */
  readyTime: string;
  amountKind: AmountKind;
  amount: number;
  mode: 'ordered' | 'now';
  /** Every night from now on; a wish to charge at once is for this time only. */
  repeats: boolean;
}

export type WishOutcome =
  | {
      ok: true;
      wishId: string;
      energyKwh: number;
      departAt: string;
      readiness: ReadinessVerdict;
      nowLeft: number;
    }
  | AccessRefusal
  | Refusal<'ready-time'>
  | Refusal<'amount', { detail: string }>
  | Refusal<'not-in-use'>
  | Refusal<'not-plugged-in'>
  | Refusal<'used-up', { perMonth: number }>
  | Refusal<'no-room', { shortKwh: number }>;

/** Says for the own household's pile when the car must be ready and how much it needs, or that it should charge at once. */
export async function makeWish(deps: Deps, actor: ActingPerson, input: WishInput): Promise<WishOutcome> {
  const pile = await findVisiblePile(deps.db, actor.grants, input.pileId);
  const resource = pile && { tenancy: pile.tenancy, householdId: pile.household_id };
  if (!pile || !resource || !canSee(actor, resource)) return { ok: false, reason: 'not-found' };
  if (!pile.household_id || !can(actor, 'charging.wish', resource)) return { ok: false, reason: 'forbidden' };
  if (!pile.energised_at || pile.retired_at) return { ok: false, reason: 'not-in-use' };
  const key = { compoundId: pile.compound_id, householdId: pile.household_id, maxKw: pile.max_kw };
  const outcome = await deps.db
    .transaction()
    .execute((trx) => makeInTransaction(trx, deps, actor, key, input));
  if (outcome.ok) {
    deps.bus.publish('plan-needed', { compoundId: key.compoundId, cause: 'wish' });
    deps.bus.publish('compound-changed', { compoundId: key.compoundId });
  }
  return outcome;
}

async function makeInTransaction(
  trx: Trx,
  deps: Deps,
  actor: ActingPerson,
  { compoundId, householdId, maxKw }: { compoundId: string; householdId: string; maxKw: number },
  input: WishInput,
): Promise<WishOutcome> {
  const nowAt = deps.clock();
  await lockHousehold(trx, compoundId, householdId);
  const [car] = await listVehiclesOfHousehold(trx, compoundId, householdId);
  const figures = { batteryKwh: car?.battery_kwh ?? null, kwhPer100Km: car?.kwh_per_100km ?? null };
  const amount = amountFrom(input.amountKind, input.amount, figures);
  const resolved = resolveWish({ readyTime: input.readyTime, amount }, nowAt);
  if (!resolved.ok) {
    return resolved.reason === 'ready-time'
      ? { ok: false, reason: 'ready-time' }
      : { ok: false, reason: 'amount', detail: resolved.reason };
  }
  const perMonth = (await getRulePack(trx, compoundId)).params.nowChargesPerMonth ?? NOW_CHARGES_A_MONTH;
  const used = await countNowWishes(trx, compoundId, householdId, monthStart(nowAt));
  let nowLeft = Math.max(0, perMonth - used);
  if (input.mode === 'now') {
    const unmetKwh = await compareUnmet(trx, compoundId, nowAt, input.pileId, resolved);
    if (!unmetKwh) return { ok: false, reason: 'not-plugged-in' };
    const verdict = judgeChargeNow(used, perMonth, unmetKwh);
    if (!verdict.ok) return verdict;
    nowLeft = verdict.left;
  }
  const wishId = deps.newId('wish');
  await insertWish(trx, {
    compound_id: compoundId,
    id: wishId,
    household_id: householdId,
    pile_id: input.pileId,
    ready_time: input.readyTime,
    amount_kind: input.amountKind,
    amount: input.amount,
    mode: input.mode,
    repeats: input.repeats && input.mode === 'ordered' ? 1 : 0,
    made_by: actor.personId,
    made_at: nowAt,
    ready_at: resolved.departAt,
  });
  const { energyKwh, departAt } = resolved;
  const carKw = Math.min(maxKw, car?.max_kw ?? maxKw);
  const readiness = judgeReadiness(energyKwh, carKw, nowAt, departAt);
  return { ok: true, wishId, energyKwh, departAt, readiness, nowLeft };
}

/** The energy that all cars of the compound together would lack, with this one waiting its turn and with it charging at once. */
async function compareUnmet(
  trx: Trx,
  compoundId: string,
  nowAt: string,
  pileId: string,
  wish: { energyKwh: number; departAt: string },
) {
  const facts = await loadNightFacts(trx, compoundId, nowAt);
  if (!facts.sessions.some((session) => session.pile.id === pileId)) return null;
  const unmetWith = (mode: 'ordered' | 'now') =>
    solveNight(
      {
        ...facts,
        sessions: facts.sessions.map((session) =>
          session.pile.id === pileId ? { ...session, wish: { ...session.wish, ...wish, mode } } : session,
        ),
      },
      { calm: false },
    ).plan.unmetKwh;
  return { ordered: unmetWith('ordered'), atOnce: unmetWith('now') };
}
