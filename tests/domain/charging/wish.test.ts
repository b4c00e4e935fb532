import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  DEFAULT_WISH,
  judgeReadiness,
  nextDeparture,
  remainingEnergy,
  resolveWish,
  type WishAmount,
} from '~/domain/charging/wish';
import { instantFromLocal, localTimeOf, timeFromMinute } from '~/domain/shared/local-time';

const evening = instantFromLocal('2026-11-20', 19 * 60);
const morning = instantFromLocal('2026-11-21', 7 * 60 + 30);

describe('a wish', () => {
  it.each<[WishAmount, number]>([
    [{ kind: 'kwh', kwh: 24.5 }, 24.5],
    [{ kind: 'percent', percent: 40, batteryKwh: 60 }, 24],
    [{ kind: 'km', km: 150, kwhPer100Km: 14 }, 21],
  ])('of %o is %s kWh by tomorrow morning', (amount, energyKwh) => {
    expect(resolveWish({ readyTime: '07:30', amount }, evening)).toEqual({
      ok: true,
      energyKwh,
      departAt: morning,
    });
  });

  it('has a default that can be met', () => {
    expect(resolveWish(DEFAULT_WISH, evening)).toEqual({ ok: true, energyKwh: 22.5, departAt: morning });
  });

  it.each<[string, WishAmount, string]>([
    ['7:30', { kind: 'kwh', kwh: 10 }, 'ready-time'],
    ['07:30', { kind: 'kwh', kwh: 0 }, 'energy'],
    ['07:30', { kind: 'kwh', kwh: Number.NaN }, 'energy'],
    ['07:30', { kind: 'kwh', kwh: 201 }, 'too-much'],
    ['07:30', { kind: 'percent', percent: 101, batteryKwh: 60 }, 'percent'],
    ['07:30', { kind: 'percent', percent: 50, batteryKwh: 0 }, 'battery'],
    ['07:30', { kind: 'km', km: -1, kwhPer100Km: 15 }, 'distance'],
    ['07:30', { kind: 'km', km: 10, kwhPer100Km: 0 }, 'consumption'],
  ])('at %s of %o is refused for its %s', (readyTime, amount, reason) => {
    expect(resolveWish({ readyTime, amount }, evening)).toEqual({ ok: false, reason });
  });
});

describe('the next departure', () => {
  it('is today while the time is still to come, tomorrow from that minute on', () => {
    expect(nextDeparture('19:01', evening)).toBe(instantFromLocal('2026-11-20', 19 * 60 + 1));
    expect(nextDeparture('19:00', evening)).toBe(instantFromLocal('2026-11-21', 19 * 60));
    expect(nextDeparture('24:00', evening)).toBe(instantFromLocal('2026-11-21', 0));
  });

  it('is always within the next 24 hours and shows the time asked for', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1439 }),
        fc.integer({ min: 0, max: 100_000 }),
        (minute, offset) => {
          const nowAt = instantFromLocal('2026-11-20', offset);
          const departAt = nextDeparture(timeFromMinute(minute), nowAt)!;
          const wait = Date.parse(departAt) - Date.parse(nowAt);
          expect(wait).toBeGreaterThan(0);
          expect(wait).toBeLessThanOrEqual(24 * 3_600_000);
          expect(localTimeOf(departAt).minuteOfDay).toBe(minute);
        },
      ),
    );
  });
});

describe('what is still owed', () => {
  it('falls with each reading and stops at zero', () => {
    const registers = fc.array(fc.integer({ min: 0, max: 4000 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(registers, fc.integer({ min: 1, max: 60 }), (steps, kwh) => {
        let registerWh = 1_000_000;
        let last = kwh * 1000;
        const points = [{ at: evening, registerWh }];
        for (const [i, step] of steps.entries()) {
          registerWh += step;
          points.push({ at: new Date(Date.parse(evening) + (i + 1) * 60_000).toISOString(), registerWh });
          const verdict = remainingEnergy(kwh, points);
          if (!verdict.ok) expect.fail(verdict.reason);
          expect(verdict.remainingWh).toBeLessThanOrEqual(last);
          expect(verdict.remainingWh).toBe(Math.max(0, kwh * 1000 - verdict.deliveredWh));
          last = verdict.remainingWh;
        }
      }),
    );
  });

  it('is all of it before the first two readings, and unknown when the register falls', () => {
    expect(remainingEnergy(20, [])).toEqual({ ok: true, deliveredWh: 0, remainingWh: 20_000 });
    const points = [
      { at: evening, registerWh: 10 },
      { at: morning, registerWh: 9 },
    ];
    expect(remainingEnergy(20, points)).toEqual({ ok: false, reason: 'register-went-back' });
  });
});

describe('readiness', () => {
  it('says until when charging may wait', () => {
    expect(judgeReadiness(14.08, 7.04, evening, morning)).toEqual({
      ok: true,
      latestStartAt: instantFromLocal('2026-11-21', 5 * 60 + 30),
      slackMinutes: 630,
    });
  });

  it('says how much will be missing when there is not enough time', () => {
    const verdict = judgeReadiness(30, 7, evening, instantFromLocal('2026-11-20', 21 * 60));
    expect(verdict).toEqual({ ok: false, reason: 'not-enough-time', reachableKwh: 14, missingKwh: 16 });
    expect(judgeReadiness(1, 0, evening, morning)).toMatchObject({ ok: false, missingKwh: 1 });
  });
});
