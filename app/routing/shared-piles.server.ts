import type { AppLoadContext } from '@remix-run/node';
import type { CellData, GridColumn, PlaceData, SharedPage } from '~/components/sharing/shared-page';
import { cellsOf, freeWindows } from '~/domain/booking/free-slots';
import { judgeSlot } from '~/domain/booking/judge-slot';
import { weekOf } from '~/domain/booking/sharing-rules';
import {
  addDays,
  DAY_MS,
  HOUR_MS,
  instantFromMs,
  isDate,
  localTimeOfMs,
  MINUTE_MS,
  msFromInstant,
  msFromLocal,
} from '~/domain/shared/local-time';
import { intersect, type TimeWindow } from '~/domain/shared/time-window';
import { bandsFor } from '~/domain/tariff/bands';
import { nearestFreeIn } from '~/use-cases/shared/booking/place-booking.server';
import {
  gapOfPile,
  loadSharingScene,
  type SharedPlace,
  type SharingScene,
} from '~/use-cases/shared/booking/sharing-scene.server';
import type { Db } from '~db/client.server';
import { listBookingsOfHousehold } from '~db/queries/bookings.server';
import { getCompound } from '~db/queries/compounds.server';
import { loadTariff } from '~db/queries/tariffs.server';
import { mySlot, openSlots } from './my-slots.server';
import { sharingHousehold } from './sharing-household.server';
import { readWeekly } from './weekly-slots.server';

const CELL_MINUTES = 30;
const DAYS_SHOWN = 7;
const USUAL_MINUTES = 120;

/** Everything on 共享桩: the nearest free slot, my slots, and the grid of a day, of one pile's week, or as a list. */
export async function readSharedPage(context: AppLoadContext, request: Request): Promise<SharedPage | null> {
  const household = sharingHousehold(context, request);
  if (!household) return null;
  const { db, clock } = context.deps;
  const search = new URL(request.url).searchParams;
  const { compoundId, householdId } = household;
  const now = clock();
  const scene = await loadSharingScene(db, { compoundId, householdId, nowAt: now });
  const todayOn = localTimeOfMs(scene.nowMs).on;
  const asked = search.get('day') ?? '';
  const lastOn = addDays(todayOn, DAYS_SHOWN - 1);
  const dayOn = isDate(asked) && asked >= todayOn && asked <= lastOn ? asked : todayOn;
  const chosen = search.get('view');
  const view = chosen === 'week' || chosen === 'list' ? chosen : 'day';
  const shown = scene.places.filter(({ pile }) => pile.status !== 'closed' && !pile.retired_at);
  const pileId =
    shown.find(({ pile }) => pile.pile_id === search.get('pile'))?.pile.pile_id ?? shown[0]?.pile.pile_id;
  const mine = await listBookingsOfHousehold(db, compoundId, householdId, scene.nowMs - HOUR_MS);
  return {
    now,
    householdId,
    compoundCode: (await getCompound(db, compoundId)).code,
    view,
    dayOn,
    days: Array.from({ length: DAYS_SHOWN }, (_, n) => addDays(todayOn, n)).map((on) => ({
      on,
      isCurrent: on === dayOn,
    })),
    pileId: pileId ?? null,
    places: shown.map((place) => placeData(place)),
    columns:
      view === 'week'
        ? weekColumns(
            shown.find(({ pile }) => pile.pile_id === pileId),
            todayOn,
            householdId,
          )
        : shown.map((place) => columnOf(place, dayOn, householdId, place.pile.space_code)),
    bandKinds: await bandKindsOf(db, compoundId, view === 'week' ? todayOn : dayOn),
    next: nearestFreeIn(shown, { start: scene.nowMs, end: scene.nowMs }, USUAL_MINUTES),
    mine: openSlots(mine).map((row) => mySlot(row, spaceOf(shown, row.pile_id))),
    weekly: await readWeekly(db, household, (id) => spaceOf(shown, id)),
    quota: {
      slotsPerWeek: scene.rules.slotsPerWeek,
      slotsLeft: Math.max(0, scene.rules.slotsPerWeek - slotsThisWeek(scene)),
    },
  };
}

