import {
  addDays,
  HOUR_MS,
  instantFromLocal,
  instantFromMs,
  msFromInstant,
  weekdayOf,
} from '~/domain/shared/local-time';
import { answerRequest } from '~/use-cases/booking/answer-request.server';
import { lendPile } from '~/use-cases/sharing/lend-pile.server';
import { castMember } from '~db/seed/cast';
import { bookerTags, stationOf } from '~db/seed/demo-stations';
import { actingResident, done, type Scene, type Stage } from './stage';
import { books, visits } from './visit-scenes';

/** One owner of a private pile is away on weekday evenings and lends the pile meanwhile. */
export const LENDER = 'xujing';
export const LENT_SINCE_DAYS = 14;
const IDENTITY = 'LHY-P07';
const WEEKDAYS = [1, 2, 3, 4, 5];

export function lendingScenes(stage: Stage): Scene[] {
  const lender = actingResident(castMember(LENDER));
  const { compoundId } = castMember(LENDER);
  const { pileId } = stationOf(IDENTITY);
  const guestOn = weekdayBefore(addDays(stage.today, -2));
  const requestedOn = weekdayAfter(addDays(stage.today, 2));
  const guest = {
    id: 'bk_lhy_guest',
    key: 'gaofei',
    identity: IDENTITY,
    startAt: instantFromLocal(guestOn, 19 * 60),
    endAt: instantFromLocal(guestOn, 21 * 60),
    wantedWh: 11_000,
    withCar: true,
  };
  const dayBefore = (minute: number) => instantFromLocal(addDays(guestOn, -1), minute);
  return [
    {
      at: stage.day(LENT_SINCE_DAYS, '12:20'),
      play: async () =>
        done(
          await lendPile(stage.deps, lender, {
            compoundId,
            pileId,
            hours: [{ weekdays: WEEKDAYS, fromMinute: 18 * 60, toMinute: 22 * 60 + 30 }],
            minMinutes: 60,
            maxMinutes: 240,
            needsApproval: true,
            serviceFen: 25,
            notice: '车位在柱子旁，请倒车入位；充完请把枪挂回。',
            insurancePolicy: 'PICC-GZ-202611-0707',
            insuredUntilOn: addDays(stage.today, 300),
          }),
        ),
    },
    books(stage, dayBefore(20 * 60), guest),
    {
      at: dayBefore(20 * 60 + 35),
      play: async () => done(await answerRequest(stage.deps, lender, { bookingId: guest.id, approve: true })),
    },
    ...visits(stage, {
      ...guest,
      idTag: bookerTags.gaofei,
      energyWh: 11_000,
      stoppedAt: instantFromLocal(guestOn, 20 * 60 + 50),
      leftAt: instantFromLocal(guestOn, 20 * 60 + 55),
    }),
    books(stage, instantFromMs(msFromInstant(stage.storyNow) - 2 * HOUR_MS), {
      id: 'bk_lhy_request',
      key: 'guopeng',
      identity: IDENTITY,
      startAt: instantFromLocal(requestedOn, 19 * 60),
      endAt: instantFromLocal(requestedOn, 21 * 60 + 30),
      wantedWh: 14_000,
    }),
  ];
}

function weekdayBefore(on: string): string {
  return WEEKDAYS.includes(weekdayOf(on)) ? on : weekdayBefore(addDays(on, -1));
}

function weekdayAfter(on: string): string {
  return WEEKDAYS.includes(weekdayOf(on)) ? on : weekdayAfter(addDays(on, 1));
}
