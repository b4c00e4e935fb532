import { expect, it } from 'vitest';
import { loader as entrance } from '~/routes/_index';
import { loader as home } from '~/routes/home._index';
import { loader as carPage, action as saveCar } from '~/routes/home.cars.$carId';
import { action as addCar } from '~/routes/home.cars.new';
import { loader as compoundPage } from '~/routes/home.compound';
import { action as join } from '~/routes/home.join';
import { loader as me, action as releaseClaim } from '~/routes/home.me';
import { action as addSpace } from '~/routes/home.spaces.new';
import { openDraft } from '~/use-cases/application/open-draft.server';
import type { ActingPerson } from '~/use-cases/shared/deps';
import { addHousehold, makeCompound } from '../factories/compound';
import { makeDeps, type TestDeps } from '../factories/deps';
import { answerOf } from '../factories/request-context';
import { makePerson, makeSubmittedCase, postOf, residentContext } from '../factories/resident';
import { describeOnBothDatabases } from '../setup/database';

type Errors = { error: Record<string, string[]>; initialValue: Record<string, string> };

describeOnBothDatabases('the resident’s pages', (database) => {
  const get = (path: string) => new Request(`https://linzhuang.example${path}`);
  const args = (deps: TestDeps, actor: ActingPerson | null, request: Request, params = {}) => ({
    request,
    params,
    context: residentContext(deps, actor),
  });

  async function setUp() {
    const compound = await makeCompound(database.db);
    const deps = makeDeps(database.db);
    return { compound, deps, resident: compound.actors.resident };
  }

  const car = {
    plate: '豫A·D70001',
    model: '秦PLUS',
    batteryKwh: '57',
    maxKw: '7',
    phaseCount: '1',
    kwhPer100km: '13',
  };

  it('send visitors to the entrance and everybody else to where the first role works', async () => {
    const { compound, deps } = await setUp();
    expect(entrance(args(deps, null, get('/')))).toBeNull();
    for (const [role, path] of [
      ['resident', '/home'],
      ['property', '/property'],
      ['committee', '/committee'],
      ['utility', '/utility'],
      ['operator', '/operator'],
      ['supervisor', '/oversight'],
    ] as const) {
      const answer = await answerOf(() => entrance(args(deps, compound.actors[role], get('/'))));
      expect(answer.response?.headers.get('Location')).toBe(path);
    }
    const newcomer = await makePerson(database.db);
    const answer = await answerOf(() => entrance(args(deps, newcomer, get('/'))));
    expect(answer.response?.headers.get('Location')).toBe('/home');
  });

  it('ask people who are not signed in to log in and come back', async () => {
    const { deps } = await setUp();
    const answer = await answerOf(() => home(args(deps, null, get('/home'))));
    expect(answer.response?.headers.get('Location')).toBe('/login?next=%2Fhome');
  });

  it('show a newcomer the way, and what is done of it', async () => {
    const { compound, deps } = await setUp();
    const newcomer = await makePerson(database.db);
    expect(await home(args(deps, newcomer, get('/home')))).toMatchObject({
      cases: [],
      drafts: [],
      progress: { joined: false, space: false, car: false },
    });
    expect(await home(args(deps, compound.actors.resident, get('/home')))).toMatchObject({
      progress: { joined: true, space: true, car: true },
    });
  });

  it('show drafts of the person only, and cases of the household without the names of others', async () => {
    const { compound, deps, resident } = await setUp();
    const neighbour = await addHousehold(database.db, compound.compoundId, compound.feederId);
    const caseId = await makeSubmittedCase(deps, compound);
    const opened = await openDraft(deps, resident, compound);
    const draftId = opened.ok ? opened.caseId : '';
    const mine = await home(args(deps, resident, get('/home')));
    expect(mine.cases.map((entry) => entry.caseId)).toEqual([caseId]);
    expect(mine.drafts).toMatchObject([{ caseId: draftId, firstOpen: 'space' }]);
    expect(mine.cases[0]?.deadline).toMatchObject({ dueOn: '2026-11-25', workingDaysLeft: 3 });
    const theirs = await home(args(deps, neighbour.actor, get('/home')));
    expect(theirs).toMatchObject({ cases: [], drafts: [] });
  });

  it('mask plates, and show no token, code or other household on the own page', async () => {
    const { compound, deps, resident } = await setUp();
    const page = await me(args(deps, resident, get('/home/me')));
    expect(page.households[0]?.cars[0]?.plateMasked).toMatch(/^豫A·\*\*\*\d\d$/);
    const text = JSON.stringify(page);
    expect(text).not.toContain(compound.joinCode);
    expect(text).not.toMatch(/豫AD\d{5}/);
  });

  it('show the compound’s contacts and what still fits at the own space', async () => {
    const { deps, resident } = await setUp();
    const { compounds } = await compoundPage(args(deps, resident, get('/home/compound')));
    expect(compounds[0]?.contacts.map(({ kind }) => kind).sort()).toEqual([
      'committee',
      'operator',
      'property',
      'supervisor',
      'utility',
    ]);
    expect(compounds[0]?.capacity[0]?.answer).toMatchObject({ basePeakOn: '2026-08-03', proposal: null });
    expect(compounds[0]?.capacity[0]?.answer?.needFactor.ordered).toBeGreaterThan(0);
  });

  it('join by the code, and say at the field what is wrong with one', async () => {
    const { compound, deps } = await setUp();
    const newcomer = await makePerson(database.db);
    const send = (fields: Record<string, string>, options = {}) =>
      answerOf(() =>
        join({
          request: postOf('/home/join', fields),
          params: {},
          context: residentContext(deps, newcomer, options),
        }),
      );
    for (const fields of [{}, { code: '' }, { code: '？？' }, { code: 'ZZZZ-ZZZZ-ZZZZ' }] as Record<
      string,
      string
    >[]) {
      const refused = await send(fields);
      expect(refused.status).toBe(400);
      expect((refused.data as Errors).error.code?.[0]).toBeTruthy();
    }
    expect((await send({ code: compound.joinCode }, { isLimited: true })).status).toBe(429);
    const joined = await send({ code: compound.joinCode.toLowerCase() });
    expect(joined.response?.headers.get('Location')).toBe('/home');
  });

  it('register a car; each wrong figure is told at its field and nothing typed is lost', async () => {
    const { compound, deps, resident } = await setUp();
    const send = (fields: Record<string, string>) =>
      answerOf(() =>
        addCar(
          args(
            deps,
            resident,
            postOf('/home/cars/new', { household: compound.householdId, ...car, ...fields }),
          ),
        ),
      );
    for (const [field, value] of [
      ['plate', '豫A1'],
      ['plate', ''],
      ['model', ''],
      ['batteryKwh', '九十'],
      ['batteryKwh', '-5'],
      ['maxKw', '1e9'],
      ['phaseCount', '2'],
      ['kwhPer100km', ''],
    ] as const) {
      const refused = await send({ [field]: value });
      expect(refused.status, `${field}=${value}`).toBe(400);
      const { error, initialValue } = refused.data as Errors;
      expect(Object.keys(error)).toEqual([field]);
      if (field !== 'model') expect(initialValue.model).toBe(car.model);
    }
    const saved = await send({});
    expect(saved.response?.headers.get('Location')).toBe('/home/me');
    expect((await send({})).status).toBe(400);
    expect((await send({ household: 'another', plate: '豫A·D70002' })).status).toBe(404);
  });

  it('change and remove the own car; another household’s is not found', async () => {
    const { compound, deps, resident } = await setUp();
    const neighbour = await addHousehold(database.db, compound.compoundId, compound.feederId);
    const send = (carId: string, fields: Record<string, string>) =>
      answerOf(() => saveCar(args(deps, resident, postOf(`/home/cars/${carId}`, fields), { carId })));
    expect((await send(neighbour.vehicleId, { intent: 'remove' })).status).toBe(404);
    expect(
      (await answerOf(() => carPage(args(deps, resident, get('/x'), { carId: neighbour.vehicleId })))).status,
    ).toBe(404);
    expect((await send(compound.vehicleId, { ...car, plate: 'x' })).status).toBe(400);
    const others = { ...car, plate: '豫A·D70003', household: neighbour.householdId };
    expect((await send(compound.vehicleId, others)).status).toBe(302);
    const row = await database.db
      .selectFrom('vehicle')
      .selectAll()
      .where('id', '=', compound.vehicleId)
      .executeTakeFirst();
    expect(row).toMatchObject({ plate: '豫AD70003', household_id: compound.householdId });
    expect((await send(compound.vehicleId, { intent: 'remove' })).status).toBe(302);
    expect((await send(compound.vehicleId, { intent: 'remove' })).status).toBe(404);
  });

  it('register a space and go back to where the person came from, never to another site', async () => {
    const { compound, deps, resident } = await setUp();
    const send = (fields: Record<string, string>, next = '') =>
      answerOf(() =>
        addSpace(
          args(
            deps,
            resident,
            postOf(`/home/spaces/new${next}`, { household: compound.householdId, kind: 'owned', ...fields }),
          ),
        ),
      );
    for (const [fields, field] of [
      [{ code: '' }, 'code'],
      [{ code: 'X-404' }, 'code'],
      [{ code: compound.spaceCode, kind: 'common' }, 'kind'],
      [{ code: compound.spaceCode, leaseUntilOn: '2026-02-30' }, 'leaseUntilOn'],
    ] as [Record<string, string>, string][]) {
      const refused = await send(fields);
      expect(refused.status).toBe(400);
      expect(Object.keys((refused.data as Errors).error)).toEqual([field]);
    }
    const own = { code: compound.spaceCode };
    expect((await send(own, '?next=/home/apply/x/space')).response?.headers.get('Location')).toBe(
      '/home/apply/x/space',
    );
    expect((await send(own, '?next=//evil.example')).response?.headers.get('Location')).toBe('/home/me');
  });

  it('take back a claim only where it may be', async () => {
    const { compound, deps, resident } = await setUp();
    const send = (fields: Record<string, string>) =>
      answerOf(() => releaseClaim(args(deps, resident, postOf('/home/me', fields))));
    const { householdId: household, spaceId } = compound;
    expect((await send({ household, spaceId })).status).toBe(302);
    expect((await send({ household, spaceId: 'nowhere' })).status).toBe(404);
    expect((await send({ household: 'nobody', spaceId })).status).toBe(404);
    expect((await send({})).status).toBe(404);
    expect(
      (await answerOf(() => releaseClaim(args(deps, compound.actors.property, postOf('/x', {}))))).status,
    ).toBe(403);
  });
});
