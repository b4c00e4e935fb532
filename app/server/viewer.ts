import type { ActingPerson } from '~/use-cases/shared/deps';

export interface ViewerMembership {
  role: ActingPerson['grants'][number]['role'];
  organisationId: string | null;
  organisationName: string | null;
  compoundId: string | null;
  compoundName: string | null;
  householdId: string | null;
  householdDoor: string | null;
}

/** The signed-in person of this request, as an actor and as the pages show it. */
export interface Viewer extends ActingPerson {
  phoneMasked: string | null;
  memberships: ViewerMembership[];
}
