import { beforeEach, describe, expect, it } from 'vitest';
import { SUGGESTED_OCCUPATION } from '~/domain/booking/occupation';
import { checkIn } from '~/use-cases/booking/check-in.server';
import { followVisits } from '~/use-cases/booking/follow-visits.server';
import { releaseNoShows } from '~/use-cases/booking/release-no-shows.server';
import { remindSlots } from '~/use-cases/booking/remind-slots.server';
import { addSharedPile } from '../../factories/sharing';
import { bookingOf, bookTestSlot, noticesOf, plugIn, setStatus, unplug } from '../../factories/visit';
import { describeOnBothDatabases } from '../../setup/database';
import {
  at,
  commandsOf,
  guestWithCard,
  type SharedPileScene,
  setOnline,
  sharedPileScene,
} from './shared-pile-scene';

describeOnBothDatabases('a visit', (database) => {
  let scene: SharedPileScene;
  let bookingId: string;
  /** Every job at once on two machines. */
  const tick = async (time: string) => {
    scene.deps.setNow(at(time));
    for (const job of [remindSlots, releaseNoShows, followVisits])
      await Promise.all([job(scene.deps), job(scene.deps)]);
  };
  const booking = () => bookingOf(scene.deps, bookingId);
  const kinds = async (householdId = scene.guest.householdId) =>
    (await noticesOf(scene.deps, householdId)).map(({ kind }) => kind);
  const events = async () =>
    (
      await database.db
        .selectFrom('booking_event')
        .select('kind')
        .where('booking_id', '=', bookingId)
        .orderBy('seq')
        .execute()
    ).map(({ kind }) => kind);
  const occupation = () =>
    database.db.selectFrom('occupation').selectAll().where('booking_id', '=', bookingId).executeTakeFirst();
  const bill = () =>
    database.db.selectFrom('charge_bill').selectAll().where('booking_id', '=', bookingId).executeTakeFirst();
  const book = (from: string, to: string, who = scene.guest) =>
    bookTestSlot(scene.deps, who, scene.pile, { startAt: at(from), endAt: at(to) });
  const arrive = async (time: string, who = scene.guest) => {
    scene.deps.setNow(at(time));
    const { transactionId } = await plugIn(scene.deps, scene.pile, who.idTag);
    await setStatus(scene.deps, scene.pile, 'Charging');
    return transactionId;
  };
  const leave = async (time: string, transactionId: number, wh = 6000) => {
    scene.deps.setNow(at(time));
    await unplug(scene.deps, scene.pile, transactionId, { meterStopWh: 1000 + wh });
    await setStatus(scene.deps, scene.pile, 'Available');
  };

  beforeEach(async () => {
    scene = await sharedPileScene(database.db, { occupation: SUGGESTED_OCCUPATION });
    bookingId = await book('11:00', '13:00');
  });

  it('is announced once, a quarter of an hour before', async () => {
    await tick('10:44');
    expect(await kinds()).toEqual([]);
    await tick('10:45');
    await tick('10:50');
    expect(await kinds()).toEqual(['slot-soon']);
  });

  describe('that nobody came for', () => {
    it('is given to others after the grace, once', async () => {
      await tick('11:14');
      expect(await booking()).toMatchObject({ status: 'booked' });
      await tick('11:15');
      await tick('11:16');
      expect(await booking()).toMatchObject({ status: 'no-show', close_reason: 'no-show' });
      expect(await events()).toEqual(['booked', 'no-show']);
      expect(await kinds()).toEqual(['slot-missed']);
      const other = await guestWithCard(database.db, scene.compound);
      expect(await book('11:30', '13:00', other)).toMatch(/^bk_/);
    });

    it('is kept for who has checked in', async () => {
      scene.deps.setNow(at('11:05'));
      await checkIn(scene.deps, scene.guest.actor, { bookingId });
      await tick('11:20');
      expect(await booking()).toMatchObject({ status: 'active' });
      await tick('13:00');
      expect(await booking()).toMatchObject({ status: 'finished', close_reason: 'not-charged' });
      expect(await bill()).toBeUndefined();
    });

    it.each([
      ['pile-offline', () => setOnline(database.db, scene.pile, false)],
      ['pile-faulted', () => setStatus(scene.deps, scene.pile, 'Faulted')],
    ])('is no fault of the household where the pile could not be used: %s', async (reason, happen) => {
      await happen();
      await tick('11:20');
      expect(await booking()).toMatchObject({ status: 'booked' });
      await tick('13:00');
      expect(await booking()).toMatchObject({ status: 'cancelled', close_reason: reason });
      expect(await kinds()).toEqual(['slot-taken-back']);
    });
  });

  it('that ends early gives its rest back, with its bill, and somebody else can have it', async () => {
    const transactionId = await arrive('11:05');
    await leave('11:50', transactionId);
    await tick('11:54');
    expect(await booking()).toMatchObject({ status: 'active' });
    await tick('11:55');
    await tick('11:56');
    expect(await booking()).toMatchObject({
      status: 'finished',
      end_at: at('11:55'),
      asked_end_at: at('13:00'),
      left_at: at('11:50'),
      delivered_wh: 6000,
    });
    expect(await events()).toEqual([
      'booked',
      'checked-in',
      'plugged',
      'unplugged',
      'given-back',
      'finished',
    ]);
    expect(await bill()).toMatchObject({ energy_wh: 6000, occupation_fen: 0 });
    expect(await kinds()).toEqual(['bill-made']);
    const other = await guestWithCard(database.db, scene.compound);
    expect(await book('12:00', '13:00', other)).toMatch(/^bk_/);
  });

  it('whose car was plugged out for a moment goes on, on one bill', async () => {
    const first = await arrive('11:05');
    await leave('11:30', first, 2000);
    await tick('11:32');
    scene.deps.setNow(at('11:33'));
    const second = await plugIn(scene.deps, scene.pile, scene.guest.idTag, { meterStartWh: 3000 });
    await setStatus(scene.deps, scene.pile, 'Charging');
    await tick('11:40');
    expect(await booking()).toMatchObject({ status: 'active', transaction_id: second.transactionId });
    scene.deps.setNow(at('12:58'));
    await unplug(scene.deps, scene.pile, second.transactionId, { meterStopWh: 8000 });
    await setStatus(scene.deps, scene.pile, 'Available');
    await tick('13:00');
    expect(await bill()).toMatchObject({ energy_wh: 7000 });
    expect(await booking()).toMatchObject({ status: 'finished', delivered_wh: 7000 });
  });

  it('is reminded before the end, at the end and a quarter of an hour later, each once', async () => {
    const transactionId = await arrive('11:05');
    scene.deps.setNow(at('12:40'));
    await unplug(scene.deps, scene.pile, transactionId, { meterStopWh: 9000, reason: 'Local' });
    await setStatus(scene.deps, scene.pile, 'Finishing');
    for (const time of ['12:49', '12:50', '12:55', '13:00', '13:05', '13:15', '13:20']) await tick(time);
    expect((await kinds()).sort()).toEqual(['slot-ending', 'slot-over', 'still-there']);
    const over = (await noticesOf(scene.deps, scene.guest.householdId)).find(
      ({ kind }) => kind === 'slot-over',
    );
    expect(over?.facts).toEqual({ bookingId, endAt: at('13:00'), feeFromAt: at('13:30') });
    expect(await occupation()).toMatchObject({ status: 'running', from_at: at('13:00'), until_at: null });
  });

  describe('that goes on after its slot', () => {
    it('may, without a promise, while nobody has the time', async () => {
      const transactionId = await arrive('11:05');
      await tick('13:10');
      expect(await commandsOf(database.db, scene.pile)).toEqual([]);
      expect(await occupation()).toBeUndefined();
      await leave('13:40', transactionId, 12_000);
      await tick('13:45');
      expect(await booking()).toMatchObject({ status: 'finished', end_at: at('13:00') });
      expect(await bill()).toMatchObject({ energy_wh: 12_000, occupation_fen: 0 });
    });

    it('is ended where somebody else has the time next; both are told, and the other gets its slot back', async () => {
      const other = await guestWithCard(database.db, scene.compound);
      const second = await addSharedPile(database.db, scene.compound);
      const nextId = await book('13:00', '14:00', other);
      const transactionId = await arrive('11:05');
      await tick('13:00');
      await tick('13:01');
      const commands = await commandsOf(database.db, scene.pile);
      expect(commands.map(({ action, payload }) => [action, JSON.parse(payload)])).toEqual([
        ['RemoteStopTransaction', { transactionId }],
      ]);
      const told = async (householdId: string) =>
        (await noticesOf(scene.deps, householdId)).filter(({ kind }) => kind === 'next-waits');
      expect(await told(scene.guest.householdId)).toMatchObject([
        { facts: { waits: 'for-you', nextBest: null } },
      ]);
      const { space_code: spaceCode } = await database.db
        .selectFrom('pile')
        .innerJoin('parking_space', 'parking_space.id', 'pile.parking_space_id')
        .select('parking_space.code as space_code')
        .where('pile.id', '=', second.pileId)
        .executeTakeFirstOrThrow();
      expect(await told(other.householdId)).toMatchObject([
        { facts: { bookingId: nextId, waits: 'you', nextBest: { spaceCode } } },
      ]);
      scene.deps.setNow(at('13:01'));
      await unplug(scene.deps, scene.pile, transactionId, { meterStopWh: 9000, reason: 'Remote' });
      await setStatus(scene.deps, scene.pile, 'Finishing');
      await tick('13:15');
      expect(await occupation()).toMatchObject({ status: 'running', from_at: at('13:00') });
      expect(await bookingOf(scene.deps, nextId)).toMatchObject({
        status: 'cancelled',
        close_reason: 'car-stays',
      });
    });
  });
});
