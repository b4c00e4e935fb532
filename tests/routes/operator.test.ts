import { beforeAll, expect, it } from 'vitest';
import { loader as inboxLoader } from '~/routes/operator._index';
import { action, loader as caseLoader } from '~/routes/operator.cases.$caseId';
import { loader as wallLoader } from '~/routes/operator.piles._index';
import { action as pileAction, loader as pileLoader } from '~/routes/operator.piles.$pileId';
import type { PilePage } from '~/routing/pile.server';
import type { WorksPage } from '~/routing/works.server';
import type { WorksAnswer } from '~/routing/works-actions.server';
import { decideConnection } from '~/use-cases/connection/decide-connection.server';
import type { ActingPerson } from '~/use-cases/shared/deps';
import { makeCompound, type TestCompound } from '../factories/compound';
import { makeDeps, type TestDeps } from '../factories/deps';
import { assessedNow, makeSurveyedCase, statusOf } from '../factories/grid-case';
import { answerOf, requestContext } from '../factories/request-context';
import { describeOnBothDatabases } from '../setup/database';

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);
const figures: Record<string, string> = {
  'mount-height': '1.5',
  'edge-clearance': '0.5',
  'cable-section': '10',
  'breaker-rating': '40',
  'rcd-current': '30',
  'rcd-trip-time': '0.1',
  'earth-resistance': '3',
  'insulation-resistance': '50',
  'full-load-temperature': '45',
  'ip-indoor': '54',
};
let meters = 0;

