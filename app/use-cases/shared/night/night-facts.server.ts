import type { ConnectorLimitOrder } from '~/adapters/ocpp/port';
import type { KeptDeparture } from '~/domain/charging/kept-departures';
import type { ConnectorSchedules, LimitSchedule } from '~/domain/charging/limit-schedule';
import { type TonightWish, tonightWish } from '~/domain/charging/tonight-wish';
import type { Phase } from '~/domain/shared/electrical';
import { HOUR_MS, instantFromMs, msFromInstant } from '~/domain/shared/local-time';
import type { Db, Trx } from '~db/client.server';
import { getRulePack } from '~db/queries/compounds.server';
import {
  listLimitCommands,
  listNightPiles,
  listNightSessions,
  listPilesWithFallback,
  type NightPileRow,
  type NightSessionRow,
} from '~db/queries/night-state.server';
import { listPromises, type PromiseRow } from '~db/queries/promises.server';
import { listCurrentWishes, toStatedWish, type WishRow } from '~db/queries/wishes.server';
import { bookedSessions } from './booked-sessions';
import { habitOf } from './departure-aim';
import { type GridFacts, loadGridFacts, phasesOf } from './grid-facts.server';
import { loadNightHistory, type NightHistory } from './night-history.server';

/** The longest look ahead of a plan. */
const HORIZON_MS = 36 * HOUR_MS;

export interface NightPile {
  readonly id: string;
  readonly spaceCode: string;
  readonly feederId: string;
  readonly transformerId: string;
  readonly phases: readonly Phase[];
  readonly maxKw: number;
  readonly minKw: number;
  readonly fallbackKw: number;
  readonly identity: string | null;
  readonly online: boolean;
  readonly energisedAt: string;
  /** Whether the pile has ever spoken to us; one that never has is not in use. */
  readonly known: boolean;
}

export interface NightSession {
  /** The vehicle's id in the plan. */
  readonly id: string;
  readonly transactionId: number;
  readonly pile: NightPile;
  readonly connectorId: number;
  readonly startedAt: string;
  readonly maxKw: number;
  readonly deliveredKwh: number;
  readonly wish: TonightWish;
  /** How the household has kept to its departures. */
  readonly habit: readonly KeptDeparture[];
  readonly limits: ConnectorSchedules;
  /** The newest order that still waits for its answer, if any. */
  readonly awaited: LimitSchedule | null;
  readonly ackedKw: number | null;
  readonly measuredKw: number | null;
  /** Whether the car itself has stopped taking what it is offered (OCPP 1.6 §7.7). */
  readonly carIsFull: boolean;
}

/** Everything that tonight's plan of a compound rests on, at one moment. */
export interface NightFacts extends GridFacts {
  readonly nowAt: string;
  readonly piles: readonly NightPile[];
  readonly sessions: readonly NightSession[];
  /** What is promised at shared piles, of slots that have begun and that lie ahead. */
  readonly promises: readonly PromiseRow[];
  readonly history: NightHistory;
  /** What a kWh that a car leaves without counts for, yuan; null takes the planner's own. */
  readonly missedYuanPerKwh: number | null;
}

export function vehicleIdOf(transactionId: number): string {
  return `s${transactionId}`;
}

