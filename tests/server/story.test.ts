import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Env, readEnv } from '~/config/env.server';
import { capacityShares } from '~/domain/capacity/transformer-ledger';
import type { JsonValue } from '~/domain/case-log/canonical-json';
import { verifyChain } from '~/domain/case-log/hash-chain';
import { lifeCycle } from '~/domain/installation/life-cycle';
import { checkPlate } from '~/domain/shared/ids';
import { localTimeOf } from '~/domain/shared/local-time';
import { intervalsFromMeter } from '~/domain/shared/meter-points';
import { seedDemo } from '~/server/demo.server';
import { isStationPassword } from '~/use-cases/shared/station-password.server';
import type { OpenDatabase } from '~db/client.server';
import { loadTransformerState } from '~db/queries/capacity.server';
import { cast } from '~db/seed/cast';
import { demoStations } from '~db/seed/demo-stations';
import { ids } from '~db/seed/story';
import { makeDeps } from '../factories/deps';
import { describeOnBothDatabases, openTestSqlite } from '../setup/database';

const FRIDAY_AFTERNOON = '2026-11-20T06:30:00.000Z';
const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function environment(): Env {
  const folder = mkdtempSync(path.join(tmpdir(), 'linzhuang-story-'));
  folders.push(folder);
  const verdict = readEnv({ ...process.env, DATA_DIR: folder });
  if (!verdict.ok) throw new Error(verdict.errors.join());
  return verdict.env;
}

