import { describe, expect, it } from 'vitest';
import { missingDocuments, readingOf, requiredDocuments } from '~/domain/installation/case-documents';
import { can } from '~/domain/permissions/can';

const pack = ['id-card', 'space-right', 'vehicle', 'commitment'];

describe('the documents an application needs', () => {
  it('are those of the rule pack', () => {
    expect(requiredDocuments(pack, { isLeased: false })).toEqual(pack);
  });

  it('include the landlord’s consent for a leased space', () => {
    expect(requiredDocuments(pack, { isLeased: true })).toContain('landlord-consent');
  });

  it('never include it for an owned space, even where the pack lists it', () => {
    const listed = [...pack, 'landlord-consent'];
    expect(requiredDocuments(listed, { isLeased: false })).not.toContain('landlord-consent');
  });

  it('leave out kinds that nobody knows', () => {
    expect(requiredDocuments(['id-card', 'horoscope'], { isLeased: false })).toEqual(['id-card']);
  });

  it('are missing until one of the kind is on file', () => {
    expect(missingDocuments(['id-card', 'vehicle'], ['vehicle', 'vehicle'])).toEqual(['id-card']);
  });
});

describe('the right to open a document', () => {
  const tenancy = {
    compoundId: 'c',
    organisations: { property: 'p', utility: 'u', operator: 'o', supervisor: 's', committee: 'k' },
  };
  const resource = { tenancy, householdId: 'h' };
  const reader = (role: 'property' | 'utility' | 'operator' | 'supervisor' | 'committee', id: string) => ({
    personId: 'x',
    grants: [{ role, organisationId: id }],
  });

  it('keeps identity cards from everybody but the household and the utility', () => {
    const action = readingOf('id-card');
    expect(can(reader('utility', 'u'), action, resource)).toBe(true);
    expect(can(reader('property', 'p'), action, resource)).toBe(false);
    expect(can(reader('operator', 'o'), action, resource)).toBe(false);
    const family = (householdId: string) => ({
      personId: 'x',
      grants: [{ role: 'resident' as const, compoundId: 'c', householdId }],
    });
    expect(can(family('h'), action, resource)).toBe(true);
    expect(can(family('neighbour'), action, resource)).toBe(false);
  });

  it('opens the proofs to those who work on the case only', () => {
    const action = readingOf('space-right');
    expect(can(reader('property', 'p'), action, resource)).toBe(true);
    expect(can(reader('property', 'another'), action, resource)).toBe(false);
    expect(can(reader('supervisor', 's'), action, resource)).toBe(false);
    expect(can(reader('committee', 'k'), action, resource)).toBe(false);
  });
});
