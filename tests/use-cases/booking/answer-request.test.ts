import { beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_SHARING_RULES } from '~/domain/booking/sharing-rules';
import { answerRequest } from '~/use-cases/booking/answer-request.server';
import { cancelSlot } from '~/use-cases/booking/cancel-slot.server';
import { expireRequests } from '~/use-cases/booking/expire-requests.server';
import { type BookingScene, makeBookingScene, slotAt } from '../../factories/booking-scene';
import { makeCompound } from '../../factories/compound';
import {
  addGuest,
  addSharedPile,
  publishBoard,
  setSharingRules,
  type TestHousehold,
  type TestSharedPile,
} from '../../factories/sharing';
import { describeOnBothDatabases } from '../../setup/database';

describeOnBothDatabases('answering a request', (database) => {
  let scene: BookingScene;
  let lender: TestHousehold;
  let lent: TestSharedPile;
  let requestId: string;
  const answer = (approve: boolean, bookingId = requestId, who = lender.actor) =>
    answerRequest(scene.deps, who, { bookingId, approve });
  const request = (change = {}, who = scene.guest) => scene.booked({ pileId: lent.pileId, ...change }, who);

  beforeEach(async () => {
    scene = await makeBookingScene(database.db);
    lender = await addGuest(database.db, scene.compound);
    lent = await addSharedPile(database.db, scene.compound, {
      lender_household_id: lender.householdId,
      needs_approval: 1,
      latest_notice_minutes: 120,
    });
    await publishBoard(database.db, scene.compound.compoundId, { board: lent.pileId });
    requestId = await request();
  });

  it('makes the request a booking with the promise and the price that the guest has seen', async () => {
    const before = await scene.booking(requestId);
    expect(before).toMatchObject({ status: 'requested', answer_by_at: '2026-11-20T14:00:00.000Z' });
    expect(await answer(true)).toEqual({ ok: true, isRepeat: false, declined: [] });
    const { quote, promised_wh, price_board_id } = before;
    expect(await scene.booking(requestId)).toMatchObject({
      status: 'booked',
      quote,
      promised_wh,
      price_board_id,
    });
    expect(await answer(true)).toEqual({ ok: true, isRepeat: true, declined: [] });
    expect(await scene.eventsOf(requestId)).toEqual(['requested', 'approved']);
    expect(await scene.noticesOf(scene.guest)).toMatchObject([
      { kind: 'request-answered', facts: { bookingId: requestId, approved: true } },
    ]);
  });

  it('is in time after the pile’s notice has begun, which binds who asks and not who answers', async () => {
    scene.deps.setNow('2026-11-20T13:30:00.000Z');
    expect(await answer(true)).toMatchObject({ ok: true });
  });

  it('declines whoever loses their time to the approved one, with the nearest free slot', async () => {
    const [one, two, three] = await Promise.all([1, 2, 3].map(() => addGuest(database.db, scene.compound)));
    const before = await request(slotAt('12:00', '14:00'), one);
    const loser = await request(slotAt('17:00', '19:00'), two);
    const after = await request(slotAt('18:00', '19:00'), three);
    expect(await answer(true)).toEqual({ ok: true, isRepeat: false, declined: [loser] });
    expect(await scene.booking(loser)).toMatchObject({
      status: 'declined',
      close_reason: 'given-to-another',
    });
    expect(await scene.noticesOf(two!)).toMatchObject([
      {
        kind: 'request-answered',
        facts: { approved: false, reason: 'given-to-another', nextBest: { pileId: scene.pile.pileId } },
      },
    ]);
    for (const untouched of [before, after])
      expect(await scene.booking(untouched)).toMatchObject({ status: 'requested' });
  });

  it('says no once, and the guest is told', async () => {
    expect(await answer(false)).toEqual({ ok: true, isRepeat: false, declined: [requestId] });
    expect(await answer(false)).toEqual({ ok: true, isRepeat: true, declined: [] });
    expect(await answer(true)).toEqual({ ok: false, reason: 'not-now', status: 'declined' });
    expect(await scene.noticesOf(scene.guest)).toMatchObject([
      { kind: 'request-answered', facts: { approved: false, reason: 'by-lender' } },
    ]);
  });

  it.each([
    ['taken', 'another guest has the time by now'],
    ['closed', 'the hours have changed'],
    ['not-insured', 'the insurance has run out'],
    ['slots-used-up', 'the guest’s week is full'],
    ['car-elsewhere', 'the guest’s car has found another pile'],
    ['no-energy', 'the grid has no room any more'],
  ])('is judged like booking once more: %s, where %s', async (reason) => {
    const set = (column: object) =>
      database.db.updateTable('shared_pile').set(column).where('pile_id', '=', lent.pileId).execute();
    if (reason === 'taken') {
      await set({ needs_approval: 0 });
      await request(slotAt('15:00', '16:00'), await addGuest(database.db, scene.compound));
    }
    if (reason === 'closed')
      await set({ hours: JSON.stringify([{ weekdays: [1], fromMinute: 0, toMinute: 60 }]) });
    if (reason === 'not-insured') await set({ insured_until_on: '2026-11-20' });
    if (reason === 'slots-used-up') {
      const rules = { ...DEFAULT_SHARING_RULES, slotsPerWeek: 1 };
      await setSharingRules(database.db, scene.compound.compoundId, rules);
      await scene.booked({ ...slotAt('19:00', '20:00') });
    }
    if (reason === 'car-elsewhere') await scene.booked({ ...slotAt('17:00', '19:00') });
    if (reason === 'no-energy') {
      await database.db
        .updateTable('transformer')
        .set({ base_peak_kw: 2000 })
        .where('compound_id', '=', scene.compound.compoundId)
        .execute();
    }
    expect(await answer(true)).toMatchObject({ ok: false, reason });
    expect(await scene.booking(requestId)).toMatchObject({ status: 'requested' });
  });

  it('comes too late once its time is over; the request ends by itself and the guest is told', async () => {
    scene.deps.setNow('2026-11-20T14:00:00.000Z');
    expect(await answer(true)).toEqual({
      ok: false,
      reason: 'too-late',
      answerByAt: '2026-11-20T14:00:00.000Z',
    });
    expect((await expireRequests(scene.deps)).expired).toContain(requestId);
    expect((await expireRequests(scene.deps)).expired).not.toContain(requestId);
    expect(await scene.booking(requestId)).toMatchObject({ status: 'expired', close_reason: 'not-answered' });
    expect(await scene.noticesOf(scene.guest)).toMatchObject([
      { kind: 'request-answered', facts: { approved: false, reason: 'not-answered' } },
    ]);
    expect(await answer(true)).toEqual({ ok: false, reason: 'not-now', status: 'expired' });
  });

  it('leaves alone what can still be answered', async () => {
    scene.deps.setNow('2026-11-20T13:59:59.999Z');
    expect((await expireRequests(scene.deps)).expired).not.toContain(requestId);
  });

  it('is not needed for a request that its household takes back, which never counts towards the week', async () => {
    scene.deps.setNow('2026-11-20T13:30:00.000Z');
    await setSharingRules(database.db, scene.compound.compoundId, {
      ...DEFAULT_SHARING_RULES,
      slotsPerWeek: 1,
    });
    const cancelled = await cancelSlot(scene.deps, scene.guest.actor, { bookingId: requestId });
    expect(cancelled).toEqual({ ok: true, isRepeat: false, countsTowardsWeek: false });
    expect(await answer(true)).toEqual({ ok: false, reason: 'not-now', status: 'cancelled' });
    expect(await scene.book({ ...slotAt('19:00', '20:00') })).toMatchObject({ ok: true });
  });

  it('is the lender’s alone: the operator may not, the guest, another household and another compound see nothing of it', async () => {
    const stranger = (await makeCompound(database.db)).actors.resident;
    expect(await answer(true, requestId, scene.compound.actors.operator)).toEqual({
      ok: false,
      reason: 'forbidden',
    });
    for (const who of [scene.guest.actor, scene.compound.actors.resident, stranger])
      expect(await answer(true, requestId, who)).toEqual({ ok: false, reason: 'not-found' });
    expect(await scene.booking(requestId)).toMatchObject({ status: 'requested' });
  });

  describe('when a lender answers many overlapping requests at once', () => {
    it('approves exactly one, and each other answer says why not', async () => {
      const guests = await Promise.all(
        Array.from({ length: 12 }, () => addGuest(database.db, scene.compound)),
      );
      const requests = [requestId];
      for (const guest of guests) requests.push(await request({}, guest));
      const outcomes = await Promise.all(requests.map((id) => answer(true, id)));
      const won = outcomes.filter((outcome) => outcome.ok);
      expect(won).toHaveLength(1);
      for (const outcome of outcomes)
        if (!outcome.ok) expect(outcome).toEqual({ ok: false, reason: 'not-now', status: 'declined' });
      const statuses = await Promise.all(requests.map(async (id) => (await scene.booking(id)).status));
      expect(statuses.toSorted()).toEqual(['booked', ...requests.slice(1).map(() => 'declined')]);
    });
  });
});
