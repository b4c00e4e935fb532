import { describe, expect, it } from 'vitest';
import { judgeChargeNow, monthStart } from '~/domain/charging/charge-now';
import { type StatedWish, tonightWish } from '~/domain/charging/tonight-wish';

const car = { batteryKwh: 60, kwhPer100Km: 14 };
const stay = { sinceAt: '2026-11-20T12:00:00.000Z', nowAt: '2026-11-20T14:00:00.000Z' };
const wish = (rest: Partial<StatedWish> = {}): StatedWish => ({
  readyTime: '07:00',
  amountKind: 'kwh',
  amount: 20,
  mode: 'ordered',
  repeats: true,
  madeAt: '2026-11-10T12:00:00.000Z',
  readyAt: '2026-11-10T23:00:00.000Z',
  ...rest,
});
const once = wish({
  amount: 8,
  repeats: false,
  madeAt: '2026-11-20T13:00:00.000Z',
  readyAt: '2026-11-20T23:00:00.000Z',
});

describe('the wish of tonight', () => {
  it('is the one made for this stay before the usual one, and the default before none', () => {
    expect(tonightWish([wish(), once], car, stay)).toMatchObject({ source: 'stated', energyKwh: 8 });
    expect(tonightWish([wish()], car, stay)).toMatchObject({
      source: 'usual',
      energyKwh: 20,
      departAt: '2026-11-20T23:00:00.000Z',
    });
    expect(tonightWish([], car, stay)).toMatchObject({ source: 'default', energyKwh: 22.5 });
  });

  it('forgets a wish for one night at the next stay, and gives way to a newer usual one', () => {
    const next = { sinceAt: '2026-11-21T12:00:00.000Z', nowAt: '2026-11-21T12:00:00.000Z' };
    expect(tonightWish([wish(), once], car, next)).toMatchObject({ source: 'usual' });
    const newer = wish({ madeAt: '2026-11-20T13:30:00.000Z', amount: 11 });
    expect(tonightWish([newer, once], car, stay)).toMatchObject({ source: 'usual', energyKwh: 11 });
  });

  it('goes on to the next departure while the car stays, but no longer at once', () => {
    const now = wish({ ...once, mode: 'now' });
    expect(tonightWish([now], car, stay).mode).toBe('now');
    const later = tonightWish([now], car, { ...stay, nowAt: '2026-11-21T01:00:00.000Z' });
    expect(later).toMatchObject({ mode: 'ordered', departAt: '2026-11-21T23:00:00.000Z' });
  });

  it('counts percent and kilometres by the car, and by a mean one where none is known', () => {
    expect(tonightWish([wish({ amountKind: 'km', amount: 100 })], car, stay).energyKwh).toBeCloseTo(14);
    const unknown = { batteryKwh: null, kwhPer100Km: null };
    expect(tonightWish([wish({ amountKind: 'percent', amount: 50 })], unknown, stay).energyKwh).toBe(30);
  });
});

describe('charging at once', () => {
  it('is bounded by the month and by what others would lose', () => {
    const room = { ordered: 1, atOnce: 1.01 };
    expect(judgeChargeNow(0, 2, room)).toEqual({ ok: true, left: 1 });
    expect(judgeChargeNow(2, 2, room)).toEqual({ ok: false, reason: 'used-up', perMonth: 2 });
    expect(judgeChargeNow(0, 2, { ordered: 1, atOnce: 3 })).toMatchObject({ reason: 'no-room', shortKwh: 2 });
  });

  it('begins a new month at midnight in Shanghai', () => {
    expect(monthStart('2026-11-30T16:30:00.000Z')).toBe('2026-11-30T16:00:00.000Z');
    expect(monthStart('2026-11-30T15:30:00.000Z')).toBe('2026-10-31T16:00:00.000Z');
  });
});
