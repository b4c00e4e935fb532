/** What a pile says of its smart charging (OCPP 1.6 §9.4). */
export interface PileCapabilities {
  rateUnit?: 'A' | 'W';
  stackLevel?: number;
}

export const CAPABILITY_KEYS = [
  'ChargingScheduleAllowedChargingRateUnit',
  'ChargeProfileMaxStackLevel',
  'ChargingScheduleMaxPeriods',
  'MaxChargingProfilesInstalled',
  'ConnectorSwitch3to1PhaseSupported',
] as const;

/** Reads a GetConfiguration answer. Amperes are preferred where both units are allowed; one level below the highest is used. */
export function capabilitiesFrom(answer: unknown): PileCapabilities {
  const entries = (answer as { configurationKey?: unknown } | null)?.configurationKey;
  if (!Array.isArray(entries)) return {};
  const values = new Map<string, string>();
  for (const entry of entries as { key?: unknown; value?: unknown }[]) {
    if (typeof entry?.key === 'string' && typeof entry.value === 'string') values.set(entry.key, entry.value);
  }
  const capabilities: PileCapabilities = {};
  const units = values.get('ChargingScheduleAllowedChargingRateUnit')?.split(',').map(unitFrom) ?? [];
  if (units.includes('A')) capabilities.rateUnit = 'A';
  else if (units.includes('W')) capabilities.rateUnit = 'W';
  const levels = Number(values.get('ChargeProfileMaxStackLevel') ?? Number.NaN);
  if (Number.isInteger(levels) && levels >= 0) capabilities.stackLevel = Math.max(1, levels - 1);
  return capabilities;
}

// OCPP 1.6 errata: `Current` and `Power` mean amperes and watts.
function unitFrom(word: string): 'A' | 'W' | null {
  const unit = word.trim().toLowerCase();
  if (unit === 'current' || unit === 'a') return 'A';
  return unit === 'power' || unit === 'w' ? 'W' : null;
}
