import { describe, expect, it } from 'vitest';
import { safeDeparture, safeMargin } from '~/planner';

describe('A safe margin', () => {
  const here = { id: 'v1', node: 'T1', arrive: 0, depart: 3, energyKwh: 10, maxKw: 7 };
  const margin = (prices: number[], missedYuanPerKwh?: number) =>
    safeMargin({ prices, vehicles: [here] }, missedYuanPerKwh);

  it('is the larger, the less waiting saves', () => {
    expect(margin([0.78, 0.68, 0.43])).toBeLessThan(margin([0.68, 0.68, 0.43]));
    expect(margin([0.68, 0.68, 0.43])).toBeLessThan(margin([0.58, 0.68, 0.43]));
    expect(margin([0.43, 0.68, 0.43])).toBe(4);
  });
  it('leaves as much energy at risk as a missed kWh may cost', () => {
    expect(0.4 * Math.exp(-margin([0.68, 0.68, 0.43], 5))).toBeCloseTo((0.68 - 0.43) / 5, 9);
  });
  it('knows no hours after the last vehicle has left', () => {
    expect(margin([0.58, 0.58, 0.58, 0.1])).toBe(4);
  });
  it('is none where a missed kWh counts for nothing', () => expect(margin([0.68, 0.43], 0)).toBe(0));
});

describe('A safe departure', () => {
  const stated = (stayMinutes: number) => ({ stayMinutes, statedMinutes: 600 });

  it('is the stated one for somebody unknown', () => expect(safeDeparture(600, [])).toBe(600));
  it('is the stated one for somebody who keeps to it', () => {
    expect(safeDeparture(600, new Array(20).fill(stated(640)))).toBe(600);
  });
  it('is earlier for somebody who often leaves before', () => {
    const history = Array.from({ length: 16 }, (_, k) => stated(k % 4 === 0 ? 300 : 600));
    expect(safeDeparture(600, history)).toBeCloseTo(600 * (1 - (16 / 20) * 0.5), 9);
  });
  it('moves little after a single early departure', () => {
    expect(safeDeparture(600, [stated(300)])).toBeCloseTo(600 * (1 - (1 / 5) * 0.5), 9);
  });
  it('comes from the stays themselves where nothing is stated', () => {
    const history = [500, 420, 610, 480, 700].map((stayMinutes) => ({ stayMinutes, statedMinutes: null }));
    expect(safeDeparture(null, history)).toBe(420);
  });
  it('is unknown with nothing to go by', () => expect(safeDeparture(null, [])).toBeNull());
});