function spaceOf(places: readonly SharedPlace[], pileId: string): string {
  return places.find(({ pile }) => pile.pile_id === pileId)?.pile.space_code ?? '';
}

export function placeData({ pile, gap, facts }: SharedPlace): PlaceData {
  return {
    pileId: pile.pile_id,
    spaceCode: pile.space_code,
    zone: pile.zone,
    kind: pile.kind === 'lent' ? 'lent' : 'common',
    mode: pile.mode as PlaceData['mode'],
    maxKw: pile.max_kw,
    isOnline: pile.online === 1,
    isOpenToMe: gap === null && gapOfPile(pile, { start: facts.nowMs, end: facts.nowMs }) === null,
  };
}

function slotsThisWeek({ standing, nowMs }: SharingScene): number {
  const week = weekOf(nowMs);
  return standing.slots.filter(({ start }) => start >= week.start && start < week.end).length;
}

/** The price band that each half hour of a day begins in. */
async function bandKindsOf(db: Db, compoundId: string, on: string): Promise<SharedPage['bandKinds']> {
  const { versions } = await loadTariff(db, compoundId, on);
  const startMs = msFromLocal(on);
  const window = { startAt: instantFromMs(startMs), endAt: instantFromMs(startMs + DAY_MS) };
  const verdict = bandsFor(window, versions);
  return Array.from({ length: DAY_MS / (CELL_MINUTES * MINUTE_MS) }, (_, n) => {
    const at = instantFromMs(startMs + n * CELL_MINUTES * MINUTE_MS);
    const band = verdict.ok
      ? verdict.bands.find(({ startAt, endAt }) => startAt <= at && at < endAt)
      : undefined;
    return band?.kind ?? null;
  });
}

function weekColumns(place: SharedPlace | undefined, todayOn: string, householdId: string): GridColumn[] {
  if (!place) return [];
  return Array.from({ length: DAYS_SHOWN }, (_, n) => {
    const on = addDays(todayOn, n);
    return columnOf(place, on, householdId, on);
  });
}

function columnOf(place: SharedPlace, on: string, householdId: string, label: string): GridColumn {
  const { facts, holds } = place;
  const day = { start: msFromLocal(on), end: msFromLocal(on) + DAY_MS };
  const isMine = (booking: { household_id: string }) => booking.household_id === householdId;
  const mine = holds
    .filter(isMine)
    .map((booking) => ({ start: booking.start_ms, end: msFromInstant(booking.end_at) }));
  const data = placeData(place);
  const free = freeWindows(facts.open, facts.held).flatMap((window) => intersect(window, day) ?? []);
  return {
    key: `${place.pile.pile_id}/${on}`,
    label,
    place: data,
    cells: cellsOf(day, CELL_MINUTES, { ...facts, mine }).map((cell) => cellData(cell, place, data)),
    free: data.isOpenToMe
      ? free.filter((window) => canHold(window, place)).map((window) => windowData(window, facts.nowMs))
      : [],
  };
}

function cellData(
  cell: ReturnType<typeof cellsOf>[number],
  { facts }: SharedPlace,
  data: PlaceData,
): CellData {
  const shortest = { start: cell.start, end: cell.start + facts.rules.minMinutes * MINUTE_MS };
  const canStart = cell.state === 'free' && data.isOpenToMe && judgeSlot(shortest, facts).ok;
  const state = cell.state === 'free' && !canStart ? 'closed' : cell.state;
  return { startAt: instantFromMs(cell.start), state, canStart };
}

function canHold(window: TimeWindow, { facts }: SharedPlace): boolean {
  const from = Math.max(window.start, facts.nowMs);
  return window.end - from >= facts.rules.minMinutes * MINUTE_MS && from < facts.furthestMs;
}

function windowData(window: TimeWindow, nowMs: number) {
  return { startAt: instantFromMs(Math.max(window.start, nowMs)), endAt: instantFromMs(window.end) };
}
