import { beforeEach, expect, it } from 'vitest';
import type { PileAnswer, PileDesk } from '~/components/sharing-desk/pile-desk';
import type { PileLabel } from '~/components/sharing-desk/pile-label';
import type { PricesAnswer, PricesDesk } from '~/components/sharing-desk/prices-desk';
import type { SharingDesk } from '~/components/sharing-desk/sharing-desk';
import { action as decide, loader as deskLoader } from '~/routes/operator.sharing._index';
import { action as pileAction, loader as pileLoader } from '~/routes/operator.sharing.$pileId';
import { loader as labelLoader } from '~/routes/operator.sharing.$pileId_.print';
import { action as pricesAction, loader as pricesLoader } from '~/routes/operator.sharing.prices.$compoundId';
import { loader as publicLoader } from '~/routes/p.$code';
import type { ActingPerson } from '~/use-cases/shared/deps';
import { findSharedPile } from '~db/queries/shared-piles.server';
import { type BookingScene, makeBookingScene, NOW, slotAt } from '../factories/booking-scene';
import { makeCompound } from '../factories/compound';
import { answerOf, requestContext } from '../factories/request-context';
import { postOf } from '../factories/resident';
import { addSharedPile } from '../factories/sharing';
import { addStation } from '../factories/station';
import { describeOnBothDatabases } from '../setup/database';

type Sender = typeof decide | typeof pileAction | typeof pricesAction;
type Reader = typeof deskLoader | typeof pileLoader | typeof pricesLoader | typeof labelLoader;

