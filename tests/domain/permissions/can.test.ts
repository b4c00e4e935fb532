import { describe, expect, it } from 'vitest';
import { type Action, type Actor, can, canSee, type Grant, type Resource } from '~/domain/permissions/can';

/**
 * Who may do what, read by hand from the product's rules: h the household whose own thing it is, n any other household of
 * the compound, p property, c committee, u utility, o operator, s supervisor, a platform admin.
 */
const expected: Record<Action, string> = {
  'case.draft': 'h',
  'case.submit': 'h',
  'case.withdraw': 'h',
  'case.resubmit': 'h',
  'case.ask-mediation': 'h',
  'case.read': 'hpcuos',
  'case.review': 'p',
  'case.decide-committee': 'c',
  'case.object': 'hn',
  'notice.read': 'hnpcs',
  'case.mediate': 's',
  'case.accept-utility': 'u',
  'case.survey': 'u',
  'case.decide-connection': 'u',
  'case.accept-works': 'o',
  'case.energise': 'o',
  'document.read': 'hpuo',
  'document.read-identity': 'hu',
  'document.read-evidence': 'hpcuos',
  'document.change': 'h',
  'household.read': 'hp',
  'household.manage-codes': 'p',
  'household.register': 'h',
  'capacity.read-summary': 'hnpcuos',
  'capacity.read': 'puos',
  'capacity.cap': 'u',
  'capacity.measure': 'u',
  'capacity.upgrade': 'u',
  'pile.read': 'hou',
  'pile.operate': 'o',
  'charging.wish': 'h',
  'charging.read-own': 'h',
  'schedule.read': 'ou',
  'sharing.read': 'hnpcos',
  'sharing.set-rules': 'po',
  'sharing.run': 'o',
  'sharing.publish-prices': 'o',
  'sharing.lend': 'h',
  'booking.make': 'h',
  'booking.read': 'ho',
  'booking.change': 'h',
  'booking.answer-request': 'h',
  'occupation.appeal': 'h',
  'occupation.decide': 'o',
  'oversight.read': 's',
  'platform.manage': 'a',
};

const organisations = {
  property: 'org_p',
  committee: 'org_c',
  utility: 'org_u',
  operator: 'org_o',
  supervisor: 'org_s',
};
const resource: Resource = { tenancy: { compoundId: 'cmp_1', organisations }, householdId: 'hh_1' };
const ofCompound: Resource = { tenancy: resource.tenancy };

const people: Record<string, Grant> = {
  h: { role: 'resident', compoundId: 'cmp_1', householdId: 'hh_1' },
  n: { role: 'resident', compoundId: 'cmp_1', householdId: 'hh_2' },
  p: { role: 'property', organisationId: 'org_p' },
  c: { role: 'committee', organisationId: 'org_c' },
  u: { role: 'utility', organisationId: 'org_u' },
  o: { role: 'operator', organisationId: 'org_o' },
  s: { role: 'supervisor', organisationId: 'org_s' },
  a: { role: 'admin' },
};

/** The same roles at another compound and other organisations; a role never reaches across by its name. */
const strangers: Grant[] = [
  { role: 'resident', compoundId: 'cmp_2', householdId: 'hh_1' },
  { role: 'property', organisationId: 'org_x' },
  { role: 'committee', organisationId: 'org_x' },
  { role: 'utility', organisationId: 'org_x' },
  { role: 'operator', organisationId: 'org_x' },
  { role: 'supervisor', organisationId: 'org_x' },
  { role: 'property', organisationId: 'org_u' },
  { role: 'utility', organisationId: 'org_o' },
];

const actorOf = (...grants: Grant[]): Actor => ({ personId: 'person_1', grants });
const actions = Object.keys(expected) as Action[];

describe('Who may do what', () => {
  it.each(actions)('%s', (action) => {
    const may = Object.entries(people)
      .filter(([, grant]) => can(actorOf(grant), action, resource))
      .map(([letter]) => letter);
    expect(may.sort()).toEqual([...expected[action]].sort());
  });

  it.each(actions)(
    '%s is for nobody of another compound or organisation, and for nobody without a role',
    (action) => {
      for (const grant of strangers) expect(can(actorOf(grant), action, resource), grant.role).toBe(false);
      expect(can(actorOf(), action, resource)).toBe(false);
    },
  );

  it('adds up over memberships, and takes nothing from their neighbourhood', () => {
    const both = actorOf({ role: 'property', organisationId: 'org_x' }, people.h as Grant);
    expect(can(both, 'case.draft', resource)).toBe(true);
    expect(can(both, 'case.review', resource)).toBe(false);
  });

  it('gives a household nothing of its own where the thing belongs to the compound', () => {
    const household = actorOf(people.h as Grant);
    expect(can(household, 'charging.wish', ofCompound)).toBe(false);
    expect(can(household, 'case.object', ofCompound)).toBe(true);
  });

  it('gives nobody a role that the compound has not filled', () => {
    const unfilled = { tenancy: { compoundId: 'cmp_1', organisations: { property: null } } };
    for (const grant of Object.values(people).filter((one) => 'organisationId' in one))
      expect(can(actorOf(grant), 'case.read', unfilled), grant.role).toBe(false);
  });
});

describe('Who knows that it exists', () => {
  it('is everybody with a tie to it, whatever they may do', () => {
    const see = (of: Resource) =>
      Object.entries(people)
        .filter(([, grant]) => canSee(actorOf(grant), of))
        .map(([letter]) => letter)
        .join('');
    expect(see(resource)).toBe('hpcuos');
    expect(see(ofCompound)).toBe('hnpcuos');
  });

  it('is nobody of another compound or organisation', () => {
    for (const grant of strangers) expect(canSee(actorOf(grant), resource), grant.role).toBe(false);
  });
});
