import { bookerTags, demoStations, guestTags } from '~db/seed/demo-stations';
import type { NightStay } from './night';

const GUEST_KW = 6.6;
const indexOf = (identity: string) => demoStations.findIndex((station) => station.identity === identity);

/** What happens at the shared piles of the made-up night; the booked slots are the story's, from 23:00 on the evening it is told. */
export const guestsOfNight = {
  booked: { pileIndex: indexOf('LHY-P10'), idTag: bookerTags.suyan },
  walkUp: { pileIndex: indexOf('LHY-P11'), idTag: guestTags[1] },
  /** Somebody has booked here and does not come. */
  noShow: { pileIndex: indexOf('LHY-P12') },
} as const;

/** The night with its guests: one comes to the booked slot, one walks up after supper and is charged in the valley, one never comes. */
export function withGuests(stays: readonly NightStay[]): NightStay[] {
  const { booked, walkUp, noShow } = guestsOfNight;
  const shared: readonly number[] = [booked.pileIndex, walkUp.pileIndex, noShow.pileIndex];
  const at = (hour: number, minute: number) => ((hour + 12) % 24) * 60 + minute;
  return [
    ...stays.filter(({ pileIndex }) => !shared.includes(pileIndex)),
    {
      pileIndex: booked.pileIndex,
      arriveMinute: at(23, 2),
      departMinute: at(2, 57),
      needKwh: 12,
      maxKw: GUEST_KW,
    },
    {
      pileIndex: walkUp.pileIndex,
      arriveMinute: at(19, 30),
      departMinute: at(2, 30),
      needKwh: 7.5,
      maxKw: GUEST_KW,
    },
  ];
}
