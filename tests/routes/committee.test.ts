import { expect, it } from 'vitest';
import { loader as deskLoader } from '~/routes/committee._index';
import { action, loader } from '~/routes/committee.resolutions.$id';
import { loader as compoundLoader } from '~/routes/home.compound';
import { loader as noticeLoader, action as object } from '~/routes/notices.$id';
import { loader as oversightLoader } from '~/routes/oversight._index';
import { agreeToCase } from '~/use-cases/approval/agree-to-case.server';
import type { ActingPerson } from '~/use-cases/shared/deps';
import { addHousehold, makeCompound } from '../factories/compound';
import type { TestDeps } from '../factories/deps';
import { makeCaseInReview } from '../factories/installation-case';
import { answerOf, requestContext } from '../factories/request-context';
import { residentContext } from '../factories/resident';
import { describeOnBothDatabases } from '../setup/database';
import { openedResolution } from '../use-cases/resolution/resolution-set-up';

type Desk = Awaited<ReturnType<typeof deskLoader>>;
type Page = Awaited<ReturnType<typeof loader>>;
type Notice = Awaited<ReturnType<typeof noticeLoader>>;
type Oversight = Awaited<ReturnType<typeof oversightLoader>>;

describeOnBothDatabases('the committee’s pages', (database) => {
  const get = new Request('https://linzhuang.example/x');
  const post = (fields: Record<string, string>) => {
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.append(name, value);
    return new Request('https://linzhuang.example/x', { method: 'POST', body });
  };
  const send = (deps: TestDeps, actor: ActingPerson, id: string, fields: Record<string, string>) =>
    answerOf(() => action({ request: post(fields), params: { id }, context: requestContext(deps, actor) }));
  const open = async (deps: TestDeps, actor: ActingPerson, id: string) =>
    (await loader({ request: get, params: { id }, context: requestContext(deps, actor) })) as Page;

  it('show what waits, what is needed, and the own vote with its receipt but nobody else’s', async () => {
    const { deps, members, resolutionId } = await openedResolution(database.db, {
      committeeRule: 'committee_decision',
      members: 5,
    });
    const [first, second] = members as [ActingPerson, ActingPerson];
    const sent = await send(deps, first, resolutionId, { intent: 'vote', choice: 'no', note: '噪声' });
    expect(sent.status).toBe(302);
    const mine = await open(deps, first, resolutionId);
    expect(mine.figures).toMatchObject({ members: 5, neededParticipation: 3, neededYes: 3, no: 1 });
    expect(mine.mine).toMatchObject({ choice: 'no' });
    expect(mine.mine?.receipt).toMatch(/^[0-9A-F]{12}$/);
    const other = await open(deps, second, resolutionId);
    expect(other.mine).toBeNull();
    expect(JSON.stringify(other)).not.toContain(first.personId);
    const desk = (await deskLoader({
      request: get,
      params: {},
      context: requestContext(deps, first),
    })) as Desk;
    expect(desk.open).toMatchObject([{ id: resolutionId, hasVoted: true }]);
  });

  it('keep the page and say why when a vote lacks its choice or closing comes too early', async () => {
    const { deps, members, resolutionId } = await openedResolution(database.db, {
      committeeRule: 'committee_decision',
      members: 5,
    });
    const empty = await send(deps, members[0]!, resolutionId, { intent: 'vote', note: '想想' });
    expect(empty).toMatchObject({
      status: 400,
      data: { result: { error: { choice: ['请选择同意、不同意或弃权'] }, initialValue: { note: '想想' } } },
    });
    const early = await send(deps, members[0]!, resolutionId, { intent: 'close' });
    expect(early).toMatchObject({
      status: 409,
      data: { result: { error: { '': ['还没有定局，也没到截止时间。'] } } },
    });
    expect((await send(deps, members[0]!, resolutionId, { intent: 'burn' })).status).toBe(400);
  });

  it('list the results by pages, the latest first, each with its date', async () => {
    const { deps, compound, members, resolutionId } = await openedResolution(database.db, {
      committeeRule: 'committee_decision',
    });
    const desk = async (page: string) =>
      (await deskLoader({
        request: new Request(`https://linzhuang.example/committee?page=${page}`),
        params: {},
        context: requestContext(deps, members[0]!),
      })) as Desk;
    const decide = async (id: string) => {
      await send(deps, members[0]!, id, { intent: 'vote', choice: 'yes' });
      expect((await send(deps, members[0]!, id, { intent: 'close' })).status).toBe(302);
    };
    await decide(resolutionId);
    for (let day = 24; day < 34; day += 1) {
      deps.setNow(new Date(Date.UTC(2026, 10, day, 2)).toISOString());
      const household = await addHousehold(database.db, compound.compoundId, compound.feederId);
      const { caseId } = await makeCaseInReview(deps, compound, { household });
      const agreed = await agreeToCase(deps, compound.actors.property, { caseId, conditions: [] });
      await decide(agreed.ok && agreed.consent ? agreed.consent.resolutionId : '');
    }
    const first = await desk('1');
    expect(first.results).toEqual({ page: 1, pageSize: 10, total: 11 });
    expect(first.decided).toHaveLength(10);
    expect(first.decided[0]?.decidedAt).toBe('2026-12-03T02:00:00.000Z');
    expect((await desk('2')).decided.map(({ id }) => id)).toEqual([resolutionId]);
    expect((await desk('nonsense')).results.page).toBe(1);
  });

  it('put what is wrong with an official result at its field', async () => {
    const { deps, members, resolutionId } = await openedResolution(database.db, {
      committeeRule: 'assembly',
    });
    deps.setNow('2026-12-10T02:00:00.000Z');
    const figures = {
      totalArea: '9000',
      totalHeads: '100',
      participatedArea: '6000',
      participatedHeads: '67',
      yesArea: '3000.0001',
      yesHeads: '34',
    };
    const base = { intent: 'official', reference: '2026-3', decidedOn: '2026-12-08', ...figures };
    const unproven = await send(deps, members[0]!, resolutionId, base);
    expect(unproven).toMatchObject({
      status: 400,
      data: { result: { error: { evidence: [expect.stringContaining('证明文件')] } } },
    });
    const missing = await send(deps, members[0]!, resolutionId, { ...base, yesHeads: '' });
    expect(missing).toMatchObject({ status: 400, data: { result: { error: { yesHeads: ['请填写数字'] } } } });
  });

  it('let a neighbour read a notice, object once, and see the answer; without the applicant’s door', async () => {
    const { deps, compound, neighbour, resolutionId } = await openedResolution(database.db, {
      committeeRule: 'neighbours_notice',
    });
    const read = async (actor: ActingPerson) =>
      (await noticeLoader({
        request: get,
        params: { id: resolutionId },
        context: requestContext(deps, actor),
      })) as Notice;
    expect(await read(neighbour.actor)).toMatchObject({
      standing: 'may-object',
      resolution: { closesOn: '2026-11-27' },
      proposal: { letterId: null },
    });
    expect(await read(compound.actors.resident)).toMatchObject({ standing: 'own' });
    const raise = (reason: string) =>
      answerOf(() =>
        object({
          request: post({ reason }),
          params: { id: resolutionId },
          context: requestContext(deps, neighbour.actor),
        }),
      );
    expect((await raise('')).status).toBe(400);
    expect((await raise('线路过窗')).status).toBe(302);
    expect(await raise('再说一次')).toMatchObject({ status: 409 });
    const after = await read(neighbour.actor);
    expect(after).toMatchObject({ standing: 'objected', mine: { nameMasked: '测***', reason: '线路过窗' } });
    expect(JSON.stringify(after)).not.toContain(compound.householdId.slice(-6));
    expect(JSON.stringify(after)).not.toContain('测试住户');
    const stranger = await makeCompound(database.db);
    expect((await answerOf(() => read(stranger.actors.resident))).status).toBe(404);
  });

  it('show a household of a vote what it is about and how it ended, and link only what it may read', async () => {
    const vote = await openedResolution(database.db, { committeeRule: 'committee_decision' });
    const shown = async ({ deps, compound }: Pick<typeof vote, 'deps' | 'compound'>) => {
      const request = new Request('https://linzhuang.example/home/compound');
      const context = residentContext(deps, compound.actors.resident);
      const { compounds } = await compoundLoader({ request, params: {}, context });
      return compounds[0]!;
    };
    expect(await shown(vote)).toMatchObject({
      open: [{ id: vote.resolutionId, isReadable: false, decidedOn: null }],
      ended: { entries: [], total: 0 },
    });
    await send(vote.deps, vote.members[0]!, vote.resolutionId, { intent: 'vote', choice: 'yes' });
    await send(vote.deps, vote.members[0]!, vote.resolutionId, { intent: 'close' });
    expect(await shown(vote)).toMatchObject({
      open: [],
      ended: { entries: [{ status: 'passed', isReadable: false, decidedOn: '2026-11-20' }], total: 1 },
    });
    const notice = await openedResolution(database.db, { committeeRule: 'neighbours_notice' });
    const { open: notices } = await shown(notice);
    expect(notices).toMatchObject([{ isReadable: true }]);
    const read = await noticeLoader({
      request: get,
      params: { id: notices[0]!.id },
      context: requestContext(notice.deps, notice.compound.actors.resident),
    });
    expect(read.standing).toBe('own');
  });

  it('give the street office figures, and none that fewer than five cases would betray', async () => {
    const { deps, compound } = await openedResolution(database.db, { committeeRule: 'neighbours_notice' });
    const page = (await oversightLoader({
      request: get,
      params: {},
      context: requestContext(deps, compound.actors.supervisor),
    })) as Oversight;
    expect(page.compounds).toMatchObject([{ open: 1, overdue: 0, mediation: 0 }]);
    expect(page.answers.refusedShare).toBeNull();
    expect(page.steps.every((step) => step.medianDays === null)).toBe(true);
    const turned = await answerOf(() =>
      oversightLoader({ request: get, params: {}, context: requestContext(deps, compound.actors.property) }),
    );
    expect(turned.status).toBe(403);
  });
});
