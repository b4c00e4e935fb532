import { Lucia, TimeSpan } from 'lucia';
import type { Grant, OrganisationRole } from '~/domain/permissions/can';
import { maskMobile } from '~/domain/shared/masking';
import type { Db } from '~db/client.server';
import { createLuciaAdapter } from '~db/lucia-adapter.server';
import { getPerson, listMemberships } from '~db/queries/logins.server';
import type { Viewer, ViewerMembership } from './viewer';

const COOKIE_NAME = 'linzhuang_session';

export interface Authentication {
  /** Begins a session and returns its Set-Cookie value. */
  signIn(personId: string): Promise<string>;
  /** Ends the session of the request and returns the Set-Cookie value that clears it. */
  signOut(cookieHeader: string | undefined): Promise<string>;
  /** Who the request comes from, and a Set-Cookie value where the session was renewed or is no longer valid. */
  recognise(cookieHeader: string | undefined): Promise<{ viewer: Viewer | null; setCookie: string | null }>;
}

/** Sessions by Lucia: 30 days, renewed in use; cookie HttpOnly, SameSite=Lax, Secure behind TLS. */
export function createAuthentication(db: Db, options: { secureCookies: boolean }): Authentication {
  const lucia = new Lucia(
    createLuciaAdapter(db, () => ({})),
    {
      sessionExpiresIn: new TimeSpan(30, 'd'),
      sessionCookie: {
        name: COOKIE_NAME,
        attributes: { secure: options.secureCookies, sameSite: 'lax', path: '/' },
      },
    },
  );
  return {
    async signIn(personId) {
      const session = await lucia.createSession(personId, {});
      return lucia.createSessionCookie(session.id).serialize();
    },
    async signOut(cookieHeader) {
      const sessionId = sessionIdOf(cookieHeader);
      if (sessionId) await lucia.invalidateSession(sessionId);
      return lucia.createBlankSessionCookie().serialize();
    },
    async recognise(cookieHeader) {
      const sessionId = sessionIdOf(cookieHeader);
      if (!sessionId) return { viewer: null, setCookie: null };
      const { session, user } = await lucia.validateSession(sessionId);
      if (!session) return { viewer: null, setCookie: lucia.createBlankSessionCookie().serialize() };
      const setCookie = session.fresh ? lucia.createSessionCookie(session.id).serialize() : null;
      return { viewer: await loadViewer(db, user.id), setCookie };
    },
  };
}

/** The session's own cookie as it was sent; cookies of others are not read, whatever they hold. */
function sessionIdOf(cookieHeader: string | undefined): string | null {
  const pairs = (cookieHeader ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${COOKIE_NAME}=`))?.slice(COOKIE_NAME.length + 1) || null;
}

async function loadViewer(db: Db, personId: string): Promise<Viewer> {
  const [person, rows] = await Promise.all([getPerson(db, personId), listMemberships(db, personId)]);
  const memberships = rows.map(
    (row): ViewerMembership => ({
      role: row.role as ViewerMembership['role'],
      organisationId: row.organisation_id,
      organisationName: row.organisation_name,
      compoundId: row.compound_id,
      compoundName: row.compound_name,
      householdId: row.household_id,
      householdDoor: row.building === null ? null : `${row.building}-${row.unit}-${row.room}`,
    }),
  );
  const viewer: Viewer = {
    personId,
    name: person.name,
    phoneMasked: person.phone ? maskMobile(person.phone) : null,
    memberships,
    grants: memberships.flatMap(toGrant),
  };
  return viewer;
}

function toGrant(membership: ViewerMembership): Grant[] {
  const { role, organisationId, compoundId, householdId } = membership;
  if (role === 'admin') return [{ role }];
  if (role === 'resident') return compoundId && householdId ? [{ role, compoundId, householdId }] : [];
  return organisationId ? [{ role: role as OrganisationRole, organisationId }] : [];
}