describeOnBothDatabases('the operator’s desk of shared piles', (database) => {
  let scene: BookingScene;
  let operator: ActingPerson;
  let key: { compoundId: string; pileId: string };

  beforeEach(async () => {
    scene = await makeBookingScene(database.db);
    operator = scene.compound.actors.operator;
    key = { compoundId: scene.compound.compoundId, pileId: scene.pile.pileId };
  });

  const contextOf = (actor: ActingPerson) => ({
    ...requestContext(scene.deps, actor),
    deps: { ...scene.deps, letterPrinter: { qrCode: (text: string) => ({ size: 21, path: text }) } },
  });
  const read = async <Page>(loader: Reader, params: Record<string, string>, actor = operator) => {
    const request = new Request('https://linzhuang.example/operator/sharing');
    const args = { request, params, context: contextOf(actor) } as never;
    const answer = await answerOf(() => loader(args));
    return { ...answer, data: answer.data as Page };
  };
  const send = async <Body>(
    action: Sender,
    params: Record<string, string>,
    fields: Record<string, string> | [string, string][],
    actor = operator,
  ) => {
    const request = postOf('/operator/sharing', fields as Record<string, string>);
    const args = { request, params, context: contextOf(actor) } as never;
    const answer = await answerOf(() => action(args));
    return { ...answer, data: answer.data as Body };
  };
  const desk = async () => (await read<SharingDesk>(deskLoader, {})).data.compounds[0]!;
  const page = async (pileId = key.pileId) => (await read<PileDesk>(pileLoader, { pileId })).data;
  const post = (fields: Record<string, string> | [string, string][], pileId = key.pileId, actor = operator) =>
    send<PileAnswer>(pileAction, { pileId }, fields, actor);
  const row = (pileId = key.pileId) => findSharedPile(database.db, key.compoundId, pileId);
  const terms = (change: Record<string, string> = {}) => ({
    intent: 'terms',
    'hours[0].weekdays': '5',
    'hours[0].from': '22:00',
    'hours[0].to': '07:00',
    'hours[1].from': '',
    'hours[1].to': '',
    mode: 'time-shared',
    members: '',
    stepMinutes: '30',
    minMinutes: '60',
    maxMinutes: '480',
    bufferMinutes: '15',
    latestNoticeMinutes: '0',
    graceMinutes: '15',
    walkUps: 'on',
    ...change,
  });

  it('shows the piles with what is booked, and what keeps one from being booked', async () => {
    await scene.booked();
    const station = await addStation(database.db, scene.compound, { household_id: null });
    const compound = await desk();
    expect(compound.piles).toMatchObject([
      { pileId: key.pileId, gaps: [], bookedMinutes: 120, usedMinutes: 0, next: slotAt('14:00', '18:00') },
    ]);
    expect(compound.unshared.map(({ pileId }) => pileId)).toEqual([station.pileId]);
    expect(compound.board.inForce).toMatchObject({ version: 1 });
    await database.db
      .updateTable('pile')
      .set({ verification_until_on: '2026-11-19' })
      .where('id', '=', key.pileId)
      .execute();
    expect((await desk()).piles[0]?.gaps).toEqual(['verification-over']);
  });

  it('says who comes with the plate masked', async () => {
    await scene.booked();
    const { plate } = await database.db
      .selectFrom('vehicle')
      .select('plate')
      .where('id', '=', scene.guest.vehicleId)
      .executeTakeFirstOrThrow();
    const shown = await page();
    expect(shown.shared?.bookings).toMatchObject([
      { status: 'booked', promisedWh: 18_000, plateMasked: `豫A·***${plate.slice(-2)}`, takeBackFen: 0 },
    ]);
    const text = JSON.stringify(shown);
    for (const secret of [plate, scene.guest.householdId, scene.guest.actor.personId, '测试住户'])
      expect(text).not.toContain(secret);
  });

  it('opens a pile once its meter is verified, with hours past midnight, under a code that can be scanned', async () => {
    const { pileId } = await addStation(database.db, scene.compound, { household_id: null });
    expect((await page(pileId)).gaps).toContain('not-verified');
    const early = await post(terms({ intent: 'open' }), pileId);
    expect(early.data.result?.error).toEqual({ '': ['还不能开放，请先办好上面列出的几项'] });
    const verification = { intent: 'verify', verificationNo: 'JD-9', verificationUntilOn: '2027-11-20' };
    expect((await post(verification, pileId)).status).toBe(302);
    expect((await post(terms({ intent: 'open' }), pileId)).status).toBe(302);
    const shared = await row(pileId);
    expect(shared).toMatchObject({ status: 'open', mode: 'time-shared', min_minutes: 60, walk_ups: 1 });
    expect(JSON.parse(shared?.hours ?? '')).toEqual([{ weekdays: [5], fromMinute: 1320, toMinute: 1860 }]);
    const context = requestContext(scene.deps, null);
    const request = new Request('https://linzhuang.example/p/x');
    const scanned = await answerOf(() =>
      publicLoader({ request, params: { code: shared?.code ?? '' }, context }),
    );
    expect(scanned.status).toBe(200);
    const { data: label } = await read<PileLabel>(labelLoader, { pileId });
    expect(label.qrCode.path).toBe(`https://linzhuang.example/p/${shared?.code}`);
  });

  it('says at each field what is wrong and keeps what was typed', async () => {
    const wrong = await post(terms({ 'hours[0].to': '', minMinutes: '', mode: 'lent', stepMinutes: '20' }));
    expect(wrong.status).toBe(400);
    expect(wrong.data.result?.error).toMatchObject({
      'hours[0].to': ['请填时间，例如 18:00'],
      minMinutes: ['请填写数字'],
      mode: ['请选共享方式'],
    });
    expect(wrong.data.result?.initialValue).toMatchObject({ bufferMinutes: '15', walkUps: 'on' });
    const bounds = await post(terms({ maxMinutes: '30' }));
    expect(bounds.data.result?.error).toEqual({ maxMinutes: ['请填写 60 到 2880 之间的整数'] });
    const noHours = await post(Object.entries(terms()).filter(([name]) => !name.includes('weekdays')));
    expect(noHours.data.result?.error).toEqual({ hours: ['请至少勾选一天，并填好从几点到几点'] });
    const verification = await post({
      intent: 'verify',
      verificationNo: 'JD',
      verificationUntilOn: '2020-01-01',
    });
    expect(verification.data.result?.error).toEqual({ verificationUntilOn: ['请选今天或以后的日期'] });
    expect((await post({ intent: 'explode' })).status).toBe(400);
  });

  it('binds a pile to households by their doors, and names a door that is not there', async () => {
    const unknown = await post(terms({ mode: 'nearby', members: '9-9-9999' }));
    expect(unknown.data.result?.error).toEqual({
      members: ['小区里没有这些门牌：9-9-9999。请按 楼-单元-室 填写'],
    });
    expect((await post(terms({ mode: 'nearby' }))).data.result?.error).toEqual({
      members: ['这种方式要写明哪几户可以用'],
    });
    const door = `1-1-${scene.guest.householdId.slice('hh_'.length)}`;
    expect((await post(terms({ mode: 'many-cars', members: `${door}\n` }))).status).toBe(302);
    expect((await page()).shared).toMatchObject({ mode: 'many-cars', memberDoors: [door] });
  });

  it('lists the slots that a change would strand, and takes back those that are ticked', async () => {
    const bookingId = await scene.booked();
    const narrow = terms({ 'hours[0].from': '08:00', 'hours[0].to': '12:00' });
    const listed = await post(narrow);
    expect(listed).toMatchObject({
      status: 409,
      data: { form: 'terms', slots: [{ bookingId, ...slotAt('14:00', '18:00') }] },
    });
    expect(await scene.booking(bookingId)).toMatchObject({ status: 'booked' });
    expect((await post({ ...narrow, takeBackIds: bookingId })).status).toBe(302);
    expect(await scene.booking(bookingId)).toMatchObject({ status: 'cancelled' });
  });

  it('adds and removes exceptions, pauses, resumes, takes back and stops', async () => {
    const exception = {
      intent: 'add-exception',
      kind: 'closed',
      fromOn: '2026-11-20',
      fromTime: '22:00',
      toOn: '2026-11-21',
      toTime: '06:00',
      note: '检修',
    };
    const first = await scene.booked();
    expect((await post(exception)).data.slots).toMatchObject([{ bookingId: first }]);
    expect((await post({ intent: 'take-back', bookingId: first })).status).toBe(302);
    expect((await post({ intent: 'take-back', bookingId: first })).status).toBe(302);
    expect((await post(exception)).status).toBe(302);
    const backwards = await post({ ...exception, toOn: '2026-11-19' });
    expect(backwards.data.result?.error).toHaveProperty('toOn');
    const [stored] = (await page()).shared?.exceptions ?? [];
    expect(stored).toMatchObject({ kind: 'closed', note: '检修', ...slotAt('14:00', '22:00') });
    expect((await post({ intent: 'remove-exception', exceptionId: stored?.id ?? '' })).status).toBe(302);
    expect((await page()).shared?.exceptions).toEqual([]);
    await post({ intent: 'pause' });
    expect(await row()).toMatchObject({ status: 'paused' });
    await post({ intent: 'resume' });
    const second = await scene.booked();
    expect((await post({ intent: 'close' })).data).toMatchObject({
      form: 'close',
      slots: [{ bookingId: second }],
    });
    expect((await post({ intent: 'close', takeBackIds: second })).status).toBe(302);
    expect(await row()).toMatchObject({ status: 'closed' });
  });

  it('marks an arrival by its plate', async () => {
    const { plate } = await database.db
      .selectFrom('vehicle')
      .select('plate')
      .where('id', '=', scene.guest.vehicleId)
      .executeTakeFirstOrThrow();
    const arrive = (text: string) => post({ intent: 'arrive', plate: text });
    expect((await arrive('12')).data.result?.error).toEqual({
      plate: ['车牌应为 7 或 8 位，例如 豫A·D12345'],
    });
    expect((await arrive(plate)).data.result?.error).toHaveProperty('plate');
    const bookingId = await scene.booked(slotAt('10:00', '12:00'));
    expect((await arrive(plate)).status).toBe(302);
    expect(await scene.booking(bookingId)).toMatchObject({ status: 'active', checked_in_by: 'plate' });
  });

  it('publishes prices: previews them, says what is wrong at its field, and never backdates', async () => {
    const params = { compoundId: key.compoundId };
    const form = (change: Record<string, string> = {}) => ({
      intent: 'publish',
      perKwh: '0.2500',
      'band-peak': '0.35',
      'band-valley': '',
      notice: '每度 0.25 元，峰段 0.35 元',
      graceMinutes: '30',
      yuanPerMinute: '0.5',
      capYuan: '30',
      freeFrom: '22:00',
      freeTo: '07:00',
      fromOn: '',
      fromTime: '',
      ...change,
    });
    const publish = (fields: Record<string, string>) => send<PricesAnswer>(pricesAction, params, fields);
    const preview = await publish(form({ intent: 'preview' }));
    expect(preview.data.bands?.find(({ kind }) => kind === 'peak')).toMatchObject({ servicePriceE4: 3500 });
    expect(preview.data.bands?.find(({ kind }) => kind === 'valley')).toMatchObject({ servicePriceE4: 2500 });
    for (const [change, field] of [
      [{ perKwh: '0.12345' }, 'perKwh'],
      [{ perKwh: '5' }, 'perKwh'],
      [{ 'band-peak': 'x' }, 'band-peak'],
      [{ occupation: 'on', capYuan: '0.1' }, 'capYuan'],
      [{ occupation: 'on', freeTo: '' }, 'freeTo'],
      [{ notice: '' }, 'notice'],
      [{ fromOn: '2026-11-19', fromTime: '00:00' }, 'fromOn'],
      [{ fromOn: '2026-11-21', fromTime: '' }, 'fromOn'],
    ] as [Record<string, string>, string][]) {
      const answer = await publish(form(change));
      expect(answer.status).toBe(400);
      expect(Object.keys(answer.data.result.error ?? {})).toEqual([field]);
      expect(answer.data.result.initialValue).toMatchObject({ graceMinutes: '30' });
    }
    expect((await publish(form({ occupation: 'on' }))).status).toBe(302);
    const { data } = await read<PricesDesk>(pricesLoader, params);
    expect(data).toMatchObject({
      nextVersion: 3,
      board: {
        inForce: {
          version: 2,
          validFromAt: NOW,
          serviceFee: { perKwhE4: 2500, byBandE4: { peak: 3500 } },
          occupation: { graceMinutes: 30, fenPerMinute: 50, capFenPerDay: 3000, freeFromMinute: 1320 },
        },
        past: [{ version: 1 }],
      },
    });
    expect((await publish(form({ fromOn: '2026-12-01', fromTime: '00:00' }))).status).toBe(302);
    expect((await desk()).board.upcoming).toMatchObject([{ version: 3, occupation: null }]);
  });

  it('decides an appeal with a reason', async () => {
    const bookingId = await scene.booked(slotAt('10:00', '12:00'));
    await database.db
      .insertInto('occupation')
      .values({
        compound_id: key.compoundId,
        booking_id: bookingId,
        from_at: '2026-11-20T12:00:00.000Z',
        until_at: '2026-11-20T13:00:00.000Z',
        fee_fen: 1500,
        status: 'appealed',
        appeal_text: '道闸坏了',
        appealed_at: '2026-11-20T13:30:00.000Z',
      })
      .execute();
    expect((await desk()).appeals).toMatchObject([{ bookingId, feeFen: 1500, text: '道闸坏了' }]);
    const silent = await send<{ result: { error: object } }>(
      decide,
      {},
      { bookingId, intent: 'waive', reason: ' ' },
    );
    expect(silent.status).toBe(400);
    expect(silent.data.result.error).toEqual({ reason: ['请写明理由，最多 1000 字'] });
    const wish = { bookingId, intent: 'waive', reason: '道闸故障属实' };
    expect((await send(decide, {}, wish, scene.compound.actors.property)).status).toBe(403);
    expect((await send(decide, {}, wish)).status).toBe(302);
    expect((await desk()).appeals).toEqual([]);
    expect((await send(decide, {}, wish)).status).toBe(409);
  });

  it('keeps other roles and other compounds out', async () => {
    const stranger = await makeCompound(database.db);
    const theirs = await addSharedPile(database.db, stranger);
    const { resident, property } = scene.compound.actors;
    const { compoundId, pileId } = key;
    for (const actor of [resident, property]) {
      expect((await read(deskLoader, {}, actor)).status).toBe(403);
      expect((await read(pileLoader, { pileId }, actor)).status).toBe(403);
      expect((await read(pricesLoader, { compoundId }, actor)).status).toBe(403);
      expect((await read(labelLoader, { pileId }, actor)).status).toBe(403);
      expect((await post({ intent: 'pause' }, pileId, actor)).status).toBe(403);
    }
    const outside = stranger.actors.operator;
    expect((await read(pileLoader, { pileId }, outside)).status).toBe(404);
    expect((await read(pricesLoader, { compoundId }, outside)).status).toBe(404);
    expect((await read(labelLoader, { pileId }, outside)).status).toBe(404);
    expect((await post({ intent: 'pause' }, pileId, outside)).status).toBe(404);
    expect((await read(pileLoader, { pileId: theirs.pileId })).status).toBe(404);
    expect(await row()).toMatchObject({ status: 'open' });
    expect(JSON.stringify(await desk())).not.toContain(theirs.pileId);
  });
});
