import type { Majority } from './assembly-vote';
import type { ResolutionStatus } from './resolution-status';

/** What a compound asks beyond the property's consent, in rising order. */
export const CONSENT_RULES = ['none', 'neighbours_notice', 'committee_decision', 'assembly'] as const;
export type ConsentRule = (typeof CONSENT_RULES)[number];

export type ResolutionTopic =
  | 'private-piles'
  | 'common-route'
  | 'common-spaces'
  | 'new-transformer'
  | 'maintenance-fund';

export interface InstallationScope {
  readonly space: 'own' | 'common';
  readonly newCommonRoute: boolean;
}

export type NeededConsent =
  | { rule: 'none' | 'neighbours_notice' | 'committee_decision'; majority: null }
  | { rule: 'assembly'; majority: Majority };

/** The consent a pile needs: common spaces always the special majority (民法典 278 item 8), a new route through common parts at least the committee (物业管理条例 50). */
export function neededConsent(compoundRule: ConsentRule, scope: InstallationScope): NeededConsent {
  if (scope.space === 'common') return { rule: 'assembly', majority: 'special' };
  const floor: ConsentRule = scope.newCommonRoute ? 'committee_decision' : 'none';
  const rule = CONSENT_RULES.indexOf(compoundRule) >= CONSENT_RULES.indexOf(floor) ? compoundRule : floor;
  return rule === 'assembly' ? { rule, majority: 'ordinary' } : { rule, majority: null };
}

/** The majority the owners need for a topic: changing or using common parts is special, spending the fund ordinary. */
export function majorityFor(topic: ResolutionTopic): Majority {
  return topic === 'common-spaces' || topic === 'new-transformer' ? 'special' : 'ordinary';
}

/** A passed resolution that later cases cite; zones `all` covers the whole compound. */
export interface StandingPermission {
  readonly status: ResolutionStatus;
  readonly binding: boolean;
  readonly topic: ResolutionTopic;
  readonly zones: readonly string[] | 'all';
  readonly validFromAt: string;
  readonly validUntilAt: string | null;
}

export type PermissionVerdict =
  | { ok: true }
  | {
      ok: false;
      reason: 'not-passed' | 'not-binding' | 'other-topic' | 'other-zone' | 'not-yet-valid' | 'expired';
    };

/** Whether a case may cite the permission at `nowAt` for its topic and zone. */
export function citePermission(
  permission: StandingPermission,
  need: { topic: ResolutionTopic; zone: string },
  nowAt: string,
): PermissionVerdict {
  const now = Date.parse(nowAt);
  if (permission.status !== 'passed') return { ok: false, reason: 'not-passed' };
  if (!permission.binding) return { ok: false, reason: 'not-binding' };
  if (permission.topic !== need.topic) return { ok: false, reason: 'other-topic' };
  if (permission.zones !== 'all' && !permission.zones.includes(need.zone))
    return { ok: false, reason: 'other-zone' };
  if (now < Date.parse(permission.validFromAt)) return { ok: false, reason: 'not-yet-valid' };
  if (permission.validUntilAt !== null && now >= Date.parse(permission.validUntilAt)) {
    return { ok: false, reason: 'expired' };
  }
  return { ok: true };
}
