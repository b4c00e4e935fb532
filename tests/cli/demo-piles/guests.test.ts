import { describe, expect, it } from 'vitest';
import { guestsOfNight, withGuests } from '~/cli/demo-piles/guests';
import { generateNight } from '~/cli/demo-piles/night';
import { demoStations } from '~db/seed/demo-stations';

describe('the guests of the demonstrated night', () => {
  it('come to the booked slot and as a walk-up, and not to the slot of somebody who stays away', () => {
    const stays = withGuests(generateNight(demoStations.length, 1));
    const at = (pileIndex: number) => stays.filter((stay) => stay.pileIndex === pileIndex);
    const [booked] = at(guestsOfNight.booked.pileIndex);
    // 23:00 to 03:00, minutes after noon.
    expect(booked?.arriveMinute).toBeGreaterThanOrEqual(660);
    expect(booked?.departMinute).toBeLessThanOrEqual(900);
    expect(at(guestsOfNight.walkUp.pileIndex)).toHaveLength(1);
    expect(at(guestsOfNight.noShow.pileIndex)).toEqual([]);
    expect(stays).toHaveLength(demoStations.length - 1);
  });
});
