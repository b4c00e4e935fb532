import { kwFromAmps, type PhaseCount } from '~/domain/shared/electrical';

export interface SchedulePeriod {
  startPeriod: number;
  limit: number;
  numberPhases?: number;
}

/** OCPP 1.6 §7.8 ChargingProfile, and the connector it was set on. */
export interface InstalledProfile {
  connectorId: number;
  chargingProfileId: number;
  transactionId?: number;
  stackLevel: number;
  chargingProfilePurpose: string;
  chargingProfileKind: string;
  recurrencyKind?: string;
  validFrom?: string;
  validTo?: string;
  chargingSchedule: {
    duration?: number;
    startSchedule?: string;
    chargingRateUnit: string;
    chargingSchedulePeriod: SchedulePeriod[];
  };
}

/** What a pile's clock and transaction are when its limit is asked for. */
export interface ChargingMoment {
  nowMs: number;
  transactionId: number | null;
  transactionStartMs: number;
  phaseCount: PhaseCount;
}

const RECURRENCY_MS: Readonly<Record<string, number>> = { Daily: 86_400_000, Weekly: 604_800_000 };

/** The limit in force in kW, Infinity where no profile speaks (OCPP 1.6 §3.13.3). */
export function limitKwAt(profiles: readonly InstalledProfile[], moment: ChargingMoment): number {
  const of = (purpose: string) =>
    prevailing(
      profiles.filter((profile) => profile.chargingProfilePurpose === purpose),
      moment,
    );
  const ofTransaction = prevailing(
    profiles.filter(
      (profile) =>
        profile.chargingProfilePurpose === 'TxProfile' && profile.transactionId === moment.transactionId,
    ),
    moment,
  );
  const all = of('ChargePointMaxProfile') ?? Number.POSITIVE_INFINITY;
  return Math.min(all, ofTransaction ?? of('TxDefaultProfile') ?? Number.POSITIVE_INFINITY);
}

/** A profile of the same id, or of the same purpose, level and connector, gives way to the new one (OCPP 1.6 §3.13.2). */
export function installProfile(
  profiles: readonly InstalledProfile[],
  added: InstalledProfile,
): InstalledProfile[] {
  const stays = profiles.filter(
    (profile) =>
      profile.chargingProfileId !== added.chargingProfileId &&
      !(
        profile.chargingProfilePurpose === added.chargingProfilePurpose &&
        profile.stackLevel === added.stackLevel &&
        profile.connectorId === added.connectorId
      ),
  );
  return [...stays, added];
}

function prevailing(profiles: readonly InstalledProfile[], moment: ChargingMoment): number | null {
  const byLevel = [...profiles].sort((a, b) => b.stackLevel - a.stackLevel);
  for (const profile of byLevel) {
    const limitKw = limitOf(profile, moment);
    if (limitKw !== null) return limitKw;
  }
  return null;
}

function limitOf(profile: InstalledProfile, moment: ChargingMoment): number | null {
  const { nowMs } = moment;
  if (profile.validFrom && nowMs < Date.parse(profile.validFrom)) return null;
  if (profile.validTo && nowMs >= Date.parse(profile.validTo)) return null;
  const { chargingSchedule: schedule } = profile;
  const isRelative = profile.chargingProfileKind === 'Relative' || !schedule.startSchedule;
  const startMs = isRelative ? moment.transactionStartMs : Date.parse(schedule.startSchedule ?? '');
  let elapsedMs = nowMs - startMs;
  if (elapsedMs < 0) return null;
  const recurrencyMs = RECURRENCY_MS[profile.recurrencyKind ?? ''];
  if (profile.chargingProfileKind === 'Recurring' && recurrencyMs) elapsedMs %= recurrencyMs;
  if (schedule.duration !== undefined && elapsedMs >= schedule.duration * 1000) return null;
  const period = schedule.chargingSchedulePeriod.findLast((one) => one.startPeriod * 1000 <= elapsedMs);
  if (!period) return null;
  return schedule.chargingRateUnit === 'W'
    ? period.limit / 1000
    : kwFromAmps(period.limit, moment.phaseCount);
}
