import {
  addDays,
  HOUR_MS,
  instantFromLocal,
  instantFromMs,
  localTimeOf,
  MINUTE_MS,
  msFromInstant,
  weekdayOf,
} from '~/domain/shared/local-time';
import { appealOccupation } from '~/use-cases/booking/appeal-occupation.server';
import { cancelSlot } from '~/use-cases/booking/cancel-slot.server';
import { checkIn } from '~/use-cases/booking/check-in.server';
import { releaseNoShows } from '~/use-cases/booking/release-no-shows.server';
import { startSeries } from '~/use-cases/booking/start-series.server';
import { joinWaitList } from '~/use-cases/waiting/join-wait-list.server';
import type { Trx } from '~db/client.server';
import { castMember, sharers } from '~db/seed/cast';
import { bookerTags, guestTags, stationOf } from '~db/seed/demo-stations';
import { sharedPiles } from '~db/seed/seed-shared-piles.server';
import { lendingScenes } from './lending-scenes';
import { sharingScenes } from './sharing-scenes';
import { actingResident, done, type Scene, type Stage } from './stage';
import { books, visits } from './visit-scenes';

const [, guopengsTag, hanxuesTag] = guestTags;

/** The shared piles: slots in every state, a pile that is lent, who waits, and what was asked for last month. */
export function sharingChapter(stage: Stage, trx: Trx): Scene[] {
  return [
    ...sharingScenes(stage, trx),
    ...lastMonth(stage),
    ...lastDays(stage),
    ...today(stage),
    ...tomorrow(stage),
    ...lendingScenes(stage),
  ];
}

/** Five households that share came twice each in the last calendar month. */
function lastMonth(stage: Stage): Scene[] {
  const month = addDays(`${stage.today.slice(0, 7)}-01`, -1).slice(0, 7);
  return sharers.flatMap(({ key }, index) =>
    [6 + index, 16 + index].flatMap((day, time) => {
      const on = `${month}-${String(day).padStart(2, '0')}`;
      const slot = {
        key,
        identity: sharedPiles[(index + time) % 2]!.identity,
        startAt: instantFromLocal(on, 9 * 60 + 30),
        endAt: instantFromLocal(on, 11 * 60 + 30),
        wantedWh: 6000 + index * 500,
        withCar: true,
      };
      return [
        books(stage, instantFromLocal(addDays(on, -1), 20 * 60 + index), slot),
        ...visits(stage, {
          ...slot,
          idTag: bookerTags[key as keyof typeof bookerTags],
          energyWh: slot.wantedWh,
          stoppedAt: instantFromLocal(on, 11 * 60 + 20),
          leftAt: instantFromLocal(on, 11 * 60 + 24),
        }),
      ];
    }),
  );
}

/** One who stayed too long and appeals, one who had what was promised, one who did not come. */
function lastDays(stage: Stage): Scene[] {
  const { deps } = stage;
  const stayed = {
    id: 'bk_lhy_stayed',
    key: 'guopeng',
    identity: 'LHY-P12',
    startAt: stage.day(3, '08:00'),
    endAt: stage.day(3, '10:00'),
    wantedWh: 12_000,
  };
  const finished = {
    id: 'bk_lhy_finished',
    key: 'hanxue',
    identity: 'LHY-P10',
    startAt: stage.day(2, '13:00'),
    endAt: stage.day(2, '16:00'),
    wantedWh: 16_000,
  };
  return [
    books(stage, stage.day(4, '20:10'), stayed),
    ...visits(stage, {
      ...stayed,
      idTag: guopengsTag,
      energyWh: 12_000,
      stoppedAt: stage.day(3, '09:52'),
      leftAt: stage.day(3, '11:35'),
    }),
    {
      at: stage.day(2, '20:15'),
      play: async () =>
        done(
          await appealOccupation(deps, actingResident(castMember('guopeng')), {
            bookingId: stayed.id,
            text: '当时电梯停运检修，我下不到地库，物业群里有通知，请免去这次占位费。',
          }),
        ),
    },
    books(stage, stage.day(3, '21:00'), finished),
    ...visits(stage, {
      ...finished,
      idTag: hanxuesTag,
      energyWh: 16_000,
      stoppedAt: stage.day(2, '15:40'),
      leftAt: stage.day(2, '15:46'),
    }),
    books(stage, stage.day(6, '21:30'), {
      id: 'bk_lhy_missed',
      key: 'caiming',
      identity: 'LHY-P11',
      startAt: stage.day(5, '12:00'),
      endAt: stage.day(5, '14:00'),
      wantedWh: 10_000,
    }),
    { at: stage.day(5, '12:16'), play: () => releaseNoShows(deps) },
  ];
}