export async function loadNightFacts(db: Db | Trx, compoundId: string, nowAt: string): Promise<NightFacts> {
  const toAt = instantFromMs(msFromInstant(nowAt) + HORIZON_MS);
  const sessionRows = await listNightSessions(db, compoundId);
  const pileRows = await listNightPiles(db, compoundId);
  const busyPileIds = [...new Set(sessionRows.map((row) => row.pile_id))];
  const commands = await listLimitCommands(db, compoundId, busyPileIds);
  const withFallback = await listPilesWithFallback(db, compoundId, busyPileIds);
  const wishes = await listCurrentWishes(db, compoundId, busyPileIds);
  const nowMs = msFromInstant(nowAt);
  const reach = { fromMs: nowMs - HORIZON_MS, toMs: nowMs + HORIZON_MS };
  const promises = await listPromises(db, compoundId, reach);
  const history = await loadNightHistory(db, compoundId, busyPileIds, nowAt);
  const piles = new Map(pileRows.map((row) => [row.id, toPile(row)]));
  const sessions = sessionRows.flatMap((row) => {
    const pile = piles.get(row.pile_id);
    if (!pile) return [];
    const orders = commands.flatMap((command) => {
      if (command.pile_id !== row.pile_id || command.connector_id !== row.connector_id) return [];
      const order = JSON.parse(command.payload) as ConnectorLimitOrder;
      return order.transactionId === row.transaction_id ? [{ state: command.state, order }] : [];
    });
    const fallbackInstalled = withFallback.includes(row.pile_id);
    return [toSession(row, pile, { orders, fallbackInstalled, wishes, history, nowAt })];
  });
  return {
    nowAt,
    ...(await loadGridFacts(db, compoundId, { fromAt: nowAt, toAt })),
    piles: [...piles.values()],
    sessions: bookedSessions(sessions, promises, nowAt),
    promises,
    history,
    missedYuanPerKwh: (await getRulePack(db, compoundId)).params.missedYuanPerKwh ?? null,
  };
}

function toPile(row: NightPileRow): NightPile {
  return {
    id: row.id,
    spaceCode: row.space_code,
    feederId: row.feeder_id,
    transformerId: row.transformer_id,
    phases: phasesOf(row.phases),
    maxKw: row.max_kw,
    minKw: row.min_kw,
    fallbackKw: row.fallback_kw,
    identity: row.identity,
    online: row.online === 1,
    energisedAt: row.energised_at!,
    known: row.connected_at !== null,
  };
}

interface OrderState {
  readonly state: string;
  readonly order: ConnectorLimitOrder;
}

interface SessionRecord {
  readonly orders: readonly OrderState[];
  readonly fallbackInstalled: boolean;
  readonly wishes: readonly WishRow[];
  readonly history: NightHistory;
  readonly nowAt: string;
}

function toSession(
  row: NightSessionRow,
  pile: NightPile,
  { orders, fallbackInstalled, wishes, history, nowAt }: SessionRecord,
): NightSession {
  const unanswered = orders.filter(({ state }) => state !== 'confirmed');
  const newest = unanswered.at(-1);
  const car = { batteryKwh: row.battery_kwh, kwhPer100Km: row.kwh_per_100km };
  const stated = wishes
    .filter((wish) => wish.pile_id === row.pile_id && wish.household_id === row.household_id)
    .map(toStatedWish);
  return {
    id: vehicleIdOf(row.transaction_id),
    transactionId: row.transaction_id,
    pile,
    connectorId: row.connector_id,
    startedAt: row.started_at,
    maxKw: Math.min(pile.maxKw, row.vehicle_max_kw ?? pile.maxKw),
    deliveredKwh: Math.max(0, row.last_meter_wh - row.meter_start_wh) / 1000,
    wish: tonightWish(stated, car, { sinceAt: row.started_at, nowAt }),
    habit: habitOf(history, row.pile_id, row.household_id, car),
    limits: {
      connectorId: `${pile.id}/${row.connector_id}`,
      link: pile.online ? 'online' : 'offline',
      nameplateKw: pile.maxKw,
      fallbackKw: pile.fallbackKw,
      fallbackInstalled,
      acknowledged: orders.find(({ state }) => state === 'confirmed')?.order ?? null,
      unanswered: unanswered.map(({ order }) => order),
      disobeying: row.disobeying_since !== null,
    },
    awaited: newest && newest.state !== 'timeout' ? newest.order : null,
    ackedKw: row.acked_kw,
    measuredKw: row.measured_kw,
    carIsFull: row.connector_status === 'SuspendedEV' || row.connector_status === 'Finishing',
  };
}