describeOnBothDatabases('the operator’s pages', (database) => {
  let deps: TestDeps;
  let compound: TestCompound;
  beforeAll(async () => {
    deps = makeDeps(database.db);
    compound = await makeCompound(database.db, { ratedKva: 1250, basePeakKw: 100 });
  });

  const as = (actor: ActingPerson = compound.actors.operator) => requestContext(deps, actor);
  const get = () => new Request('https://linzhuang.example/operator');
  const load = (caseId: string, actor?: ActingPerson) =>
    answerOf(() => caseLoader({ request: get(), params: { caseId }, context: as(actor) }));
  const page = async (caseId: string) => (await load(caseId)).data as WorksPage;
  const send = async (caseId: string, fields: Record<string, string>, photo = false) => {
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.append(name, value);
    if (photo) body.append('photos', new File([png], '竣工.png', { type: 'image/png' }));
    const request = new Request('https://linzhuang.example/operator', { method: 'POST', body });
    const answer = await answerOf(() => action({ request, params: { caseId }, context: as() }));
    return { ...answer, data: answer.data as NonNullable<WorksAnswer> };
  };

  async function approved() {
    const { caseId } = await makeSurveyedCase(database.db, compound);
    const { seen } = await assessedNow(deps, compound, caseId);
    const decision = {
      caseId,
      decision: 'direct',
      note: '单相首桩，后续择相平衡',
      physicalReason: null,
      seen,
    } as const;
    expect(await decideConnection(deps, compound.actors.utility, decision)).toMatchObject({ ok: true });
    return caseId;
  }

  async function filled(caseId: string) {
    const { checklist, scope } = await page(caseId);
    meters += 1;
    const items = (checklist ?? []).map((item) => [
      `item-${item.key}`,
      item.kind === 'yes-no' ? 'yes' : item.kind === 'text' ? '已核' : (figures[item.key] ?? '1'),
    ]);
    return {
      intent: 'accept',
      ...scope,
      installedOn: '2026-11-19',
      cccNo: 'CCC-1',
      ...Object.fromEntries(items),
      'item-meter-number': `DB${database.dialect}${meters}`,
    } as Record<string, string>;
  }

  it('shows the approved plan and the checklist for the space’s place, nothing that does not apply', async () => {
    const caseId = await approved();
    const shown = await page(caseId);
    expect(shown).toMatchObject({ scope: { location: 'underground' }, plan: { kw: 7, mode: 'direct' } });
    const keys = shown.checklist?.map((item) => item.key);
    expect(keys).toContain('fire-zone');
    expect(keys).not.toContain('ip-outdoor');
    const inbox = await inboxLoader({ request: get(), params: {}, context: as() });
    expect(inbox.inbox.entries.some((entry) => entry.caseId === caseId)).toBe(true);
  });

  it('asks for every missing item at its place and keeps what was typed', async () => {
    const caseId = await approved();
    const { 'item-earth-resistance': _, ...rest } = await filled(caseId);
    const answer = await send(caseId, rest);
    expect(answer.status).toBe(400);
    expect(answer.data.result?.error).toEqual({
      'item-earth-resistance': ['请填写这一项'],
      photos: ['请填写这一项'],
    });
    expect(answer.data.result?.initialValue).toMatchObject({ 'item-breaker-rating': '40', cccNo: 'CCC-1' });
  });

  it('refuses a photo that is none', async () => {
    const caseId = await approved();
    const body = new FormData();
    for (const [name, value] of Object.entries(await filled(caseId))) body.append(name, value);
    body.append('photos', new File(['#!/bin/sh'], 'photo.png', { type: 'image/png' }));
    const request = new Request('https://linzhuang.example/operator', { method: 'POST', body });
    const answer = await answerOf(() => action({ request, params: { caseId }, context: as() }));
    expect(answer.status).toBe(400);
    expect((answer.data as NonNullable<WorksAnswer>).result?.error).toMatchObject({
      photos: [expect.stringContaining('PNG')],
    });
  });

  it('sends a fail back with the item, its figure and its limit, and offers the form again', async () => {
    const caseId = await approved();
    const answer = await send(caseId, { ...(await filled(caseId)), 'item-earth-resistance': '9' }, true);
    expect(answer.status).toBe(302);
    const shown = await page(caseId);
    expect(shown).toMatchObject({ status: 'works', inspections: [{ result: 'fail' }] });
    expect(shown.inspections[0]?.items.filter((item) => !item.ok)).toMatchObject([
      { key: 'earth-resistance', value: 9, limit: { max: 4 }, defect: 'major' },
    ]);
    expect(shown.typed).toMatchObject({ 'earth-resistance': 9 });
  });

  it('leads from the checklist to power, telling the password on one answer only', async () => {
    const caseId = await approved();
    expect((await send(caseId, await filled(caseId), true)).status).toBe(302);
    expect(await page(caseId)).toMatchObject({ status: 'commissioning', gates: ['station-missing'] });
    const issued = await send(caseId, { intent: 'issue' });
    const { identity, password, address } = issued.data.issued ?? {};
    expect(address).toBe(`wss://linzhuang.example/ocpp/${identity}`);
    expect(password).toMatch(/^.{20}$/);
    expect(JSON.stringify(await page(caseId))).not.toContain(password);
    const stored = await database.db.selectFrom('ocpp_station').selectAll().execute();
    expect(JSON.stringify(stored)).not.toContain(password);
    const shut = await send(caseId, { intent: 'energise' });
    expect(shut.status).toBe(409);
    expect(shut.data.result?.error?.['']).toEqual(['还有关口没有通过，未通电']);
    await database.db
      .updateTable('ocpp_station')
      .set({ connected_at: deps.clock(), online: 1 })
      .where('identity', '=', identity ?? '')
      .execute();
    expect((await send(caseId, { intent: 'energise' })).status).toBe(302);
    expect(await statusOf(database.db, caseId)).toBe('energised');
  });

  it('shows the wall and a pile with its limits, and queues a command once', async () => {
    const { zones } = await wallLoader({ request: get(), params: {}, context: as() });
    const pile = zones.flatMap((zone) => zone.piles).find((one) => one.isOnline);
    expect(pile?.state).toBe('waiting');
    const params = { pileId: pile?.id ?? '' };
    const show = async () => (await pileLoader({ request: get(), params, context: as() })) as PilePage;
    const shown = await show();
    expect(shown.limits.map((limit) => limit.key)).toEqual(['desired', 'sent', 'acked', 'measured']);
    const command = (intent: string, formId = shown.formId) => {
      const body = new URLSearchParams({ intent, formId });
      const request = new Request('https://linzhuang.example/operator', { method: 'POST', body });
      return answerOf(() => pileAction({ request, params, context: as() }));
    };
    expect((await command('stop')).data).toEqual({ error: '现在没有正在充电的记录' });
    expect((await command('reset')).status).toBe(302);
    expect((await command('reset')).data).toEqual({ error: '这条命令已经下发，不用重复点' });
    expect((await show()).commands).toMatchObject([{ action: 'Reset', state: 'queued' }]);
    expect(deps.published.at(-1)).toMatchObject({ topic: 'command-queued' });
  });

  it('is closed to other roles and does not exist for other tenants', async () => {
    const caseId = await approved();
    const stranger = await makeCompound(database.db);
    expect((await load(caseId, compound.actors.property)).status).toBe(403);
    expect((await load(caseId, stranger.actors.operator)).status).toBe(404);
    const wall = await wallLoader({ request: get(), params: {}, context: as(stranger.actors.operator) });
    expect(wall.zones).toEqual([]);
  });
});
