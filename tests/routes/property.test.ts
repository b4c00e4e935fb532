import { expect, it } from 'vitest';
import { loader as inboxLoader } from '~/routes/property._index';
import { action, loader as caseLoader } from '~/routes/property.cases.$caseId';
import { loader as householdsLoader, action as rotate } from '~/routes/property.households';
import { escalateOverdue } from '~/use-cases/approval/escalate-overdue.server';
import type { ActingPerson } from '~/use-cases/shared/deps';
import { addHousehold, makeCompound, type TestCompound } from '../factories/compound';
import { makeDeps, type TestDeps } from '../factories/deps';
import { makeCaseInReview } from '../factories/installation-case';
import { answerOf, requestContext } from '../factories/request-context';
import { describeOnBothDatabases } from '../setup/database';

type Inbox = Awaited<ReturnType<typeof inboxLoader>>;
type CasePage = Awaited<ReturnType<typeof caseLoader>>;
type Households = Awaited<ReturnType<typeof householdsLoader>>;

describeOnBothDatabases('the property’s pages', (database) => {
  const get = (path: string) => new Request(`https://linzhuang.example${path}`);
  const load = (deps: TestDeps, actor: ActingPerson, search = '') =>
    inboxLoader({ request: get(`/property${search}`), params: {}, context: requestContext(deps, actor) });

  /** Three cases: submitted on Monday, on Tuesday, and one withdrawn. */
  async function desk() {
    const compound = await makeCompound(database.db);
    const deps = makeDeps(database.db, '2026-11-16T02:00:00.000Z');
    const monday = await makeCaseInReview(deps, compound);
    deps.setNow('2026-11-17T02:00:00.000Z');
    const household = await addHousehold(database.db, compound.compoundId, compound.feederId);
    const tuesday = await makeCaseInReview(deps, compound, { household });
    deps.setNow('2026-11-20T02:00:00.000Z');
    return { compound, deps, monday, tuesday, household };
  }

  const send = (deps: TestDeps, actor: ActingPerson, caseId: string, fields: Record<string, string>) => {
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.append(name, value);
    const request = new Request(`https://linzhuang.example/property/cases/${caseId}`, {
      method: 'POST',
      body,
    });
    return answerOf(() => action({ request, params: { caseId }, context: requestContext(deps, actor) }));
  };

  it('lists what waits by deadline, overdue on top, with masked names and counts that match', async () => {
    const { compound, deps, monday, tuesday } = await desk();
    const inbox = (await load(deps, compound.actors.property)) as Inbox;
    expect(inbox.entries.map((entry) => entry.caseId)).toEqual([monday.caseId, tuesday.caseId]);
    expect(inbox.entries.map((entry) => entry.deadline?.isOverdue)).toEqual([true, false]);
    expect(inbox.entries[0]).toMatchObject({ applicantMasked: '测***', deadline: { dueOn: '2026-11-19' } });
    expect(inbox.groups.mine).toEqual({ total: 2, overdue: 1 });
    expect(inbox.total).toBe(2);
    expect(JSON.stringify(inbox)).not.toContain('测试住户');
    const overdue = (await load(deps, compound.actors.property, '?overdue=1')) as Inbox;
    expect(overdue.entries).toHaveLength(overdue.total);
    expect(overdue.total).toBe(1);
  });

  it('finds a case by its number, its door and its space, and takes wildcards as letters', async () => {
    const { compound, deps, tuesday, household } = await desk();
    const [entry] = ((await load(deps, compound.actors.property)) as Inbox).entries.slice(1);
    for (const typed of [entry?.caseNo, entry?.door, household.spaceCode.toLowerCase()]) {
      const found = (await load(
        deps,
        compound.actors.property,
        `?q=${encodeURIComponent(typed ?? '')}`,
      )) as Inbox;
      expect(found.entries.map(({ caseId }) => caseId)).toEqual([tuesday.caseId]);
      expect(found.groups.mine.total).toBe(1);
    }
    expect(((await load(deps, compound.actors.property, '?q=%25')) as Inbox).entries).toEqual([]);
    expect(((await load(deps, compound.actors.property, '?q=_')) as Inbox).entries).toEqual([]);
  });

  it('shows another property nothing, and turns other roles away', async () => {
    const { compound, deps, monday } = await desk();
    const other = await makeCompound(database.db);
    expect(((await load(deps, other.actors.property)) as Inbox).entries).toEqual([]);
    expect((await answerOf(() => load(deps, compound.actors.utility))).status).toBe(403);
    const open = (actor: ActingPerson) =>
      answerOf(() =>
        caseLoader({
          request: get('/x'),
          params: { caseId: monday.caseId },
          context: requestContext(deps, actor),
        }),
      );
    expect((await open(other.actors.property)).status).toBe(404);
    expect((await open(compound.actors.resident)).status).toBe(403);
    expect((await send(deps, other.actors.property, monday.caseId, { intent: 'agree' })).status).toBe(404);
  });

  it('shows a case with masked plate and name and the measured load rate beside the choices', async () => {
    const { compound, deps, monday } = await desk();
    await escalateOverdue(deps);
    const context = requestContext(deps, compound.actors.property);
    const page = (await caseLoader({
      request: get('/x'),
      params: { caseId: monday.caseId },
      context,
    })) as CasePage;
    expect(page).toMatchObject({ isEscalated: true, facts: { applicantMasked: '测***' } });
    expect(page.facts.car?.plateMasked).toMatch(/^豫A·\*\*\*\d\d$/);
    expect(page.choices).toMatchObject({ asks: 'none', measured: { allows: false } });
  });

  it('agrees and says the number of the letter', async () => {
    const { compound, deps, tuesday } = await desk();
    const answer = await send(deps, compound.actors.property, tuesday.caseId, {
      intent: 'agree',
      conditions: '',
    });
    expect(answer.status).toBe(302);
    expect(answer.response?.headers.get('Location')).toBe(`/property/cases/${tuesday.caseId}`);
  });

  it.each([
    [{ intent: 'return', words: '请补' }, 'kinds'],
    [{ intent: 'return', kinds: 'space-right' }, 'words'],
    [{ intent: 'refuse', explanation: '容量' }, 'reason'],
    [{ intent: 'refuse', reason: 'capacity', explanation: '容量' }, 'loadRatePercent'],
    [{ intent: 'refuse', reason: 'fire-conditions', explanation: '消防' }, 'evidence'],
    [{ intent: 'refuse', reason: 'documents-missing', explanation: '缺' }, 'missingDocuments'],
    [{ intent: 'refuse', reason: 'capacity', explanation: '容', loadRatePercent: 'viel' }, 'loadRatePercent'],
  ])('keeps what was typed and puts the error of %j at %s', async (fields, field) => {
    const { compound, deps, monday } = await desk();
    const answer = await send(
      deps,
      compound.actors.property,
      monday.caseId,
      fields as Record<string, string>,
    );
    const { result } = answer.data as { result: { error: Record<string, string[]>; initialValue: object } };
    expect(answer.status).toBe(400);
    expect(result.error[field]?.[0]).toMatch(/[\u4e00-\u9fff]/);
    const { intent, ...typed } = fields as Record<string, string>;
    expect(intent).toBeTruthy();
    expect(result.initialValue).toMatchObject(typed);
  });

  it('tells the second manager who was first', async () => {
    const { compound, deps, monday } = await desk();
    const manager = compound.actors.property;
    await send(deps, manager, monday.caseId, { intent: 'agree', conditions: '' });
    const late = await send(deps, manager, monday.caseId, { intent: 'agree', conditions: '走北侧' });
    expect(late.status).toBe(409);
    const { result } = late.data as { result: { error: Record<string, string[]>; initialValue: object } };
    expect(result.error['']?.[0]).toContain('测试property（物业）已于 11月20日（周五）10:00 办理');
    expect(result.initialValue).toMatchObject({ conditions: '走北侧' });
  });

  it('lists households with codes, and replaces a code for its own compounds only', async () => {
    const { compound, deps } = await desk();
    const list = async (of: TestCompound) =>
      (await householdsLoader({
        request: get(`/property/households?q=${of.householdId.slice(-6)}`),
        params: {},
        context: requestContext(deps, of.actors.property),
      })) as Households;
    const before = (await list(compound)).households;
    expect(before).toMatchObject([{ joinCode: compound.joinCode, residents: ['测***'] }]);
    const replace = (actor: ActingPerson) => {
      const body = new URLSearchParams({
        compoundId: compound.compoundId,
        householdId: compound.householdId,
      });
      const request = new Request('https://linzhuang.example/property/households', { method: 'POST', body });
      return answerOf(() => rotate({ request, params: {}, context: requestContext(deps, actor) }));
    };
    const other = await makeCompound(database.db);
    expect((await replace(other.actors.property)).status).toBe(404);
    expect((await replace(compound.actors.property)).status).toBe(302);
    const [after] = (await list(compound)).households;
    expect(after?.joinCode).toMatch(/^[2-9A-HJKMNP-TV-Z]{4}(-[2-9A-HJKMNP-TV-Z]{4}){2}$/);
  });
});
