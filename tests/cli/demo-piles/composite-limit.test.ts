import { describe, expect, it } from 'vitest';
import { txDefaultProfileFrom, txProfileFrom } from '~/adapters/ocpp/charging-profile';
import { type InstalledProfile, installProfile, limitKwAt } from '~/cli/demo-piles/composite-limit';
import { createProfileStore } from '~/cli/demo-piles/profile-store';

const START = Date.parse('2026-11-20T14:00:00Z');
const moment = { nowMs: START, transactionId: 7, transactionStartMs: START, phaseCount: 1 as const };

function profile(
  change: Partial<InstalledProfile> & { limit?: number; duration?: number },
): InstalledProfile {
  const { limit = 10, duration, ...rest } = change;
  return {
    connectorId: 1,
    chargingProfileId: Math.random(),
    transactionId: 7,
    stackLevel: 1,
    chargingProfilePurpose: 'TxProfile',
    chargingProfileKind: 'Relative',
    chargingSchedule: {
      duration,
      chargingRateUnit: 'A',
      chargingSchedulePeriod: [{ startPeriod: 0, limit, numberPhases: 1 }],
    },
    ...rest,
  };
}

describe('the limit in force at a pile', () => {
  it('is none where no profile speaks', () => {
    expect(limitKwAt([], moment)).toBe(Number.POSITIVE_INFINITY);
  });

  it('follows a plan interval by interval and falls back to the safe limit after it', () => {
    const units = { rateUnit: 'A' as const, phaseCount: 1 as const, stackLevel: 1 };
    const order = {
      kind: 'connector-limit' as const,
      connectorId: 1,
      transactionId: 7,
      startAt: '2026-11-20T14:00:00.000Z',
      intervalMinutes: 15,
      limitsKw: [7.04, 3.3, 0, 1.32],
      validToAt: '2026-11-20T15:00:00.000Z',
    };
    const planned = txProfileFrom(order, units, '2026-11-20T14:00:00.000Z');
    if (!planned.ok) throw new Error(planned.reason);
    const safe = txDefaultProfileFrom({ kind: 'fallback-limit', limitKw: 1.4 }, units);
    const profiles = [planned.payload, safe].map(({ connectorId, csChargingProfiles }) => ({
      connectorId,
      ...csChargingProfiles,
    }));
    const limits = [0, 14, 15, 29, 30, 45, 59, 60, 600].map((minutes) =>
      limitKwAt(profiles, { ...moment, nowMs: START + minutes * 60_000 }),
    );
    expect(limits.map((kw) => Math.round(kw * 1000) / 1000)).toEqual([
      7.04, 7.04, 3.3, 3.3, 0, 1.32, 1.32, 1.386, 1.386,
    ]);
    expect(limitKwAt(profiles, { ...moment, transactionId: 8 })).toBeCloseTo(1.386);
  });

  it('is the highest stack level of a purpose, and the least over purposes', () => {
    const profiles = [
      profile({ limit: 10 }),
      profile({ limit: 16, stackLevel: 2 }),
      profile({ limit: 12, chargingProfilePurpose: 'ChargePointMaxProfile', connectorId: 0 }),
      profile({ limit: 6, chargingProfilePurpose: 'TxDefaultProfile', stackLevel: 8 }),
    ];
    expect(limitKwAt(profiles, moment)).toBeCloseTo(12 * 0.22);
  });

  it('falls to the lower stack when the higher one is over', () => {
    const profiles = [profile({ limit: 10 }), profile({ limit: 16, stackLevel: 2, duration: 60 })];
    expect(limitKwAt(profiles, { ...moment, nowMs: START + 61_000 })).toBeCloseTo(2.2);
  });

  it('is replaced by a profile of the same level and purpose', () => {
    const profiles = installProfile([profile({ limit: 10 })], profile({ limit: 8 }));
    expect(profiles).toHaveLength(1);
  });
});

describe('the profiles a pile takes', () => {
  it('are refused for a transaction that does not run, and cleared by id before all else', () => {
    const store = createProfileStore();
    const request = { connectorId: 1, csChargingProfiles: profile({ chargingProfileId: 5 }) };
    expect(store.set(request, null)).toBe('Rejected');
    expect(store.set(request, 7)).toBe('Accepted');
    expect(store.clear({ id: 6, stackLevel: 1 })).toBe('Unknown');
    expect(store.clear({ id: 5, stackLevel: 9 })).toBe('Accepted');
    expect(store.profiles).toEqual([]);
  });
});
