import type { Selectable } from 'kysely';
import type { Adapter, DatabaseSession, DatabaseUser } from 'lucia';
import type { Db } from './client.server';
import type { LoginSessionTable, PersonTable } from './schema/people';

type SessionRow = Selectable<LoginSessionTable>;

/** Lucia's sessions on our tables, the same for SQLite and PostgreSQL. */
export function createLuciaAdapter(
  db: Db,
  toAttributes: (person: Selectable<PersonTable>) => object,
): Adapter {
  return {
    async getSessionAndUser(sessionId) {
      const session = await db
        .selectFrom('login_session')
        .selectAll()
        .where('id', '=', sessionId)
        .executeTakeFirst();
      if (!session) return [null, null];
      const person = await db
        .selectFrom('person')
        .selectAll()
        .where('id', '=', session.person_id)
        .executeTakeFirst();
      if (!person) return [null, null];
      return [toSession(session), { id: person.id, attributes: toAttributes(person) } as DatabaseUser];
    },
    async getUserSessions(userId) {
      const rows = await db.selectFrom('login_session').selectAll().where('person_id', '=', userId).execute();
      return rows.map(toSession);
    },
    async setSession(session) {
      await db
        .insertInto('login_session')
        .values({
          id: session.id,
          person_id: session.userId,
          expires_at: session.expiresAt.toISOString(),
          attributes: JSON.stringify(session.attributes),
        })
        .execute();
    },
    async updateSessionExpiration(sessionId, expiresAt) {
      await db
        .updateTable('login_session')
        .set({ expires_at: expiresAt.toISOString() })
        .where('id', '=', sessionId)
        .execute();
    },
    async deleteSession(sessionId) {
      await db.deleteFrom('login_session').where('id', '=', sessionId).execute();
    },
    async deleteUserSessions(userId) {
      await db.deleteFrom('login_session').where('person_id', '=', userId).execute();
    },
    async deleteExpiredSessions() {
      await db.deleteFrom('login_session').where('expires_at', '<=', new Date().toISOString()).execute();
    },
  };
}

function toSession(row: SessionRow): DatabaseSession {
  return {
    id: row.id,
    userId: row.person_id,
    expiresAt: new Date(row.expires_at),
    attributes: JSON.parse(row.attributes) as DatabaseSession['attributes'],
  };
}
