import { describe, expect, it } from 'vitest';
import { type ChargingProblem, explain, planCharging, type Vehicle } from '~/planner';

const car = (id: string, more: Partial<Vehicle> = {}): Vehicle => ({
  id,
  node: 'F1',
  arrive: 0,
  depart: 4,
  energyKwh: 8,
  maxKw: 7,
  ...more,
});

const problem = (vehicles: Vehicle[], feederKw = 8): ChargingProblem => ({
  version: 1,
  intervalMinutes: 60,
  startAt: '2026-11-20T04:00:00.000Z',
  prices: [0.6, 0.3, 0.3, 0.9],
  nodes: [
    { id: 'T1', parent: null, limitKw: [20, 20, 20, 20] },
    { id: 'F1', parent: 'T1', limitKw: new Array<number>(4).fill(feederKw) },
  ],
  vehicles,
});

function explained(site: ChargingProblem, id: string) {
  return explain(planCharging(site), site, id);
}

describe('explain', () => {
  it('tells when, at what price and until when a free vehicle charges', () => {
    expect(explained(problem([car('v1')]), 'v1')).toEqual({
      vehicleId: 'v1',
      reason: 'cheapest',
      runs: [{ from: 1, to: 3, energyKwh: 8 }],
      energyKwh: 8,
      unmetKwh: 0,
      price: { lowestYuan: 0.3, highestYuan: 0.3, meanYuan: expect.closeTo(0.3, 9) },
      fullBy: 3,
      limit: null,
    });
  });

  it('names the full node, how many share it and how large a part the vehicle has', () => {
    const site = problem([car('v1', { energyKwh: 10 }), car('v2', { arrive: 1, depart: 3, energyKwh: 12 })]);
    expect(explained(site, 'v1')).toMatchObject({
      reason: 'limited',
      price: { lowestYuan: 0.3, highestYuan: 0.6, meanYuan: expect.closeTo(0.48, 9) },
      limit: {
        node: 'F1',
        intervals: [1, 2],
        window: { from: 1, to: 3 },
        vehicles: 2,
        sharePercent: expect.closeTo(25, 6),
        gotShare: expect.closeTo(4 / 14, 6),
        afterKwh: 0,
      },
    });
  });

  it('tells of the longest run of full intervals, and what comes after it', () => {
    const cars = [car('v1', { energyKwh: 20, maxKw: 7 }), car('v2', { arrive: 0, depart: 2, energyKwh: 14 })];
    const even = problem(cars);
    const site = { ...even, nodes: [even.nodes[0]!, { ...even.nodes[1]!, limitKw: [8, 8, 20, 4] }] };
    expect(explained(site, 'v1')).toMatchObject({
      reason: 'short',
      limit: {
        node: 'F1',
        intervals: [0, 1, 3],
        window: { from: 0, to: 2 },
        vehicles: 2,
        afterKwh: expect.closeTo(11, 6),
      },
    });
  });

  it('never calls a short vehicle full', () => {
    const site = problem([car('v1', { energyKwh: 20 })], 3);
    expect(explained(site, 'v1')).toMatchObject({
      reason: 'short',
      energyKwh: 12,
      unmetKwh: 8,
      fullBy: null,
      limit: { node: 'F1', intervals: [0, 1, 2, 3], vehicles: 1, sharePercent: 100 },
    });
  });

  it('says of a vehicle that wants nothing that it is full when it arrives', () => {
    expect(explained(problem([car('v1', { arrive: 2, energyKwh: 0 })]), 'v1')).toMatchObject({
      reason: 'idle',
      runs: [],
      price: null,
      fullBy: 2,
    });
  });

  it('has nothing to say about a vehicle it does not know', () => {
    expect(explained(problem([car('v1')]), 'v2')).toBeUndefined();
  });
});
