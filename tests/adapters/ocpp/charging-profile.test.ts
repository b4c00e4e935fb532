import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { limitInUnit, txDefaultProfileFrom, txProfileFrom } from '~/adapters/ocpp/charging-profile';
import type { ConnectorLimitOrder, LimitUnits } from '~/adapters/ocpp/port';

const units: LimitUnits = { rateUnit: 'A', phaseCount: 1, stackLevel: 1 };
const order: ConnectorLimitOrder = {
  kind: 'connector-limit',
  connectorId: 1,
  transactionId: 42,
  startAt: '2026-11-20T14:00:00.000Z',
  intervalMinutes: 15,
  limitsKw: [7.04, 7.04, 3.3, 0, 0, 1.32],
  validToAt: '2026-11-20T16:00:00.000Z',
};

function profileAt(nowAt: string, change: Partial<ConnectorLimitOrder> = {}, unit: Partial<LimitUnits> = {}) {
  const verdict = txProfileFrom({ ...order, ...change }, { ...units, ...unit }, nowAt);
  if (!verdict.ok) throw new Error(verdict.reason);
  return verdict.payload.csChargingProfiles;
}

describe('the profile of a running transaction', () => {
  it('begins half a minute ago, merges equal periods and names the phases', () => {
    const { chargingSchedule } = profileAt('2026-11-20T14:00:00.500Z');
    expect(chargingSchedule.startSchedule).toBe('2026-11-20T13:59:30.000Z');
    expect(chargingSchedule.chargingSchedulePeriod).toEqual([
      { startPeriod: 0, limit: 32, numberPhases: 1 },
      { startPeriod: 1830, limit: 15, numberPhases: 1 },
      { startPeriod: 2730, limit: 0, numberPhases: 1 },
      { startPeriod: 4530, limit: 6, numberPhases: 1 },
    ]);
  });

  it('starts in the interval of now when it is sent late', () => {
    const { chargingSchedule } = profileAt('2026-11-20T14:37:00.000Z');
    expect(chargingSchedule.chargingSchedulePeriod[0]).toEqual({
      startPeriod: 0,
      limit: 15,
      numberPhases: 1,
    });
    expect(chargingSchedule.chargingSchedulePeriod[1]?.startPeriod).toBe(8 * 60 + 30);
  });

  it('carries its transaction, a stack level above 0 and the purpose TxProfile', () => {
    expect(profileAt(order.startAt, {}, { stackLevel: 0 })).toMatchObject({
      transactionId: 42,
      stackLevel: 1,
      chargingProfilePurpose: 'TxProfile',
      chargingProfileKind: 'Absolute',
    });
  });

  it('ends with the plan or with its validity, whichever is first, so that a stale one falls back', () => {
    expect(profileAt(order.startAt)).toMatchObject({
      validTo: '2026-11-20T15:30:00.000Z',
      chargingSchedule: { duration: 5430 },
    });
    expect(profileAt(order.startAt, { validToAt: '2026-11-20T14:20:00.000Z' })).toMatchObject({
      validTo: '2026-11-20T14:20:00.000Z',
      chargingSchedule: { duration: 1230, chargingSchedulePeriod: [{ startPeriod: 0, limit: 32 }] },
    });
  });

  it('tells watts as the total over all phases and amperes per phase', () => {
    const three = { limitsKw: [10.56] };
    expect(
      profileAt(order.startAt, three, { rateUnit: 'W', phaseCount: 3 }).chargingSchedule
        .chargingSchedulePeriod,
    ).toEqual([{ startPeriod: 0, limit: 10560, numberPhases: 3 }]);
    expect(
      profileAt(order.startAt, three, { rateUnit: 'A', phaseCount: 3 }).chargingSchedule
        .chargingSchedulePeriod,
    ).toEqual([{ startPeriod: 0, limit: 16, numberPhases: 3 }]);
  });

  it('stops where the pile takes no more periods, and falls back after them', () => {
    const profile = profileAt(order.startAt, {}, { maxPeriods: 2 });
    expect(profile.chargingSchedule.chargingSchedulePeriod).toHaveLength(2);
    expect(profile.validTo).toBe('2026-11-20T14:45:00.000Z');
  });

  it('is refused when it is over, far ahead or empty', () => {
    expect(txProfileFrom(order, units, '2026-11-20T15:30:00.000Z')).toEqual({ ok: false, reason: 'expired' });
    expect(txProfileFrom(order, units, '2026-11-20T13:00:00.000Z')).toEqual({ ok: false, reason: 'not-yet' });
    expect(txProfileFrom({ ...order, limitsKw: [] }, units, order.startAt)).toEqual({
      ok: false,
      reason: 'no-intervals',
    });
  });
});

describe('a limit in the unit of a pile', () => {
  it('is rounded down to one decimal', () => {
    expect(limitInUnit(3.999, { rateUnit: 'A', phaseCount: 1 })).toBe(18.1);
    expect(limitInUnit(3.99999, { rateUnit: 'W', phaseCount: 1 })).toBe(3999.9);
  });

  it('is 6 A at the floor and 0 below it', () => {
    expect(limitInUnit(1.32, { rateUnit: 'A', phaseCount: 1 })).toBe(6);
    expect(limitInUnit(1.31, { rateUnit: 'A', phaseCount: 1 })).toBe(0);
    expect(limitInUnit(3.95, { rateUnit: 'W', phaseCount: 3 })).toBe(0);
  });

  it('never exceeds the planned power, whatever the power and the phases', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 60, noNaN: true }),
        fc.constantFrom<1 | 3>(1, 3),
        fc.constantFrom<'A' | 'W'>('A', 'W'),
        (powerKw, phaseCount, rateUnit) => {
          const limit = limitInUnit(powerKw, { rateUnit, phaseCount });
          const kw = rateUnit === 'W' ? limit / 1000 : (limit * phaseCount * 220) / 1000;
          expect(kw).toBeLessThanOrEqual(powerKw + 1e-6);
        },
      ),
    );
  });
});

describe('the safe profile of a pile', () => {
  it('is a TxDefaultProfile on connector 0 without an end', () => {
    expect(txDefaultProfileFrom({ kind: 'fallback-limit', limitKw: 1.4 }, units)).toEqual({
      connectorId: 0,
      csChargingProfiles: {
        chargingProfileId: 2,
        stackLevel: 1,
        chargingProfilePurpose: 'TxDefaultProfile',
        chargingProfileKind: 'Relative',
        chargingSchedule: {
          chargingRateUnit: 'A',
          chargingSchedulePeriod: [{ startPeriod: 0, limit: 6.3, numberPhases: 1 }],
        },
      },
    });
  });
});