/** One whose car is there, two who have booked from eleven, one who gave a slot back, and one who comes each week. */
function today(stage: Stage): Scene[] {
  const { deps } = stage;
  const nowMs = msFromInstant(stage.storyNow);
  const before = (minutes: number) => instantFromMs(nowMs - minutes * MINUTE_MS);
  const bookedBefore = (minutes: number) => beforeSupper(before(minutes));
  const begunMs = Math.floor(nowMs / (30 * MINUTE_MS)) * 30 * MINUTE_MS - HOUR_MS;
  const eleven = instantFromLocal(stage.today, 23 * 60);
  const tonightMs =
    msFromInstant(eleven) + (msFromInstant(eleven) < nowMs + 15 * MINUTE_MS ? 24 * HOUR_MS : 0);
  const { compoundId, householdId } = castMember('dengwei');
  return [
    books(stage, bookedBefore(240), {
      id: 'bk_lhy_active',
      key: 'luodan',
      identity: 'LHY-P11',
      startAt: instantFromMs(begunMs),
      endAt: instantFromMs(begunMs + 4 * HOUR_MS),
      wantedWh: 18_000,
    }),
    {
      at: instantFromMs(begunMs + 3 * MINUTE_MS),
      play: async () =>
        done(await checkIn(deps, actingResident(castMember('luodan')), { bookingId: 'bk_lhy_active' })),
    },
    books(stage, bookedBefore(300), {
      id: 'bk_lhy_tonight',
      key: 'suyan',
      identity: 'LHY-P10',
      startAt: instantFromMs(tonightMs),
      endAt: instantFromMs(tonightMs + 4 * HOUR_MS),
      wantedWh: 20_000,
      withCar: true,
    }),
    books(stage, bookedBefore(320), {
      id: 'bk_lhy_cancelled',
      key: 'fanyu',
      identity: 'LHY-P12',
      startAt: instantFromMs(tonightMs + 3 * HOUR_MS),
      endAt: instantFromMs(tonightMs + 5 * HOUR_MS),
      wantedWh: 8000,
      withCar: true,
    }),
    {
      at: before(130),
      play: async () =>
        done(await cancelSlot(deps, actingResident(castMember('fanyu')), { bookingId: 'bk_lhy_cancelled' })),
    },
    books(stage, bookedBefore(310), {
      id: 'bk_lhy_late',
      key: 'songjie',
      identity: 'LHY-P12',
      startAt: instantFromMs(tonightMs),
      endAt: instantFromMs(tonightMs + 2 * HOUR_MS),
      wantedWh: 6000,
      withCar: true,
    }),
    {
      at: before(90),
      play: async () =>
        done(
          await startSeries(deps, actingResident(castMember('dengwei')), {
            compoundId,
            householdId,
            pileId: stationOf('LHY-P12').pileId,
            vehicleId: 'car_dengwei',
            weekday: weekdayOf(addDays(stage.today, 3)),
            startMinute: 13 * 60,
            minutes: 120,
            wantedWh: 9000,
            untilOn: addDays(stage.today, 45),
            idempotencyKey: 'story:series',
          }),
        ),
    },
  ];
}

/** All three piles were taken for tomorrow evening; one slot came back and is offered to the first who waits. */
function tomorrow(stage: Stage): Scene[] {
  const { deps } = stage;
  const before = (minutes: number) => instantFromMs(msFromInstant(stage.storyNow) - minutes * MINUTE_MS);
  const on = addDays(localTimeOf(stage.storyNow).on, 1);
  const at = (minute: number) => instantFromLocal(on, minute);
  const taken = ['liangbo', 'songjie', 'hanxue'].map((key, index) =>
    books(stage, before(400 - index), {
      ...(index === 0 && { id: 'bk_lhy_given_back' }),
      key,
      identity: sharedPiles[index]!.identity,
      startAt: at(18 * 60),
      endAt: at(21 * 60 + 30),
      wantedWh: 12_000,
    }),
  );
  const waits = ['xiejun', 'malin'].map((key, index) => ({
    at: before(180 - index),
    play: async () => {
      const { compoundId, householdId } = castMember(key);
      stage.nameNext('wait', `wait_lhy_${key}`);
      done(
        await joinWaitList(deps, actingResident(castMember(key)), {
          compoundId,
          householdId,
          pileId: null,
          vehicleId: null,
          fromAt: at(18 * 60 + 30),
          toAt: at(21 * 60),
          minutes: 120,
          wantedWh: 9000,
          idempotencyKey: `story:${key}`,
        }),
      );
    },
  }));
  return [
    ...taken,
    ...waits,
    {
      at: before(8),
      play: async () => {
        stage.nameNext('bk', 'bk_lhy_offered');
        done(
          await cancelSlot(deps, actingResident(castMember('liangbo')), { bookingId: 'bk_lhy_given_back' }),
        );
      },
    },
  ];
}

/** Walk-ups hold the piles after supper: who books for tonight has done so before. */
function beforeSupper(at: string): string {
  const { on, minuteOfDay } = localTimeOf(at);
  const isSupper = minuteOfDay >= 18 * 60 && minuteOfDay < 23 * 60;
  return isSupper ? instantFromLocal(on, 17 * 60 + (minuteOfDay % 60)) : at;
}
