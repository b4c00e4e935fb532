import type { CAPABILITY_KEYS } from '~/domain/gateway/capabilities';
import { type InstalledProfile, installProfile } from './composite-limit';

const MAX_STACK_LEVEL = 8;

const CAPABILITIES: Readonly<Record<(typeof CAPABILITY_KEYS)[number], string>> = {
  ChargingScheduleAllowedChargingRateUnit: 'Current,Power',
  ChargeProfileMaxStackLevel: String(MAX_STACK_LEVEL),
  ChargingScheduleMaxPeriods: '24',
  MaxChargingProfilesInstalled: '10',
  ConnectorSwitch3to1PhaseSupported: 'false',
};

export interface ProfileStore {
  readonly profiles: readonly InstalledProfile[];
  /** OCPP 1.6 §5.16: refused where it names no running transaction or a level we do not have. */
  set(request: Record<string, unknown>, transactionId: number | null): 'Accepted' | 'Rejected';
  /** OCPP 1.6 §5.3: an id wins over all else, other fields must all match, none clears all. */
  clear(request: Record<string, unknown>): 'Accepted' | 'Unknown';
  forget(transactionId: number | null): void;
}

export function createProfileStore(): ProfileStore {
  let profiles: InstalledProfile[] = [];
  return {
    get profiles() {
      return profiles;
    },
    set(request, transactionId) {
      const added = {
        ...(request.csChargingProfiles as InstalledProfile),
        connectorId: Number(request.connectorId),
      };
      const isForTransaction = added.chargingProfilePurpose === 'TxProfile';
      if (added.stackLevel > MAX_STACK_LEVEL) return 'Rejected';
      if (isForTransaction && (transactionId === null || added.transactionId !== transactionId))
        return 'Rejected';
      if (added.chargingProfilePurpose === 'ChargePointMaxProfile' && added.connectorId !== 0)
        return 'Rejected';
      profiles = installProfile(profiles, added);
      return 'Accepted';
    },
    clear(request) {
      const before = profiles.length;
      const differs = (wanted: unknown, value: unknown) => wanted !== undefined && wanted !== value;
      profiles = profiles.filter((profile) =>
        request.id !== undefined
          ? profile.chargingProfileId !== request.id
          : differs(request.connectorId, profile.connectorId) ||
            differs(request.chargingProfilePurpose, profile.chargingProfilePurpose) ||
            differs(request.stackLevel, profile.stackLevel),
      );
      return profiles.length < before ? 'Accepted' : 'Unknown';
    },
    forget(transactionId) {
      profiles = profiles.filter(
        (profile) =>
          profile.chargingProfilePurpose !== 'TxProfile' || profile.transactionId !== transactionId,
      );
    },
  };
}

/** The answer to GetConfiguration. */
export function readCapabilities(request: Record<string, unknown>): object {
  const asked = Array.isArray(request.key) ? request.key.map(String) : Object.keys(CAPABILITIES);
  const known = asked.filter((key) => Object.hasOwn(CAPABILITIES, key));
  return {
    configurationKey: known.map((key) => ({
      key,
      readonly: true,
      value: CAPABILITIES[key as keyof typeof CAPABILITIES],
    })),
    unknownKey: asked.filter((key) => !Object.hasOwn(CAPABILITIES, key)),
  };
}
