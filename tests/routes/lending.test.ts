import { beforeEach, expect, it } from 'vitest';
import type { LendingAnswer, LendingOverview, LendingPage } from '~/components/lending/lending-page';
import { guestMark } from '~/domain/booking/guest-mark';
import { loader as overviewLoader } from '~/routes/home.lend._index';
import { action as lendAction, loader as lendLoader } from '~/routes/home.lend.$pileId';
import type { ActingPerson } from '~/use-cases/shared/deps';
import { listPriceBoards } from '~db/queries/price-boards.server';
import { findSharedPile, updateSharedPile } from '~db/queries/shared-piles.server';
import { slotAt } from '../factories/booking-scene';
import { makeCompound } from '../factories/compound';
import { answerOf } from '../factories/request-context';
import { postOf, residentContext } from '../factories/resident';
import { addGuest } from '../factories/sharing';
import { addStation } from '../factories/station';
import { describeOnBothDatabases } from '../setup/database';
import { type LendingScene, makeLendingScene } from '../use-cases/sharing/lent-pile';

describeOnBothDatabases('the pages of lending one’s own pile', (database) => {
  let scene: LendingScene;
  let owner: ActingPerson;

  beforeEach(async () => {
    scene = await makeLendingScene(database.db);
    owner = scene.owner.actor;
  });

  const overview = async (actor = owner) => {
    const request = new Request('https://linzhuang.example/home/lend');
    const context = residentContext(scene.deps, actor);
    const answer = await answerOf(() => overviewLoader({ request, params: {}, context }));
    return { ...answer, data: (answer.data as { overview: LendingOverview | null } | null)?.overview };
  };
  const read = async (pileId = scene.key.pileId, actor = owner) => {
    const request = new Request(`https://linzhuang.example/home/lend/${pileId}`);
    const context = residentContext(scene.deps, actor);
    const answer = await answerOf(() => lendLoader({ request, params: { pileId }, context }));
    return { ...answer, data: answer.data as LendingPage };
  };
  const post = async (fields: Record<string, string>, pileId = scene.key.pileId, actor = owner) => {
    const request = postOf(`/home/lend/${pileId}`, fields);
    const context = residentContext(scene.deps, actor);
    const answer = await answerOf(() => lendAction({ request, params: { pileId }, context }));
    return { ...answer, data: answer.data as LendingAnswer };
  };
  const form = (change: Record<string, string> = {}) => ({
    intent: 'lend',
    preset: 'every-night',
    minMinutes: '60',
    maxMinutes: '480',
    needsApproval: 'yes',
    serviceYuan: '0.35',
    notice: '请从北门进',
    insurancePolicy: 'BX-7',
    insuredUntilOn: '2027-11-20',
    ...change,
  });
  const row = (pileId = scene.key.pileId) => findSharedPile(database.db, scene.key.compoundId, pileId);
  const bookedHere = (change = {}) => scene.booked({ pileId: scene.key.pileId, ...change });

  it('say what is missing before a pile can be lent, and lend it at a published price once nothing is', async () => {
    const { pileId } = await addStation(database.db, scene.compound, {
      household_id: scene.owner.householdId,
    });
    expect((await read(pileId)).data).toMatchObject({ lent: null });
    expect((await read(pileId)).data.gaps).toEqual(['not-for-trade', 'not-verified', 'not-insured']);
    expect((await post(form(), pileId)).data.result?.error).toEqual({
      '': ['条件还没有办齐，请看上面的清单'],
    });
    await database.db
      .updateTable('pile')
      .set({ trade_settlement: 1, verification_no: 'JD-7', verification_until_on: '2030-01-01' })
      .where('id', '=', pileId)
      .execute();
    expect((await read(pileId)).data.gaps).toEqual(['not-insured']);
    expect((await post(form(), pileId)).status).toBe(302);
    expect((await read(pileId)).data).toMatchObject({
      gaps: [],
      serviceFen: 35,
      lent: {
        hours: [{ weekdays: [1, 2, 3, 4, 5, 6, 7], fromMinute: 1320, toMinute: 1860 }],
        needsApproval: true,
        notice: '请从北门进',
        insurancePolicy: 'BX-7',
      },
    });
    const [now] = (await read(pileId)).data.bands;
    expect(now).toMatchObject({ kind: 'peak', energyPriceE4: 6800, servicePriceE4: 3500 });
  });

  it('say at each field what is wrong and keep what was typed', async () => {
    const change = { intent: 'change' };
    for (const [fields, field, text] of [
      [{ serviceYuan: '1.5' }, 'serviceYuan', '请填 0 到 1.00 元，填到分，例如 0.30'],
      [{ serviceYuan: '0.305' }, 'serviceYuan', '请填 0 到 1.00 元，填到分，例如 0.30'],
      [{ notice: '收取管理费' }, 'notice', '不能向邻居另收这项费用'],
      [{ insuredUntilOn: '2026-11-19' }, 'insuredUntilOn', '请选今天或以后的日期'],
      [{ insurancePolicy: '' }, 'insurancePolicy', '请填保险单号'],
      [{ preset: 'own' }, 'hours', '请至少勾选一天'],
      [{ maxMinutes: '20' }, 'maxMinutes', '请填写 60 到 2880 之间的整数'],
      [{ preset: 'always' }, 'preset', '请选什么时间借'],
    ] as [Record<string, string>, string, string][]) {
      const { data } = await post(form({ ...change, ...fields }));
      expect(Object.keys(data.result?.error ?? {})).toEqual([field]);
      expect(data.result?.error?.[field]?.[0]).toContain(text);
      expect(data.result?.initialValue).toMatchObject({ needsApproval: 'yes' });
    }
    expect((await post({ intent: 'give away' })).status).toBe(400);
  });

  it('show what guests would pay before it is published', async () => {
    const { data } = await post(form({ intent: 'preview', serviceYuan: '0.05' }));
    expect(data.bands?.[0]).toMatchObject({ energyPriceE4: 6800, servicePriceE4: 500 });
    expect(await listPriceBoards(database.db, scene.key.compoundId, scene.key.pileId)).toHaveLength(1);
  });

  it('keep an old policy from holding up other changes', async () => {
    await database.db
      .transaction()
      .execute((trx) =>
        updateSharedPile(trx, scene.key.compoundId, scene.key.pileId, { insured_until_on: '2026-11-19' }),
      );
    const same = { intent: 'change', insurancePolicy: 'BX-1', insuredUntilOn: '2026-11-19' };
    expect((await post(form(same))).status).toBe(302);
    expect(await row()).toMatchObject({ needs_approval: 1, insured_until_on: '2026-11-19' });
    expect((await read()).data.gaps).toEqual(['insurance-over']);
  });

  it('show guests by a mark and never who they are; requests are answered in time', async () => {
    await post(form({ intent: 'change' }));
    const bookingId = await bookedHere();
    const { data } = await read();
    const mark = guestMark(scene.key.pileId, scene.guest.householdId);
    expect(data.lent?.requests).toMatchObject([{ bookingId, mark, answerByAt: expect.any(String) }]);
    expect((await overview()).data?.piles).toMatchObject([{ state: 'open', requests: 1, next: null }]);
    const { plate } = await database.db
      .selectFrom('vehicle')
      .select('plate')
      .where('id', '=', scene.guest.vehicleId)
      .executeTakeFirstOrThrow();
    const text = JSON.stringify(data);
    for (const secret of [plate, scene.guest.householdId, scene.guest.vehicleId, '测试住户'])
      expect(text).not.toContain(secret);
    expect((await post({ intent: 'approve', bookingId })).status).toBe(302);
    expect(await scene.booking(bookingId)).toMatchObject({ status: 'booked' });
    expect((await read()).data.lent?.guests).toMatchObject([{ bookingId, takeBackFen: 0 }]);
    expect((await post({ intent: 'decline', bookingId })).data.text).toBe('这个请求已经有了结果');
  });

  it('take a slot back for the own car, at the price of the rules where it is late', async () => {
    const soon = await bookedHere(slotAt('11:00', '12:00'));
    const late = await bookedHere({ ...slotAt('14:00', '16:00') });
    const guests = (await read()).data.lent?.guests ?? [];
    expect(guests.map(({ takeBackFen }) => takeBackFen)).toEqual([500, 0]);
    await post({ intent: 'take-back', bookingId: soon });
    await post({ intent: 'take-back', bookingId: late });
    expect(await scene.booking(soon)).toMatchObject({ close_reason: 'owner-needs-it' });
    expect((await overview()).data?.income).toEqual([{ month: '2026-11', fen: -500, energyWh: 0, bills: 1 }]);
    expect((await post({ intent: 'take-back', bookingId: late })).status).toBe(302);
  });

  it('block a guest and lend to it again, named by its mark alone', async () => {
    const bookingId = await bookedHere();
    expect((await post({ intent: 'block', bookingId })).status).toBe(302);
    const { data } = await read();
    expect(data.lent).toMatchObject({ guests: [], blocked: [{ mark: expect.any(String) }] });
    expect(JSON.stringify(data)).not.toContain(scene.guest.householdId);
    const [blocked] = data.lent?.blocked ?? [];
    await post({ intent: 'unblock', mark: 'Z99', at: blocked?.at ?? '' });
    expect((await read()).data.lent?.blocked).toHaveLength(1);
    await post({ intent: 'unblock', mark: blocked?.mark ?? '', at: blocked?.at ?? '' });
    expect((await read()).data.lent?.blocked).toEqual([]);
  });

  it('pause and resume, list the slots that a change strands, and stop once each is taken back', async () => {
    await post({ intent: 'pause' });
    expect((await overview()).data?.piles).toMatchObject([{ state: 'paused' }]);
    await post({ intent: 'resume' });
    const bookingId = await bookedHere();
    const daytime = form({ intent: 'change', preset: 'workday-daytime' });
    expect((await post(daytime)).data).toMatchObject({ form: 'terms', slots: [{ bookingId }] });
    const exception = {
      intent: 'add-exception',
      kind: 'closed',
      fromOn: '2026-11-21',
      fromTime: '00:00',
      toOn: '2026-11-21',
      toTime: '12:00',
    };
    expect((await post(exception)).data).toMatchObject({ form: 'exception', slots: [{ bookingId }] });
    expect((await post({ intent: 'stop' })).data).toMatchObject({ form: 'stop', slots: [{ bookingId }] });
    expect(await row()).toMatchObject({ status: 'open' });
    expect((await post({ intent: 'stop', takeBackIds: bookingId })).status).toBe(302);
    expect(await row()).toMatchObject({ status: 'closed' });
    expect((await read()).data.lent).toBeNull();
    expect((await overview()).data?.piles).toMatchObject([{ state: 'not-lent', isReady: true }]);
  });

  it('are the owner’s alone', async () => {
    const bookingId = await bookedHere();
    const stranger = await makeCompound(database.db);
    const neighbour = await addGuest(database.db, scene.compound);
    for (const actor of [neighbour.actor, scene.guest.actor, stranger.actors.resident]) {
      expect((await read(scene.key.pileId, actor)).status).toBe(404);
      expect((await post({ intent: 'stop' }, scene.key.pileId, actor)).status).toBe(404);
    }
    expect((await read(scene.key.pileId, scene.compound.actors.operator)).status).toBe(403);
    expect((await overview(scene.compound.actors.operator)).status).toBe(403);
    const elsewhere = await addStation(database.db, scene.compound, { household_id: neighbour.householdId });
    const foreign = await post({ intent: 'take-back', bookingId }, elsewhere.pileId, neighbour.actor);
    expect(foreign.status).toBe(404);
    expect(await scene.booking(bookingId)).toMatchObject({ status: 'booked' });
    expect((await overview(neighbour.actor)).data?.piles).toHaveLength(1);
    expect((await overview({ ...neighbour.actor, grants: [{ role: 'resident' }] as never })).data).toBeNull();
  });
});
