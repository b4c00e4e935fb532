import '@remix-run/node';
import type { Locale } from '~/i18n/locale';
import type { ActingPerson, Deps } from '~/use-cases/shared/deps';
import type { Authentication } from './authentication.server';

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

declare module '@remix-run/node' {
  interface AppLoadContext {
    /** CSP nonce of this response; never leaves through a loader. */
    nonce: string;
    locale: Locale;
    viewer: Viewer | null;
    deps: Deps;
    authentication: Authentication;
    /** Whether demo accounts and codes may be shown. */
    demo: boolean;
    /** The address people reach this server at, without a trailing slash. */
    publicUrl: string;
  }

  interface Future {
    v3_singleFetch: true;
  }
}
