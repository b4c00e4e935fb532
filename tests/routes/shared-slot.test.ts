import { beforeEach, expect, it } from 'vitest';
import type { SlotPage } from '~/components/sharing/slot-data';
import { action as noticesAction, loader as noticesLoader } from '~/routes/home.notices';
import { action as slotAction, loader as slotLoader } from '~/routes/home.shared.slots.$bookingId';
import { action as pileAction } from '~/routes/p.$code';
import type { NoticeLine } from '~/routing/household-notices.server';
import { bookSlot } from '~/use-cases/booking/book-slot.server';
import type { ActingPerson } from '~/use-cases/shared/deps';
import { makeCompound, type TestCompound } from '../factories/compound';
import { makeDeps, type TestDeps } from '../factories/deps';
import { giveTariff } from '../factories/night';
import { answerOf, requestContext } from '../factories/request-context';
import { postOf, residentContext } from '../factories/resident';
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
const START = '2026-11-20T14:00:00.000Z';

describeOnBothDatabases('the page of a slot', (database) => {
  let deps: TestDeps;
  let compound: TestCompound;
  let pile: TestSharedPile;
  let guest: TestHousehold;
  let bookingId: string;

  beforeEach(async () => {
    deps = makeDeps(database.db, NOW);
    compound = await makeCompound(database.db, { ratedKva: 800, basePeakKw: 300 });
    await giveTariff(database.db, compound.compoundId);
    await publishBoard(database.db, compound.compoundId);
    pile = await addSharedPile(database.db, compound);
    guest = await addGuest(database.db, compound);
    const booked = await bookSlot(deps, guest.actor, {
      compoundId: compound.compoundId,
      householdId: guest.householdId,
      pileId: pile.pileId,
      vehicleId: guest.vehicleId,
      startAt: START,
      endAt: '2026-11-20T18:00:00.000Z',
      wantedWh: 18_000,
      agreedWh: null,
      idempotencyKey: 'form-0123456789',
    });
    if (!booked.ok) throw new Error(booked.reason);
    bookingId = booked.bookingId;
  });

  const open = async (actor: ActingPerson = guest.actor) => {
    const request = new Request('https://linzhuang.example/home/shared/slots/x');
    const context = residentContext(deps, actor);
    const answer = await answerOf(() => slotLoader({ request, params: { bookingId }, context }));
    return { ...answer, data: answer.data as SlotPage };
  };
  const send = (fields: Record<string, string>, actor: ActingPerson = guest.actor) =>
    answerOf(() =>
      slotAction({
        request: postOf('/home/shared/slots/x', fields),
        params: { bookingId },
        context: residentContext(deps, actor),
      }),
    );
  const atPile = (fields: Record<string, string>, actor: ActingPerson | null) =>
    answerOf(() =>
      pileAction({
        request: postOf(`/p/${pile.code}`, fields),
        params: { code: pile.code },
        context: {
          ...(actor ? residentContext(deps, actor) : requestContext(deps, null)),
          limits: { take: async () => ({ ok: true }) },
          address: () => '127.0.0.1',
        } as unknown as ReturnType<typeof requestContext>,
      }),
    );

  it('says what the slot waits for and what can still be changed', async () => {
    const { data } = await open();
    expect(data).toMatchObject({
      stage: 'early',
      stageAt: '2026-11-20T13:50:00.000Z',
      promisedWh: 18_000,
      canCancel: true,
      cancelCounts: false,
      bill: null,
    });
    expect(data.ends[0]).toBe('2026-11-20T18:30:00.000Z');
    expect(data.starts).not.toContain(START);
    deps.setNow('2026-11-20T13:55:00.000Z');
    expect((await open()).data).toMatchObject({ stage: 'now', cancelCounts: true });
  });

  it('extends, moves and cancels, and says why where it cannot', async () => {
    expect((await send({ intent: 'extend', endAt: '2026-11-20T19:00:00.000Z' })).status).toBe(302);
    expect((await open()).data.endAt).toBe('2026-11-20T19:00:00.000Z');
    expect((await send({ intent: 'move', startAt: '2026-11-20T12:00:00.000Z' })).status).toBe(302);
    expect((await open()).data.startAt).toBe('2026-11-20T12:00:00.000Z');
    expect(await send({ intent: 'check-in' })).toMatchObject({
      status: 409,
      data: { text: '还太早：开始前 10 分钟起可以签到。' },
    });
    expect(await send({ intent: 'extend', endAt: 'late' })).toMatchObject({ status: 400 });
    expect(await send({ intent: 'appeal', text: '被堵住' })).toMatchObject({
      status: 409,
      data: { intent: 'appeal', typed: '被堵住' },
    });
    expect((await send({ intent: 'cancel' })).status).toBe(302);
    expect((await open()).data).toMatchObject({ status: 'cancelled', stage: 'cancelled', canCancel: false });
  });

  it('keeps the slot by the plate alone, and starts nothing while the pile is offline', async () => {
    deps.setNow('2026-11-20T13:55:00.000Z');
    const { plate } = await database.db
      .selectFrom('vehicle')
      .select('plate')
      .where('id', '=', guest.vehicleId)
      .executeTakeFirstOrThrow();
    expect(await atPile({ intent: 'plate', plate: '豫A' }, null)).toMatchObject({
      status: 400,
      data: { tone: 'warn', plate: '豫A' },
    });
    expect(await atPile({ intent: 'start', formKey: 'form-12345678' }, guest.actor)).toMatchObject({
      status: 409,
      data: { tone: 'warn' },
    });
    expect(await atPile({ intent: 'plate', plate }, null)).toMatchObject({
      status: 200,
      data: { tone: 'good' },
    });
    expect((await open()).data).toMatchObject({ status: 'active', stage: 'here' });
  });

  it('tells a household what happened to its slots, until it says that it has read it', async () => {
    await send({ intent: 'cancel' });
    const lender = await addGuest(database.db, compound);
    await database.db
      .insertInto('household_notice')
      .values({
        compound_id: compound.compoundId,
        id: `note_${lender.householdId}`,
        household_id: lender.householdId,
        kind: 'bill-made',
        dedupe_key: 'bill',
        facts: JSON.stringify({ bookingId, totalFen: -250, energyWh: 8000 }),
        link: '/home/shared',
        at: NOW,
        read_at: null,
      })
      .execute();
    const context = residentContext(deps, lender.actor);
    const read = async () => {
      const request = new Request('https://linzhuang.example/home/notices');
      const { data } = await answerOf(() => noticesLoader({ request, params: {}, context }));
      return (data as { notices: NoticeLine[] }).notices;
    };
    expect(await read()).toMatchObject([
      { text: '本次充电 8.00 kWh，少充的补偿多于费用，退还 ¥2.50。', isUnread: true },
    ]);
    await answerOf(() => noticesAction({ request: postOf('/home/notices', {}), params: {}, context }));
    expect(await read()).toMatchObject([{ isUnread: false }]);
  });

  it('is its household’s alone', async () => {
    const neighbour = await addGuest(database.db, compound);
    const stranger = await makeCompound(database.db);
    for (const actor of [neighbour.actor, stranger.actors.resident]) {
      expect((await open(actor)).status).toBe(404);
      expect((await send({ intent: 'cancel' }, actor)).status).toBe(404);
    }
    expect((await open(compound.actors.operator)).status).toBe(403);
  });
});
