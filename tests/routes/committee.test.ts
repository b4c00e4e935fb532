import { expect, it } from 'vitest';
import { loader as deskLoader } from '~/routes/committee._index';
import { action, loader } from '~/routes/committee.resolutions.$id';
import { loader as noticeLoader, action as object } from '~/routes/notices.$id';
import { loader as oversightLoader } from '~/routes/oversight._index';
import type { ActingPerson } from '~/use-cases/shared/deps';
import { makeCompound } from '../factories/compound';
import type { TestDeps } from '../factories/deps';
import { answerOf, requestContext } from '../factories/request-context';
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
