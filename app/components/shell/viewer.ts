import type { Role } from '~/domain/permissions/can';

/** One place where a person works or lives. */
export type Membership = {
  role: Role;
  organisationId: string | null;
  organisationName: string | null;
  compoundId: string | null;
  compoundName: string | null;
  householdId: string | null;
  householdDoor: string | null;
};

/** The person in front of the screen, as far as the screen needs to know. */
export type Viewer = {
  personId: string;
  name: string;
  phoneMasked: string | null;
  memberships: readonly Membership[];
};
