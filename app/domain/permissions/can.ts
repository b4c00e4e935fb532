export type Role = 'resident' | 'property' | 'committee' | 'utility' | 'operator' | 'supervisor' | 'admin';

export type OrganisationRole = Exclude<Role, 'resident' | 'admin'>;

/** One membership of a person: a household of a compound, an organisation, or the platform. */
export type Grant =
  | { role: 'resident'; compoundId: string; householdId: string }
  | { role: OrganisationRole; organisationId: string }
  | { role: 'admin' };

export interface Actor {
  personId: string;
  grants: readonly Grant[];
}

/** The organisations that a compound is tied to: who may act on what belongs to it. */
export interface Tenancy {
  compoundId: string;
  organisations: Partial<Record<OrganisationRole, string | null>>;
}

export interface Resource {
  tenancy: Tenancy;
  /** The household whose own data this is; absent for what belongs to the compound. */
  householdId?: string | null;
}

export type Action = keyof typeof rules;

/** Which roles may do what. A resident may only where the resource is the own household's, unless `compound` is named. */
const rules = {
  'case.draft': ['resident'],
  'case.submit': ['resident'],
  'case.withdraw': ['resident'],
  'case.read': ['resident', 'property', 'committee', 'utility', 'operator', 'supervisor'],
  'case.review': ['property'],
  'case.decide-committee': ['committee'],
  'case.object': ['resident:compound'],
  'notice.read': ['resident:compound', 'property', 'committee', 'supervisor'],
  'case.mediate': ['supervisor'],
  'case.accept-utility': ['utility'],
  'case.survey': ['utility'],
  'case.decide-connection': ['utility'],
  'case.accept-works': ['operator'],
  'case.energise': ['operator'],
  'document.read': ['resident', 'property', 'utility', 'operator'],
  'document.read-identity': ['resident', 'utility'],
  'document.read-evidence': ['resident', 'property', 'committee', 'utility', 'operator', 'supervisor'],
  'document.change': ['resident'],
  'case.resubmit': ['resident'],
  'case.ask-mediation': ['resident'],
  'household.read': ['resident', 'property'],
  'household.manage-codes': ['property'],
  'household.register': ['resident'],
  'capacity.read-summary': [
    'resident:compound',
    'property',
    'committee',
    'utility',
    'operator',
    'supervisor',
  ],
  'capacity.read': ['property', 'utility', 'operator', 'supervisor'],
  'capacity.cap': ['utility'],
  'capacity.measure': ['utility'],
  'capacity.upgrade': ['utility'],
  'pile.read': ['resident', 'operator', 'utility'],
  'pile.operate': ['operator'],
  'charging.wish': ['resident'],
  'charging.read-own': ['resident'],
  'schedule.read': ['operator', 'utility'],
  'sharing.read': ['resident:compound', 'property', 'committee', 'operator', 'supervisor'],
  'sharing.set-rules': ['property', 'operator'],
  'sharing.run': ['operator'],
  'sharing.publish-prices': ['operator'],
  'sharing.lend': ['resident'],
  'booking.make': ['resident'],
  'booking.read': ['resident', 'operator'],
  'booking.change': ['resident'],
  'booking.answer-request': ['resident'],
  'occupation.appeal': ['resident'],
  'occupation.decide': ['operator'],
  'oversight.read': ['supervisor'],
  'platform.manage': ['admin'],
} as const satisfies Record<string, readonly (Role | 'resident:compound')[]>;

/** Whether the actor may do the action to the resource: the one place that knows. */
export function can(actor: Actor, action: Action, resource: Resource): boolean {
  const allowed: readonly string[] = rules[action];
  return actor.grants.some((grant) => reaches(grant, resource, allowed));
}

/** Whether any of the actor's memberships ties it to the resource at all; where not, the resource does not exist for it. */
export function canSee(actor: Actor, resource: Resource): boolean {
  return actor.grants.some((grant) => {
    if (grant.role === 'admin') return false;
    if (grant.role === 'resident') {
      if (grant.compoundId !== resource.tenancy.compoundId) return false;
      return !resource.householdId || grant.householdId === resource.householdId;
    }
    return resource.tenancy.organisations[grant.role] === grant.organisationId;
  });
}

function reaches(grant: Grant, resource: Resource, allowed: readonly string[]): boolean {
  if (grant.role === 'admin') return allowed.includes('admin');
  if (grant.role !== 'resident') {
    return (
      allowed.includes(grant.role) && resource.tenancy.organisations[grant.role] === grant.organisationId
    );
  }
  if (grant.compoundId !== resource.tenancy.compoundId) return false;
  if (allowed.includes('resident:compound')) return true;
  return allowed.includes('resident') && resource.householdId === grant.householdId;
}
