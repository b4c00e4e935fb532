import { beforeEach, expect, it } from 'vitest';
import type { WaitAnswer, WaitPage } from '~/components/sharing/wait-page-data';
import { action, loader } from '~/routes/home.shared.wait';
import { bookSlot } from '~/use-cases/booking/book-slot.server';
import { offerFreedSlots } from '~/use-cases/waiting/offer-freed-slots.server';
import { makeCompound, type TestCompound } from '../factories/compound';
import { makeDeps, type TestDeps } from '../factories/deps';
import { giveTariff } from '../factories/night';
import { answerOf } from '../factories/request-context';
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

describeOnBothDatabases('the page of waiting and swapping', (database) => {
  let deps: TestDeps;
  let compound: TestCompound;
  let piles: [TestSharedPile, TestSharedPile];
  let holder: TestHousehold;
  let who: TestHousehold;
  let keys = 0;

  beforeEach(async () => {
    deps = makeDeps(database.db, NOW);
    compound = await makeCompound(database.db, { ratedKva: 800, basePeakKw: 300 });
    await giveTariff(database.db, compound.compoundId);
    await publishBoard(database.db, compound.compoundId);
    piles = [await addSharedPile(database.db, compound), await addSharedPile(database.db, compound)];
    [holder, who] = [await addGuest(database.db, compound), await addGuest(database.db, compound)];
  });

  const book = async (household: TestHousehold, pile: TestSharedPile, from = '14:00', to = '16:00') => {
    keys += 1;
    const booked = await bookSlot(deps, household.actor, {
      compoundId: compound.compoundId,
      householdId: household.householdId,
      pileId: pile.pileId,
      vehicleId: household.vehicleId,
      startAt: `2026-11-20T${from}:00.000Z`,
      endAt: `2026-11-20T${to}:00.000Z`,
      wantedWh: 6000,
      agreedWh: null,
      idempotencyKey: `key-${keys}`,
    });
    if (!booked.ok) throw new Error(booked.reason);
    return booked.bookingId;
  };
  const read = async (household = who, search = '') => {
    const request = new Request(`https://linzhuang.example/home/shared/wait${search}`);
    const context = residentContext(deps, household.actor);
    return (await answerOf(() => loader({ request, params: {}, context }))).data as WaitPage;
  };
  const send = async (fields: Record<string, string>, household = who) => {
    const request = postOf('/home/shared/wait', fields);
    const context = residentContext(deps, household.actor);
    const answer = await answerOf(() => action({ request, params: {}, context }));
    return { ...answer, data: answer.data as WaitAnswer };
  };
  const join = (change: Record<string, string> = {}, household = who) =>
    send(
      {
        intent: 'join',
        formKey: `form-${household.householdId}`,
        dayOn: '2026-11-20',
        from: '22:00',
        to: '00:00',
        minutes: '120',
        kwh: '6',
        vehicleId: household.vehicleId,
        pileId: piles[0].pileId,
        ...change,
      },
      household,
    );

  it('joins across midnight, shows the place in line, offers, takes', async () => {
    const bookingId = await book(holder, piles[0]);
    expect((await join()).status).toBe(302);
    expect(await read()).toMatchObject({
      waiting: [
        {
          fromAt: '2026-11-20T14:00:00.000Z',
          toAt: '2026-11-20T16:00:00.000Z',
          place: 1,
          of: 1,
          minutes: 120,
        },
      ],
      offers: [],
    });
    await database.db
      .updateTable('booking')
      .set({ status: 'cancelled' })
      .where('id', '=', bookingId)
      .execute();
    await offerFreedSlots(deps);
    const page = await read();
    expect(page).toMatchObject({
      offers: [{ promisedWh: 6000, answerByAt: '2026-11-20T10:30:00.000Z' }],
      waiting: [{ place: null }],
    });
    const offer = { bookingId: page.offers[0]!.bookingId, agreedWh: '6000' };
    expect((await send({ intent: 'accept', ...offer })).status).toBe(302);
    expect(await read()).toMatchObject({ offers: [], waiting: [] });
    const late = await send({ intent: 'decline', ...offer });
    expect(late).toMatchObject({ status: 409, data: { text: expect.stringContaining('已经答复过') } });
  });

  it('says which slot is free instead, and what is wrong with the form', async () => {
    const free = await join({ pileId: '' });
    expect(free).toMatchObject({
      status: 409,
      data: { text: expect.stringContaining('不用候补'), free: { startAt: '2026-11-20T14:00:00.000Z' } },
    });
    expect(await join({ kwh: 'much' })).toMatchObject({
      status: 400,
      data: { text: expect.stringContaining('例如 18:00 到 22:00') },
    });
    expect((await send({ intent: 'nothing' })).status).toBe(400);
    await book(holder, piles[0]);
    expect((await join({ to: '23:00' })).data.text).toContain('范围');
    expect((await join({ minutes: '45' })).data.text).toContain('30 分钟 到 8 小时');
    await join();
    const again = await join({ formKey: 'another-form' });
    expect(again.data.text).toContain('已经在候补');
    const [entry] = (await read()).waiting;
    expect((await send({ intent: 'leave', waitId: entry!.waitId }, holder)).status).toBe(404);
    expect((await send({ intent: 'leave', waitId: entry!.waitId })).status).toBe(302);
    expect((await read()).waiting).toEqual([]);
  });

  it('lets slots be swapped without saying whose they are', async () => {
    await book(who, piles[0], '12:00', '14:00');
    await book(holder, piles[1]);
    const page = await read();
    expect(page.swappable).toMatchObject({
      own: [{ startAt: '2026-11-20T12:00:00.000Z' }],
      others: [{ pileId: piles[1].pileId, startAt: '2026-11-20T14:00:00.000Z' }],
    });
    expect(JSON.stringify(page)).not.toContain(holder.householdId);
    const { bookingId } = page.swappable.own[0]!;
    const wanted = `${piles[1].pileId}@2026-11-20T14:00:00.000Z`;
    expect((await send({ intent: 'swap-ask', bookingId, wanted })).status).toBe(302);
    expect((await send({ intent: 'swap-ask', bookingId, wanted })).data.text).toContain('已经请人换过');
    const [swap] = (await read(holder)).swaps;
    expect(swap).toMatchObject({ isMine: false, given: { startAt: '2026-11-20T12:00:00.000Z' } });
    expect((await read()).swaps).toMatchObject([{ isMine: true }]);
    const accept = { intent: 'swap-accept', swapId: swap!.swapId };
    expect((await send(accept)).status).toBe(403);
    expect((await send(accept, holder)).status).toBe(302);
    expect((await send(accept, holder)).data.text).toBe('这次对换已经结束。');
    expect((await read()).swappable.own).toMatchObject([{ startAt: '2026-11-20T14:00:00.000Z' }]);
  });

  it('takes the time that somebody comes with', async () => {
    const search = `?start=2026-11-21T12:00:00.000Z&end=2026-11-21T14:00:00.000Z&pile=${piles[1].pileId}`;
    expect((await read(who, search)).join).toMatchObject({
      dayOn: '2026-11-21',
      from: '20:00',
      to: '22:00',
      pileId: piles[1].pileId,
    });
  });
});
