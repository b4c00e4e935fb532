import type { Submission } from '@conform-to/react';
import { type AppLoadContext, data } from '@remix-run/node';
import type { PastSession, WishValues } from '~/components/charging/tonight';
import { redirectWithFlash } from '~/components/ui/flash-cookie.server';
import { monthStart, NOW_CHARGES_A_MONTH } from '~/domain/charging/charge-now';
import { sessionIntervals } from '~/domain/charging/session-meter';
import type { AmountKind } from '~/domain/charging/tonight-wish';
import { localTimeOf } from '~/domain/shared/local-time';
import { priceEnergy } from '~/domain/tariff/price-energy';
import type { wishSchema } from '~/forms/wish.server';
import type { chargingWords } from '~/i18n/charging';
import { formatKwh, formatTime } from '~/i18n/format';
import type { Viewer } from '~/server/viewer';
import { makeWish } from '~/use-cases/charging/make-wish.server';
import type { Db } from '~db/client.server';
import { listEndedSessions, listRegisters } from '~db/queries/charging-history.server';
import { getRulePack } from '~db/queries/compounds.server';
import { loadTariff } from '~db/queries/tariffs.server';
import { countNowWishes, findLastWish } from '~db/queries/wishes.server';
import { drawMyLine } from './draw-my-line.server';
import { orRefuse, requireRole } from './guard.server';
import { type OwnHousehold, ownHouseholds } from './own-household.server';
import { readNightsOf } from './tonight.server';

const SESSIONS_SHOWN = 10;
const USUAL: WishValues = { readyTime: '07:30', amountKind: 'km', amount: '150', repeats: 'nightly' };

/** Everything on 今晚充电: each pile's night with the usual wish, what is left of charging at once, and the last sessions. */
export async function readCharging(context: AppLoadContext, request: Request) {
  const viewer = requireRole(context, request, 'resident');
  const { db, clock } = context.deps;
  const nights = [];
  const history: PastSession[] = [];
  for (const household of ownHouseholds(viewer)) {
    for (const night of await readNightsOf(db, household, clock())) {
      nights.push({
        night,
        chart: drawMyLine(night, context.locale),
        usual: await usualWish(db, household, night.pileId),
        nowLeft: await nowLeft(db, household, clock()),
      });
    }
    history.push(...(await readHistory(db, household, clock())));
  }
  return { now: clock(), nights, history };
}

async function usualWish(db: Db, household: OwnHousehold, pileId: string): Promise<WishValues> {
  const last = await findLastWish(db, household.compoundId, household.householdId, pileId);
  if (!last) return USUAL;
  return {
    readyTime: last.ready_time,
    amountKind: last.amount_kind as AmountKind,
    amount: String(last.amount),
    repeats: last.repeats === 1 ? 'nightly' : 'once',
  };
}

async function nowLeft(db: Db, { compoundId, householdId }: OwnHousehold, now: string): Promise<number> {
  const perMonth = (await getRulePack(db, compoundId)).params.nowChargesPerMonth ?? NOW_CHARGES_A_MONTH;
  return Math.max(0, perMonth - (await countNowWishes(db, compoundId, householdId, monthStart(now))));
}

async function readHistory(db: Db, household: OwnHousehold, now: string): Promise<PastSession[]> {
  const { compoundId, householdId } = household;
  const sessions = await listEndedSessions(db, compoundId, householdId, SESSIONS_SHOWN);
  const readings = await listRegisters(
    db,
    compoundId,
    sessions.map((session) => session.transaction_id),
  );
  const { versions, serviceFee } = await loadTariff(db, compoundId, localTimeOf(now).on);
  return sessions.map((row) => {
    const endedAt = row.ended_at ?? row.started_at;
    const meter = {
      startedAt: row.started_at,
      endAt: endedAt,
      startWh: row.meter_start_wh,
      endWh: row.last_meter_wh,
    };
    const own = readings
      .filter((reading) => reading.transaction_id === row.transaction_id)
      .map((reading) => ({ at: reading.sampled_at, registerWh: reading.value }));
    const priced = priceEnergy(sessionIntervals(meter, own), versions, serviceFee);
    return {
      id: row.transaction_id,
      spaceCode: row.space_code,
      startedAt: row.started_at,
      endedAt,
      energyKwh: Math.max(0, row.last_meter_wh - row.meter_start_wh) / 1000,
      cost: priced.ok
        ? {
            electricityFen: priced.electricityFen,
            serviceFen: priced.serviceFen,
            totalFen: priced.totalFen,
          }
        : null,
    };
  });
}

type Words = (typeof chargingWords)['zh-CN'];
type WishForm = ReturnType<typeof wishSchema>['_output'];

/** Makes the wish of the form and says what it leads to, or what is wrong at its field. */
export async function sendWish(
  context: AppLoadContext,
  viewer: Viewer,
  submission: Extract<Submission<WishForm>, { status: 'success' }>,
  words: Words,
) {
  const { intent, repeats, ...value } = submission.value;
  const mode = intent === 'now' ? 'now' : 'ordered';
  const input = { ...value, mode, repeats: mode === 'ordered' && repeats === 'nightly' } as const;
  const outcome = orRefuse(await makeWish(context.deps, viewer, input));
  if (outcome.ok) {
    const { readiness, departAt, energyKwh } = outcome;
    const text =
      mode === 'now'
        ? words.done.now(outcome.nowLeft)
        : readiness.ok
          ? words.done.saved(formatTime(departAt), formatKwh(energyKwh))
          : words.done.tooLittleTime(formatTime(departAt), formatKwh(readiness.reachableKwh));
    return redirectWithFlash('/home/charging', { tone: readiness.ok ? 'good' : 'warn', text });
  }
  const { errors } = words;
  switch (outcome.reason) {
    case 'ready-time':
      return data(submission.reply({ fieldErrors: { readyTime: [errors.readyTime] } }), 400);
    case 'amount':
      return data(submission.reply({ fieldErrors: { amount: [errors.amount(outcome.detail)] } }), 400);
    case 'used-up':
      return data(submission.reply({ formErrors: [errors.usedUp(outcome.perMonth)] }), 409);
    case 'no-room':
      return data(submission.reply({ formErrors: [errors.noRoom(formatKwh(outcome.shortKwh))] }), 409);
    default:
      return data(submission.reply({ formErrors: [errors[outcome.reason]] }), 409);
  }
}
