import { beforeEach, expect, it } from 'vitest';
import { ALWAYS_OPEN, type OpeningHours } from '~/domain/booking/opening-hours';
import { blockGuest } from '~/use-cases/sharing/block-guest.server';
import { type ChangeLendingInput, changeLending } from '~/use-cases/sharing/change-lending.server';
import { stopLending } from '~/use-cases/sharing/stop-lending.server';
import { unblockGuest } from '~/use-cases/sharing/unblock-guest.server';
import { listBlockedGuests } from '~db/queries/lending.server';
import { listPriceBoards } from '~db/queries/price-boards.server';
import { findSharedPile, listPileExceptions } from '~db/queries/shared-piles.server';
import { checkIn, slotAt } from '../../factories/booking-scene';
import { makeCompound } from '../../factories/compound';
import { addGuest } from '../../factories/sharing';
import { describeOnBothDatabases } from '../../setup/database';
import { type LendingScene, makeLendingScene } from './lent-pile';

/** Every day from 08:00 to 18:00 in Shanghai. */
const DAYTIME: OpeningHours[] = [{ weekdays: [1, 2, 3, 4, 5, 6, 7], fromMinute: 480, toMinute: 1080 }];

describeOnBothDatabases('changing what is lent', (database) => {
  let scene: LendingScene;
  let bookingId: string;
  const change = (input: Omit<ChangeLendingInput, 'compoundId' | 'pileId'>, who = scene.owner.actor) =>
    changeLending(scene.deps, who, { ...scene.key, ...input });
  const stop = (takeBackIds: string[] = [], who = scene.owner.actor) =>
    stopLending(scene.deps, who, { ...scene.key, takeBackIds });
  const row = () => findSharedPile(database.db, scene.key.compoundId, scene.key.pileId);
  const listed = () => ({
    ok: false,
    reason: 'slots-booked',
    slots: [{ bookingId, ...slotAt('14:00', '18:00') }],
  });

  beforeEach(async () => {
    scene = await makeLendingScene(database.db);
    bookingId = await scene.booked({ pileId: scene.lent.pileId });
  });

  it('leaves no booked slot without a place unless the owner takes it back by name', async () => {
    expect(await change({ hours: DAYTIME })).toEqual(listed());
    expect(await change({ hours: DAYTIME, takeBackIds: ['another'] })).toEqual(listed());
    expect(await row()).toMatchObject({ hours: JSON.stringify(ALWAYS_OPEN) });
    expect(await scene.booking(bookingId)).toMatchObject({ status: 'booked' });
    expect(await change({ hours: DAYTIME, takeBackIds: [bookingId] })).toEqual({
      ok: true,
      takenBack: [{ bookingId, fen: 0 }],
    });
    expect(await row()).toMatchObject({ hours: JSON.stringify(DAYTIME) });
    expect(await scene.booking(bookingId)).toMatchObject({
      status: 'cancelled',
      close_reason: 'hours-changed',
    });
    expect(await scene.noticesOf(scene.guest)).toMatchObject([
      {
        kind: 'slot-taken-back',
        facts: {
          reason: 'hours-changed',
          fen: 0,
          nextBest: { pileId: scene.pile.pileId, ...slotAt('14:00', '18:00') },
        },
      },
    ]);
  });

  it('takes back no slot that keeps its place, even where it is named', async () => {
    const evening = [{ weekdays: [5], fromMinute: 1200, toMinute: 1680 }];
    expect(await change({ hours: evening, takeBackIds: [bookingId] })).toEqual({ ok: true, takenBack: [] });
    expect(await scene.booking(bookingId)).toMatchObject({ status: 'booked' });
  });

  it('closes single stretches and opens them again', async () => {
    const addException = { kind: 'closed', ...slotAt('17:00', '20:00'), note: '自己要用' } as const;
    expect(await change({ addException })).toEqual(listed());
    expect(await change({ addException, takeBackIds: [bookingId] })).toMatchObject({ ok: true });
    expect(await scene.book({ pileId: scene.lent.pileId })).toMatchObject({ reason: 'closed' });
    const window = { fromAt: addException.startAt, toAt: addException.endAt };
    const pileIds = [scene.key.pileId];
    const [stored] = await listPileExceptions(database.db, scene.key.compoundId, pileIds, window);
    expect(await change({ removeExceptionId: stored!.id })).toMatchObject({ ok: true });
    expect(await scene.book({ pileId: scene.lent.pileId })).toMatchObject({ ok: true });
  });

  it.each([
    ['exception', { addException: { kind: 'closed', startAt: 'now', endAt: 'later', note: '' } }],
    ['exception', { addException: { kind: 'closed', ...slotAt('08:00', '09:00'), note: '' } }],
    ['exception', { addException: { kind: 'open', ...slotAt('20:00', '19:00'), note: '' } }],
    ['terms', { hours: [] }],
    ['terms', { maxMinutes: 20 }],
    ['price', { price: { serviceFen: 500, notice: '' } }],
    ['price', { price: { serviceFen: 30, notice: '收取增容费' } }],
    ['insurance', { insurance: { policy: '', untilOn: '2027-01-01' } }],
    ['insurance', { insurance: { policy: 'BX-2', untilOn: '2026-11-19' } }],
  ] as [string, Omit<ChangeLendingInput, 'compoundId' | 'pileId'>][])(
    'is refused for its %s: %j',
    async (reason, input) => {
      expect(await change(input)).toMatchObject({ ok: false, reason });
    },
  );

  it('pauses: what is booked stays, nothing more can be booked until it goes on', async () => {
    expect(await change({ status: 'paused' })).toEqual({ ok: true, takenBack: [] });
    expect(await scene.booking(bookingId)).toMatchObject({ status: 'booked' });
    const later = { pileId: scene.lent.pileId, ...slotAt('19:00', '20:00') };
    expect(await scene.book(later)).toMatchObject({ reason: 'paused' });
    expect(await change({ status: 'open' })).toMatchObject({ ok: true });
    expect(await scene.book(later)).toMatchObject({ ok: true });
  });

  it('publishes a new price from now on; a slot that is booked keeps the price it was booked at', async () => {
    const before = await scene.booking(bookingId);
    expect(await change({ price: { serviceFen: 60, notice: '' } })).toMatchObject({ ok: true });
    const boards = await listPriceBoards(database.db, scene.key.compoundId, scene.key.pileId);
    expect(boards.map(({ version, serviceFee }) => [version, serviceFee.perKwhE4])).toEqual([
      [2, 6000],
      [1, 3000],
    ]);
    expect(await scene.booking(bookingId)).toEqual(before);
    const later = await scene.booked({ pileId: scene.lent.pileId, ...slotAt('19:00', '20:00') });
    expect((await scene.booking(later)).price_board_id).toBe(boards[0]!.id);
  });

  it('renews the insurance and switches approval on', async () => {
    const insurance = { policy: 'BX-2', untilOn: '2031-01-01' };
    expect(await change({ insurance, needsApproval: true, minMinutes: 60 })).toMatchObject({ ok: true });
    expect(await row()).toMatchObject({
      insurance_policy: 'BX-2',
      insured_until_on: '2031-01-01',
      needs_approval: 1,
      min_minutes: 60,
      hours: JSON.stringify(ALWAYS_OPEN),
    });
    const later = await scene.booked({ pileId: scene.lent.pileId, ...slotAt('19:00', '20:00') });
    expect(await scene.booking(later)).toMatchObject({ status: 'requested' });
  });

  it('ends only when each booked slot is taken back by name; requests are declined, who is late is paid for it', async () => {
    await change({ needsApproval: true });
    const asker = await addGuest(database.db, scene.compound);
    const requestId = await scene.booked({ pileId: scene.lent.pileId, ...slotAt('19:00', '20:00') }, asker);
    scene.deps.setNow('2026-11-20T12:00:00.001Z');
    expect(await stop()).toEqual(listed());
    expect(await stop([bookingId])).toEqual({
      ok: true,
      isRepeat: false,
      takenBack: [{ bookingId, fen: 500 }],
    });
    expect(await stop()).toEqual({ ok: true, isRepeat: true, takenBack: [] });
    expect(await scene.booking(requestId)).toMatchObject({
      status: 'declined',
      close_reason: 'lending-stopped',
    });
    expect(await scene.noticesOf(asker)).toMatchObject([
      { kind: 'request-answered', facts: { approved: false } },
    ]);
    expect(await change({ status: 'open' })).toEqual({ ok: false, reason: 'not-lent' });
  });

  it('does not end while a guest charges', async () => {
    scene.deps.setNow('2026-11-20T14:00:00.000Z');
    await checkIn(database.db, scene, bookingId);
    expect(await stop()).toEqual({ ok: false, reason: 'in-use', untilAt: '2026-11-20T18:00:00.000Z' });
  });

  it('blocks the guest of a booking: what it has ahead is taken back, what it asks for is refused until it is unblocked', async () => {
    const ahead = await scene.booked({ pileId: scene.lent.pileId, ...slotAt('20:00', '21:00') });
    const other = await addGuest(database.db, scene.compound);
    const others = await scene.booked({ pileId: scene.lent.pileId, ...slotAt('21:00', '22:00') }, other);
    const block = (who = scene.owner.actor) => blockGuest(scene.deps, who, { bookingId });
    const unblock = (who = scene.owner.actor) =>
      unblockGuest(scene.deps, who, { ...scene.key, householdId: scene.guest.householdId });
    expect(await block()).toEqual({
      ok: true,
      takenBack: [
        { bookingId, fen: 0 },
        { bookingId: ahead, fen: 0 },
      ],
    });
    expect(await block()).toEqual({ ok: true, takenBack: [] });
    expect(await scene.booking(others)).toMatchObject({ status: 'booked' });
    expect(await scene.book({ pileId: scene.lent.pileId })).toMatchObject({ reason: 'blocked' });
    const blocked = await listBlockedGuests(database.db, scene.key.compoundId, scene.key.pileId);
    expect(blocked).toEqual([{ id: scene.guest.householdId, building: '1', at: scene.deps.clock() }]);
    expect(await unblock(scene.guest.actor)).toEqual({ ok: false, reason: 'not-found' });
    expect(await unblock(scene.compound.actors.operator)).toEqual({ ok: false, reason: 'forbidden' });
    expect(await unblock()).toEqual({ ok: true, isRepeat: false });
    expect(await unblock()).toEqual({ ok: true, isRepeat: true });
    expect(await scene.book({ pileId: scene.lent.pileId })).toMatchObject({ ok: true });
  });

  it('is the owner’s household’s alone: the operator may not, guests and other compounds see nothing', async () => {
    const stranger = (await makeCompound(database.db)).actors.resident;
    for (const [who, reason] of [
      [scene.compound.actors.operator, 'forbidden'],
      [scene.guest.actor, 'not-found'],
      [stranger, 'not-found'],
    ] as const) {
      expect(await change({ status: 'paused' }, who)).toEqual({ ok: false, reason });
      expect(await stop([], who)).toEqual({ ok: false, reason });
      expect(await blockGuest(scene.deps, who, { bookingId })).toEqual({ ok: false, reason });
    }
    expect(await row()).toMatchObject({ status: 'open' });
  });
});
