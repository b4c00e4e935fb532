import { describe, expect, it } from 'vitest';
import { busiestNight, generateNight } from '~/cli/demo-piles/night';
import type { Session } from '~/cli/simulate/sessions';

const session = (userId: string, arriveAt: number, departAt: number): Session => ({
  id: `${userId}-${arriveAt}`,
  line: 1,
  userId,
  groupId: 'g',
  arriveAt,
  departAt,
  statedDepartAt: null,
  energyKwh: 8,
  maxKw: 7.04,
});
const at = (day: number, hour: number) => day * 1440 + hour * 60;

describe('a made-up night', () => {
  it('is the same for the same seed and another for another', () => {
    expect(generateNight(12, 3)).toEqual(generateNight(12, 3));
    expect(generateNight(12, 3)).not.toEqual(generateNight(12, 4));
  });

  it('has cars that come in the evening, leave in the morning and can be filled in between', () => {
    for (let seed = 0; seed < 50; seed += 1) {
      for (const stay of generateNight(12, seed)) {
        expect(stay.arriveMinute).toBeGreaterThanOrEqual(310);
        expect(stay.arriveMinute).toBeLessThanOrEqual(660);
        expect(stay.departMinute).toBeGreaterThanOrEqual(1080);
        expect(stay.departMinute).toBeLessThanOrEqual(1250);
        expect(stay.needKwh).toBeGreaterThanOrEqual(6);
        expect(stay.needKwh).toBeLessThanOrEqual(14);
        expect(stay.needKwh).toBeLessThan(((stay.departMinute - stay.arriveMinute) / 60) * stay.maxKw);
      }
    }
  });
});

describe('the night of a session file', () => {
  it('is the one with most users, from noon to noon', () => {
    const stays = busiestNight(
      [
        session('a', at(5, 20), at(6, 7)),
        session('b', at(5, 18), at(6, 6)),
        session('a', at(9, 20), at(10, 7)),
        session('c', at(5, 13), at(7, 9)),
      ],
      12,
    );
    expect(stays).toEqual([
      { pileIndex: 0, arriveMinute: 360, departMinute: 1080, needKwh: 8, maxKw: 7.04 },
      { pileIndex: 1, arriveMinute: 480, departMinute: 1140, needKwh: 8, maxKw: 7.04 },
    ]);
  });

  it('gives a user one pile, no two cars at a time, and no more piles than there are', () => {
    const stays = busiestNight(
      [
        session('a', at(5, 14), at(5, 16)),
        session('a', at(5, 15), at(5, 18)),
        session('a', at(5, 19), at(6, 7)),
        session('b', at(5, 20), at(6, 7)),
      ],
      1,
    );
    expect(stays.map((stay) => [stay.pileIndex, stay.arriveMinute])).toEqual([
      [0, 120],
      [0, 420],
    ]);
  });

  it('is empty where no stay ends by noon', () => {
    expect(busiestNight([session('a', at(5, 14), at(9, 16))], 12)).toEqual([]);
  });
});
