import type { NeededConsent } from '../resolution/installation-consent';

/**
 * What must still be asked after the property's consent. Where the street office has overruled the committee's refusal
 * (物业管理条例 19) a notice or a committee decision is not asked a second time; the owners' own vote always is.
 */
export function consentStillNeeded(needed: NeededConsent, pastEvents: readonly string[]): NeededConsent {
  if (needed.rule === 'none' || needed.rule === 'assembly') return needed;
  const failed = pastEvents.lastIndexOf('committee_failed');
  const overruled = pastEvents.lastIndexOf('mediation_overruled');
  return failed >= 0 && overruled > failed ? { rule: 'none', majority: null } : needed;
}