describeOnBothDatabases("The demonstration's story", (database) => {
  const opened = (): OpenDatabase => ({ ...database, close: async () => undefined });
  const env = environment();
  let tellings: boolean[];

  beforeAll(async () => {
    tellings = await Promise.all([1, 2].map(() => seedDemo(env, opened(), FRIDAY_AFTERNOON)));
  });

  it('is told once, even by two that begin together, and never again', async () => {
    expect(tellings.sort()).toEqual([false, true]);
    expect(await seedDemo(env, opened(), FRIDAY_AFTERNOON)).toBe(false);
    const { compounds } = await database.db
      .selectFrom('compound')
      .select(({ fn }) => fn.countAll<number>().as('compounds'))
      .executeTakeFirstOrThrow();
    expect(Number(compounds)).toBe(2);
  });

  it('has a case in every status of the life cycle', async () => {
    const rows = await database.db.selectFrom('installation_case').select('status').distinct().execute();
    expect(rows.map(({ status }) => status).sort()).toEqual(Object.keys(lifeCycle).sort());
  });

  it("fills the property's inbox with an overdue and escalated case, one due today and some due later", async () => {
    const rows = await database.db
      .selectFrom('installation_case')
      .select(['id', 'due_at', 'escalated_at'])
      .where('status', '=', 'property_review')
      .where('compound_id', '=', ids.compound)
      .execute();
    const lastDayOf = (dueAt: string | null) =>
      localTimeOf(new Date(Date.parse(dueAt ?? '') - 1).toISOString()).on;
    const overdue = rows.filter(({ due_at }) => (due_at ?? '') <= FRIDAY_AFTERNOON);
    expect(overdue.map(({ id }) => id)).toEqual(['case_malin']);
    expect(overdue[0]?.escalated_at).not.toBeNull();
    expect(rows.filter(({ due_at }) => lastDayOf(due_at) === '2026-11-20')).toHaveLength(1);
    expect(rows.filter(({ due_at }) => lastDayOf(due_at) > '2026-11-20').length).toBeGreaterThanOrEqual(2);
  });

  it('keeps a log of every case that verifies to its head', async () => {
    const { sha256 } = makeDeps(database.db);
    const cases = await database.db.selectFrom('installation_case').selectAll().execute();
    for (const row of cases.filter(({ status }) => status !== 'draft')) {
      const events = await database.db
        .selectFrom('case_event')
        .selectAll()
        .where('case_id', '=', row.id)
        .orderBy('seq')
        .execute();
      const linked = events.map((event) => ({
        caseId: event.case_id,
        seq: event.seq,
        at: event.at,
        kind: event.kind,
        actorId: event.actor_id,
        payload: {
          compoundId: event.compound_id,
          actorRole: event.actor_role,
          data: JSON.parse(event.data) as JsonValue,
        },
        prevHash: event.prev_hash,
        hash: event.hash,
      }));
      const verdict = verifyChain(linked, sha256, { seq: row.log_seq, hash: row.log_hash });
      expect(verdict, row.id).toMatchObject({ ok: true, length: row.log_seq });
      expect(events.every(({ at }) => at <= FRIDAY_AFTERNOON)).toBe(true);
    }
  });

  it('holds every transformer within its limit, with two cases queued at the second', async () => {
    for (const transformerId of Object.values(ids.transformers)) {
      const compoundId = transformerId === ids.transformers.neighbour ? ids.neighbourCompound : ids.compound;
      const state = await loadTransformerState(database.db, compoundId, transformerId);
      if (!state) throw new Error(transformerId);
      const shares = capacityShares(state);
      expect(shares.basePeakKw + shares.committedKw + shares.reservedKw).toBeLessThanOrEqual(shares.limitKw);
      expect(shares.piles.queued).toBe(transformerId === ids.transformers.two ? 2 : 0);
    }
  });

  it('has twelve active piles whose stations take the published passwords', async () => {
    const stations = await database.db
      .selectFrom('ocpp_station')
      .innerJoin('pile', 'pile.id', 'ocpp_station.pile_id')
      .select(['identity', 'password_hash', 'pile.status', 'pile.household_id'])
      .where('pile.status', '=', 'active')
      .orderBy('identity')
      .execute();
    expect(stations.map(({ identity }) => identity)).toEqual(demoStations.map(({ identity }) => identity));
    expect(stations.filter(({ household_id }) => household_id === null)).toHaveLength(3);
    for (const { password_hash, identity } of stations) {
      const password = demoStations.find((station) => station.identity === identity)?.password ?? '';
      expect(isStationPassword(password_hash, Buffer.from(password))).toBe(true);
    }
  });

  it('has three weeks of finished charges whose registers only rise', async () => {
    const sessions = await database.db.selectFrom('charging_session').selectAll().execute();
    expect(sessions.length).toBeGreaterThan(100);
    expect(sessions.filter(({ ended_at }) => ended_at === null || ended_at > FRIDAY_AFTERNOON)).toEqual([]);
    for (const session of sessions) {
      const rows = await database.db
        .selectFrom('meter_value')
        .select(['sampled_at', 'value'])
        .where('transaction_id', '=', session.transaction_id)
        .where('measurand', '=', 'Energy.Active.Import.Register')
        .orderBy('sampled_at')
        .execute();
      const points = [
        { at: session.started_at, registerWh: session.meter_start_wh },
        ...rows.map(({ sampled_at, value }) => ({ at: sampled_at, registerWh: value })),
        { at: session.ended_at ?? '', registerWh: session.meter_stop_wh ?? 0 },
      ];
      const read = intervalsFromMeter(points);
      expect(read).toMatchObject({
        ok: true,
        energyWh: (session.meter_stop_wh ?? 0) - session.meter_start_wh,
      });
    }
  });

  it('has shared piles with slots in every state that a household can meet', async () => {
    const rows = await database.db
      .selectFrom('booking')
      .select(['id', 'status'])
      .where('id', 'like', 'bk_lhy_%')
      .orderBy('id')
      .execute();
    expect(Object.fromEntries(rows.map(({ id, status }) => [id.slice('bk_lhy_'.length), status]))).toEqual({
      active: 'active',
      cancelled: 'cancelled',
      finished: 'finished',
      given_back: 'cancelled',
      guest: 'finished',
      late: 'booked',
      missed: 'no-show',
      offered: 'offered',
      request: 'requested',
      stayed: 'finished',
      tonight: 'booked',
    });
    const waits = await database.db.selectFrom('wait_entry').select(['id', 'status']).orderBy('id').execute();
    expect(waits).toEqual([
      { id: 'wait_lhy_malin', status: 'waiting' },
      { id: 'wait_lhy_xiejun', status: 'offered' },
    ]);
    const underWay = await database.db
      .selectFrom('booking')
      .select('id')
      .where('status', '=', 'active')
      .execute();
    expect(underWay.map(({ id }) => id)).toEqual(['bk_lhy_active']);
  });

  it('bills what was charged at shared piles: a stay under appeal, and income for the household that lends', async () => {
    const bills = await database.db.selectFrom('charge_bill').selectAll().execute();
    const billOf = (id: string) => bills.find(({ booking_id }) => booking_id === `bk_lhy_${id}`);
    expect(billOf('finished')).toMatchObject({ energy_wh: 16_000, compensation_fen: 0, occupation_fen: 0 });
    expect(billOf('stayed')?.occupation_fen).toBe(3000);
    expect(billOf('guest')).toMatchObject({ energy_wh: 11_000, lender_fen: 220 });
    const appeals = await database.db.selectFrom('occupation').select(['booking_id', 'status']).execute();
    expect(appeals).toEqual([{ booking_id: 'bk_lhy_stayed', status: 'appealed' }]);
    const boards = await database.db
      .selectFrom('price_board')
      .select(['board', 'version'])
      .orderBy('board')
      .orderBy('version')
      .execute();
    expect(boards.filter(({ board }) => board === 'common')).toHaveLength(2);
    expect(boards).toHaveLength(3);
  });

  it('tells of last month in aggregates of at least five households', async () => {
    const asks = await database.db
      .selectFrom('booking_ask')
      .select('household_id')
      .distinct()
      .where('start_at', '>=', '2026-10-01T00:00:00.000Z')
      .where('start_at', '<', '2026-10-31T16:00:00.000Z')
      .execute();
    expect(asks).toHaveLength(5);
  });

  it('knows whose car every card belongs to', async () => {
    const cards = await database.db
      .selectFrom('id_token')
      .leftJoin('vehicle', 'vehicle.id', 'id_token.vehicle_id')
      .select(['id_tag', 'id_token.created_at', 'vehicle.created_at as car_since'])
      .execute();
    expect(cards.length).toBeGreaterThanOrEqual(12);
    expect(cards.filter((card) => !card.car_since || card.car_since > card.created_at)).toEqual([]);
  });

  it("leaves the newcomer's household and space to the newcomer", async () => {
    const space = await database.db
      .selectFrom('parking_space')
      .select(['id', 'household_id'])
      .where('compound_id', '=', ids.compound)
      .where('code', '=', 'B1-088')
      .executeTakeFirstOrThrow();
    const cases = await database.db
      .selectFrom('installation_case')
      .select('id')
      .where('household_id', '=', space.household_id ?? '')
      .execute();
    const members = await database.db
      .selectFrom('membership')
      .select('id')
      .where('household_id', '=', space.household_id ?? '')
      .execute();
    expect({ cases, members }).toEqual({ cases: [], members: [] });
  });

  it('tells nobody today of what happened weeks ago', async () => {
    const open = await database.db.selectFrom('outbox').select('id').where('done_at', 'is', null).execute();
    expect(open).toEqual([]);
  });

  it('gives the neighbouring compound one case of its own', async () => {
    const rows = await database.db
      .selectFrom('installation_case')
      .select(['id', 'status'])
      .where('compound_id', '=', ids.neighbourCompound)
      .execute();
    expect(rows).toEqual([{ id: 'case_qianxue', status: 'committee_review' }]);
  });
});

