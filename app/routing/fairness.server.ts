import type { AppLoadContext } from '@remix-run/node';
import * as z from 'zod';
import { fairnessMonth } from '~/domain/booking/fairness-month';
import { can } from '~/domain/permissions/can';
import {
  addDays,
  instantFromMs,
  localTimeOf,
  MINUTE_MS,
  msFromInstant,
  msFromLocal,
} from '~/domain/shared/local-time';
import { refusalGroup } from '~/i18n/fairness';
import type { Db } from '~db/client.server';
import { listAsksBetween, listGotBetween, listWaitsBetween } from '~db/queries/fairness.server';
import { getSharingRules } from '~db/queries/sharing-rules.server';
import { findTenancy } from '~db/queries/tenancy.server';
import { listOwnMeans } from '~db/queries/wait-entries.server';
import { chooseCompound } from './chosen-compound.server';
import { refuse } from './guard.server';

const MONTHS_SHOWN = 12;
/** Slots are asked for no longer than this before they begin. */
const ASKED_AHEAD_DAYS = 31;

const monthSchema = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);

export type FairnessRole = 'resident' | 'property' | 'committee' | 'operator' | 'supervisor';

/** One month of a compound's shared piles: who asked and who got, in aggregates alone. */
export async function readFairness(context: AppLoadContext, request: Request, role: FairnessRole) {
  const { viewer, compounds, compound } = await chooseCompound(context, request, role);
  const { db, clock } = context.deps;
  const months = lastMonths(localTimeOf(clock()).on.slice(0, 7));
  const asked = monthSchema.safeParse(new URL(request.url).searchParams.get('month'));
  const month = (asked.success && months.find((one) => one === asked.data)) || months[0]!;
  if (!compound) return { compounds, compound, months, month, figures: null };
  const tenancy = await findTenancy(db, compound.id);
  if (!tenancy || !can(viewer, 'sharing.read', { tenancy })) throw refuse('forbidden');
  return { compounds, compound, months, month, figures: await readMonth(db, compound.id, month) };
}

export type FairnessPage = Awaited<ReturnType<typeof readFairness>>;

async function readMonth(db: Db, compoundId: string, month: string) {
  const [fromMs, toMs] = [msFromLocal(`${month}-01`), msFromLocal(`${monthAfter(month)}-01`)];
  const window = { fromAt: instantFromMs(fromMs), toAt: instantFromMs(toMs) };
  const askedFromOn = addDays(`${month}-01`, -ASKED_AHEAD_DAYS);
  const [asks, got, waits, { rules }] = await Promise.all([
    listAsksBetween(db, compoundId, { ...window, askedFromOn }),
    listGotBetween(db, compoundId, { fromMs, toMs }),
    listWaitsBetween(db, compoundId, window),
    getSharingRules(db, compoundId),
  ]);
  const households = [...new Set([...asks, ...got].map((row) => row.household_id))];
  const own = await listOwnMeans(db, compoundId, households);
  return fairnessMonth({
    rules,
    withPile: new Set(households.filter((householdId) => own.get(householdId) === 'pile')),
    asks: asks.map((row) => {
      const start = msFromInstant(row.start_at);
      const slot = { start, end: start + row.minutes * MINUTE_MS };
      return { householdId: row.household_id, window: slot, outcome: countedAs(row.outcome) };
    }),
    got: got.map((row) => ({
      householdId: row.household_id,
      window: { start: row.start_ms, end: msFromInstant(row.asked_end_at) },
    })),
    waits: waits.map((row) => ({
      householdId: row.household_id,
      status: row.status,
      joinedMs: msFromInstant(row.made_at),
      endedMs: row.ended_at === null ? null : msFromInstant(row.ended_at),
    })),
  });
}

const countedAs = (outcome: string) =>
  outcome === 'got' || outcome === 'waiting' ? outcome : refusalGroup(outcome);

/** The month `YYYY-MM` and those before it, the latest first. */
function lastMonths(month: string): string[] {
  const months = [month];
  while (months.length < MONTHS_SHOWN) months.push(addDays(`${months.at(-1)}-01`, -1).slice(0, 7));
  return months;
}

function monthAfter(month: string): string {
  return addDays(`${month}-28`, 4).slice(0, 7);
}
