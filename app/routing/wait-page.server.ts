import { type AppLoadContext, redirect } from '@remix-run/node';
import type { SlotData, WaitData, WaitPage } from '~/components/sharing/wait-page-data';
import { swapFault } from '~/domain/booking/judge-swap';
import type { Quote } from '~/domain/booking/quote';
import {
  addDays,
  HOUR_MS,
  isInstant,
  localTimeOf,
  localTimeOfMs,
  msFromInstant,
} from '~/domain/shared/local-time';
import { loadSharingScene, type SharingScene } from '~/use-cases/shared/booking/sharing-scene.server';
import { swappableOf } from '~/use-cases/shared/booking/swap-facts';
import { isOnWaitList } from '~/use-cases/shared/booking/wait-rooms';
import { loadWaitingLine } from '~/use-cases/shared/booking/waiting-line.server';
import type { Db } from '~db/client.server';
import { type BookingRow, listBookingsOfHousehold } from '~db/queries/bookings.server';
import { listSwapsOfHousehold } from '~db/queries/swaps.server';
import { listVehiclesOfHousehold } from '~db/queries/vehicles.server';
import { listOpenWaitEntries } from '~db/queries/wait-entries.server';
import type { OwnHousehold } from './own-household.server';
import { sharingHousehold } from './sharing-household.server';

const LENGTHS = [60, 90, 120, 180, 240, 300, 360, 480];

/** What a household waits for with its place in line, what it is offered, and its swaps. */
export async function readWaitPage(context: AppLoadContext, request: Request): Promise<WaitPage> {
  const household = sharingHousehold(context, request);
  if (!household) throw redirect('/home/join');
  const { db, clock, newId } = context.deps;
  const { compoundId, householdId } = household;
  const now = clock();
  const scene = await loadSharingScene(db, { compoundId, householdId, nowAt: now });
  const bookings = await listBookingsOfHousehold(db, compoundId, householdId, scene.nowMs);
  return {
    now,
    formKey: newId('form'),
    offerMinutes: scene.rules.offerMinutes,
    offers: bookings.filter(({ status }) => status === 'offered').map((row) => offerOf(row, scene)),
    waiting: await readWaiting(db, household, scene, now),
    swaps: await readSwaps(db, household, scene),
    swappable: swappableIn(scene, bookings, householdId),
    join: await readJoin(db, household, scene, new URL(request.url).searchParams),
  };
}

const spaceOf = ({ places }: SharingScene, pileId: string) =>
  places.find(({ pile }) => pile.pile_id === pileId)?.pile.space_code ?? '';

function slotOf(row: BookingRow, scene: SharingScene): SlotData {
  return { spaceCode: spaceOf(scene, row.pile_id), startAt: row.start_at, endAt: row.end_at };
}

function offerOf(row: BookingRow, scene: SharingScene): WaitPage['offers'][number] {
  return {
    ...slotOf(row, scene),
    bookingId: row.id,
    promisedWh: row.promised_wh,
    totalFen: (JSON.parse(row.quote) as Quote).totalFen,
    answerByAt: row.answer_by_at ?? row.start_at,
  };
}

async function readWaiting(
  db: Db,
  { compoundId, householdId }: OwnHousehold,
  scene: SharingScene,
  now: string,
): Promise<WaitData[]> {
  const entries = await listOpenWaitEntries(db, compoundId, householdId);
  if (entries.length === 0) return [];
  const line = await loadWaitingLine(db, compoundId, now);
  return entries.map((entry) => {
    const index = line.findIndex(({ id }) => id === entry.id);
    return {
      waitId: entry.id,
      spaceCode: entry.pile_id && spaceOf(scene, entry.pile_id),
      fromAt: entry.from_at,
      toAt: entry.to_at,
      minutes: entry.minutes,
      wantedWh: entry.wanted_wh,
      place: index < 0 ? null : index + 1,
      of: line.length,
    };
  });
}

async function readSwaps(
  db: Db,
  { compoundId, householdId }: OwnHousehold,
  scene: SharingScene,
): Promise<WaitPage['swaps']> {
  const rows = await listSwapsOfHousehold(db, compoundId, householdId);
  return rows.map((row) => ({
    swapId: row.id,
    isMine: row.from_household_id === householdId,
    answerByAt: row.answer_by_at,
    given: {
      spaceCode: spaceOf(scene, row.from_pile_id),
      startAt: row.from_start_at,
      endAt: row.from_end_at,
    },
    wanted: { spaceCode: spaceOf(scene, row.to_pile_id), startAt: row.to_start_at, endAt: row.to_end_at },
  }));
}

function swappableIn(
  scene: SharingScene,
  bookings: readonly BookingRow[],
  householdId: string,
): WaitPage['swappable'] {
  const placeOf = (pileId: string) => scene.places.find(({ pile }) => pile.pile_id === pileId);
  const factsOf = (row: BookingRow) => swappableOf(row, placeOf(row.pile_id)?.pile ?? { needs_approval: 1 });
  const own = bookings.filter((row) => {
    const facts = factsOf(row);
    return swapFault(facts, { ...facts, householdId: '' }, scene.nowMs) === null;
  });
  const others = scene.places
    .filter(({ gap }) => gap === null)
    .flatMap(({ holds }) => holds)
    .filter((row) => {
      const facts = factsOf(row);
      return swapFault({ ...facts, householdId }, facts, scene.nowMs) === null;
    });
  return {
    own: own.map((row) => ({ ...slotOf(row, scene), bookingId: row.id })),
    others: others
      .map((row) => ({ ...slotOf(row, scene), pileId: row.pile_id }))
      .toSorted((a, b) => (a.startAt < b.startAt ? -1 : 1)),
  };
}

async function readJoin(
  db: Db,
  { compoundId, householdId }: OwnHousehold,
  scene: SharingScene,
  search: URLSearchParams,
): Promise<WaitPage['join']> {
  const open = scene.places.filter((place) => isOnWaitList(place) && place.pile.status === 'open');
  const furthestMs = Math.min(
    ...scene.places.map(({ facts }) => facts.furthestMs),
    scene.nowMs + 28 * 24 * HOUR_MS,
  );
  const [firstOn, lastOn] = [localTimeOfMs(scene.nowMs).on, localTimeOfMs(furthestMs).on];
  const days: string[] = [];
  for (let on = firstOn; on <= lastOn; on = addDays(on, 1)) days.push(on);
  const [start, end] = ['start', 'end'].map((name) => search.get(name) ?? '') as [string, string];
  const from = isInstant(start) ? localTimeOf(start) : null;
  const cars = await listVehiclesOfHousehold(db, compoundId, householdId);
  return {
    days,
    dayOn: days.find((on) => on === from?.on) ?? firstOn,
    from: from?.time ?? '19:00',
    to: isInstant(end) && msFromInstant(end) > msFromInstant(start) ? localTimeOf(end).time : '23:00',
    pileId: open.find(({ pile }) => pile.pile_id === search.get('pile'))?.pile.pile_id ?? '',
    piles: open.map(({ pile }) => ({ pileId: pile.pile_id, spaceCode: pile.space_code })),
    lengths: LENGTHS.filter((minutes) =>
      open.some(({ facts: { rules } }) => minutes >= rules.minMinutes && minutes <= rules.maxMinutes),
    ),
    cars: cars.map(({ id, plate, model }) => ({ id, label: `${plate} · ${model}` })),
  };
}