describe('Telling the story', () => {
  it('leaves the database empty when it fails half-way, and tells it whole the next time', async () => {
    const database = await openTestSqlite();
    const broken = environment();
    writeFileSync(path.join(broken.dataFolder, 'documents'), 'no folder');
    await expect(seedDemo(broken, database, FRIDAY_AFTERNOON)).rejects.toThrow(/ENOTDIR|EEXIST/);
    for (const table of ['compound', 'person', 'installation_case', 'counter', 'pile'] as const) {
      expect(await database.db.selectFrom(table).selectAll().execute(), table).toEqual([]);
    }
    expect(await seedDemo(environment(), database, FRIDAY_AFTERNOON)).toBe(true);
    await database.close();
  });

  it.each([
    ['shortly after midnight on a Sunday', '2026-11-21T16:40:00.000Z'],
    ['in the National Day holiday', '2026-10-04T03:00:00.000Z'],
    ['early on a Monday', '2026-11-22T23:10:00.000Z'],
    ['in a year whose holidays are not published yet', '2027-03-03T12:00:00.000Z'],
  ])('works %s', async (_, storyNow) => {
    const database = await openTestSqlite();
    expect(await seedDemo(environment(), database, storyNow)).toBe(true);
    const rows = await database.db.selectFrom('installation_case').select('status').distinct().execute();
    expect(rows).toHaveLength(Object.keys(lifeCycle).length);
    await database.close();
  });

  it('is the same story at every telling, but for the salts of passwords', async () => {
    const told = await Promise.all(
      [1, 2].map(async () => {
        const database = await openTestSqlite();
        await seedDemo(environment(), database, FRIDAY_AFTERNOON);
        const events = await database.db.selectFrom('case_event').selectAll().orderBy('hash').execute();
        const sessions = await database.db.selectFrom('charging_session').selectAll().execute();
        const letters = await database.db.selectFrom('consent_letter').select('verify_token').execute();
        await database.close();
        return { events, sessions, letters };
      }),
    );
    expect(told[0]).toEqual(told[1]);
  });

  it('has people with valid plates and phones of their own', () => {
    expect(new Set(cast.map(({ car }) => car.plate)).size).toBe(cast.length);
    expect(new Set(cast.map(({ phone }) => phone)).size).toBe(cast.length);
    expect(cast.filter(({ car }) => !checkPlate(car.plate).ok)).toEqual([]);
  });
});
