import { beforeEach, expect, it } from 'vitest';
import type { BookPage, SharedPage } from '~/components/sharing/shared-page';
import { loader as indexLoader } from '~/routes/home.shared._index';
import { action as bookAction, loader as bookLoader } from '~/routes/home.shared.book';
import { loader as pileLoader } from '~/routes/p.$code';
import { loader as pricesLoader } from '~/routes/p.prices.$compoundCode';
import type { ActingPerson } from '~/use-cases/shared/deps';
import { makeCompound, type TestCompound } from '../factories/compound';
import { makeDeps, type TestDeps } from '../factories/deps';
import { giveTariff } from '../factories/night';
import { answerOf, requestContext } from '../factories/request-context';
import { residentContext } from '../factories/resident';
import {
  addGuest,
  addSharedPile,
  publishBoard,
  type TestHousehold,
  type TestSharedPile,
} from '../factories/sharing';
import { describeOnBothDatabases } from '../setup/database';

/** Friday 20 November 2026, 18:00 in Shanghai. */
const NOW = '2026-11-20T10:00:00.000Z';
const ORIGIN = 'https://linzhuang.example';

describeOnBothDatabases('the pages of shared piles', (database) => {
  let deps: TestDeps;
  let compound: TestCompound;
  let pile: TestSharedPile;
  let guest: TestHousehold;

  beforeEach(async () => {
    deps = makeDeps(database.db, NOW);
    compound = await makeCompound(database.db, { ratedKva: 800, basePeakKw: 300 });
    await giveTariff(database.db, compound.compoundId);
    await publishBoard(database.db, compound.compoundId);
    pile = await addSharedPile(database.db, compound, { buffer_minutes: 30 });
    guest = await addGuest(database.db, compound);
  });

  const index = async (search = '', actor: ActingPerson = guest.actor) => {
    const request = new Request(`${ORIGIN}/home/shared${search}`);
    const context = residentContext(deps, actor);
    const { data } = await answerOf(() => indexLoader({ request, params: {}, context }));
    return (data as { page: SharedPage }).page;
  };
  const quote = async (search: Record<string, string>) => {
    const request = new Request(`${ORIGIN}/home/shared/book?${new URLSearchParams(search)}`);
    const context = residentContext(deps, guest.actor);
    const answer = await answerOf(() => bookLoader({ request, params: {}, context }));
    return { ...answer, data: answer.data as BookPage };
  };
  const slot = { start: '2026-11-20T14:00:00.000Z', end: '2026-11-20T18:00:00.000Z' };
  const book = (fields: Record<string, string> = {}, who = guest) => {
    const body = new FormData();
    const all = {
      formKey: 'form-0123456789',
      pileId: pile.pileId,
      vehicleId: who.vehicleId,
      startAt: slot.start,
      endAt: slot.end,
      wantedWh: '18000',
      agreedWh: '18000',
      ...fields,
    };
    for (const [name, value] of Object.entries(all)) body.append(name, value);
    const request = new Request(`${ORIGIN}/home/shared/book`, { method: 'POST', body });
    const context = residentContext(deps, who.actor);
    return answerOf(() => bookAction({ request, params: {}, context }));
  };
  const stateAt = (page: SharedPage, at: string) =>
    page.columns[0]?.cells.find(({ startAt }) => startAt === at)?.state;

  it('show the nearest free slot, the grid of a day and what of it is mine', async () => {
    expect((await index()).next).toMatchObject({ pileId: pile.pileId, startAt: NOW });
    expect((await book()).status).toBe(302);
    const page = await index();
    expect(page.mine).toMatchObject([{ status: 'booked', promisedWh: 18_000 }]);
    expect(stateAt(page, slot.start)).toBe('mine');
    expect(stateAt(page, '2026-11-20T18:00:00.000Z')).toBeUndefined();
    expect(page.quota.slotsLeft).toBe(page.quota.slotsPerWeek - 1);
    const late = await addGuest(database.db, compound);
    const others = await index('?day=2026-11-21', late.actor);
    expect(stateAt(others, '2026-11-20T17:30:00.000Z')).toBe('taken');
    expect(stateAt(others, '2026-11-20T18:00:00.000Z')).toBe('taken');
    expect(stateAt(others, '2026-11-20T18:30:00.000Z')).toBe('free');
  });

  it('show a week of one pile, and the list in words', async () => {
    const week = await index(`?view=week&pile=${pile.pileId}`);
    expect(week.columns).toHaveLength(7);
    const list = await index('?view=list&day=2026-11-21');
    expect(list.columns[0]?.free[0]).toEqual({
      startAt: '2026-11-20T16:00:00.000Z',
      endAt: '2026-11-21T16:00:00.000Z',
    });
  });

  it('quote a slot with its price before it is booked, and offer only ends that are free', async () => {
    const { data } = await quote({ pile: pile.pileId, start: slot.start, end: slot.end, kwh: '18' });
    expect(data.quote).toMatchObject({ ok: true, promisedWh: 18_000, totalFen: 1314 });
    await book({ startAt: '2026-11-20T16:00:00.000Z', endAt: '2026-11-20T18:00:00.000Z', agreedWh: '1' });
    const after = await quote({ pile: pile.pileId, start: slot.start, car: '' });
    expect(after.data.ends.map(({ hours }) => hours)).toEqual([0.5, 1, 1.5]);
  });

  it('lead to the booking, once for a form that is sent twice', async () => {
    const first = await book();
    const again = await book();
    expect(first.status).toBe(302);
    expect(first.response?.headers.get('location')).toMatch(/^\/home\/shared\/slots\/bk_/);
    expect(again.response?.headers.get('location')).toBe(first.response?.headers.get('location'));
  });

  it('say why a slot cannot be had and where the nearest one is', async () => {
    await book();
    const late = await addGuest(database.db, compound);
    const answer = await book({ formKey: 'form-9876543210' }, late);
    expect(answer.status).toBe(409);
    expect(answer.data).toMatchObject({
      text: '这段时间刚被别人约走了。',
      nextBest: { pileId: pile.pileId, spaceCode: expect.any(String) },
    });
  });

  it.each<Record<string, string>>([
    { formKey: '' },
    { startAt: 'now' },
    { agreedWh: '-1' },
    { wantedWh: 'much' },
  ])('change nothing for %j', async (fields) => {
    expect((await book(fields)).status).toBe(400);
    const { count } = await database.db
      .selectFrom('booking')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('compound_id', '=', compound.compoundId)
      .executeTakeFirstOrThrow();
    expect(Number(count)).toBe(0);
  });

  it('tell anybody with the code state, price and free times, and nothing of persons', async () => {
    await book();
    await database.db
      .updateTable('ocpp_station')
      .set({ online: 1 })
      .where('identity', '=', pile.identity)
      .execute();
    const context = requestContext(deps, null);
    const request = new Request(`${ORIGIN}/p/${pile.code}`);
    const answer = await answerOf(() => pileLoader({ request, params: { code: pile.code }, context }));
    expect(answer.data).toMatchObject({
      reader: 'guest',
      pile: {
        state: 'free',
        nextAt: slot.start,
        board: { version: 1 },
        bands: [{ kind: 'peak', energyPriceE4: 6800, servicePriceE4: 3000 }, {}, {}, {}, {}, {}],
      },
    });
    const text = JSON.stringify(answer.data);
    for (const secret of [guest.householdId, guest.vehicleId, guest.actor.personId, '测试住户'])
      expect(text).not.toContain(secret);
  });

  it('know no pile behind a code that was made up', async () => {
    for (const code of ['zzzzzzzzzz', '../etc', '', 'a'.repeat(400)]) {
      const context = requestContext(deps, null);
      const request = new Request(`${ORIGIN}/p/x`);
      expect((await answerOf(() => pileLoader({ request, params: { code }, context }))).status).toBe(404);
    }
  });

  it('publish every price with its versions', async () => {
    const { code } = await database.db
      .selectFrom('compound')
      .select('code')
      .where('id', '=', compound.compoundId)
      .executeTakeFirstOrThrow();
    const context = requestContext(deps, null);
    const request = new Request(`${ORIGIN}/p/prices/${code}`);
    const answer = await answerOf(() => pricesLoader({ request, params: { compoundCode: code }, context }));
    expect(answer.data).toMatchObject({
      boards: [{ board: 'common', inForce: { version: 1, serviceFee: { perKwhE4: 3000 } }, past: [] }],
    });
    const unknown = await answerOf(() =>
      pricesLoader({ request, params: { compoundCode: 'NOWHERE' }, context }),
    );
    expect(unknown.status).toBe(404);
  });

  it('are a resident’s alone, and another compound’s pile does not exist', async () => {
    const request = new Request(`${ORIGIN}/home/shared`);
    const staff = await answerOf(() =>
      indexLoader({ request, params: {}, context: residentContext(deps, compound.actors.operator) }),
    );
    expect(staff.status).toBe(403);
    const elsewhere = await makeCompound(database.db);
    const theirs = await addSharedPile(database.db, elsewhere);
    expect((await quote({ pile: theirs.pileId, start: slot.start })).status).toBe(404);
    expect((await book({ pileId: theirs.pileId })).status).toBe(404);
  });
});
