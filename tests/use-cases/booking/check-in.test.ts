import { beforeEach, describe, expect, it } from 'vitest';
import { checkIn } from '~/use-cases/booking/check-in.server';
import { checkInByPlate } from '~/use-cases/booking/check-in-by-plate.server';
import { startCharging } from '~/use-cases/booking/start-charging.server';
import { stopCharging } from '~/use-cases/booking/stop-charging.server';
import { makeCompound } from '../../factories/compound';
import { addSharedPile } from '../../factories/sharing';
import { bookingOf, bookTestSlot, plugIn, setStatus, unplug } from '../../factories/visit';
import { describeOnBothDatabases } from '../../setup/database';
import {
  at,
  commandsOf,
  guestWithCard,
  type SharedPileScene,
  setOnline,
  sharedPileScene,
} from './shared-pile-scene';

describeOnBothDatabases('coming to a shared pile', (database) => {
  let scene: SharedPileScene;
  let bookingId: string;
  beforeEach(async () => {
    scene = await sharedPileScene(database.db);
    const { deps, guest, pile } = scene;
    bookingId = await bookTestSlot(deps, guest, pile, { startAt: at('11:00'), endAt: at('13:00') });
  });

  describe('checking in by scan', () => {
    const scan = (actor = scene.guest.actor) => checkIn(scene.deps, actor, { bookingId });

    it.each([
      ['10:49', 'too-early'],
      ['11:15', 'too-late'],
    ])('at %s is %s', async (time, reason) => {
      scene.deps.setNow(at(time));
      expect(await scan()).toEqual({ ok: false, reason });
      expect(await bookingOf(scene.deps, bookingId)).toMatchObject({ status: 'booked' });
    });

    it('keeps the slot, once', async () => {
      scene.deps.setNow(at('11:14'));
      const outcomes = await Promise.all([scan(), scan()]);
      expect(outcomes.map((outcome) => outcome.ok && outcome.isRepeat).sort()).toEqual([false, true]);
      expect(await bookingOf(scene.deps, bookingId)).toMatchObject({
        status: 'active',
        checked_in_by: 'scan',
        checked_in_at: at('11:14'),
      });
    });

    it('is not for what is over', async () => {
      await database.db
        .updateTable('booking')
        .set({ status: 'cancelled' })
        .where('id', '=', bookingId)
        .execute();
      scene.deps.setNow(at('11:00'));
      expect(await scan()).toEqual({ ok: false, reason: 'not-booked' });
    });

    it('is the own household’s: an operator may not, neighbours and strangers see no such booking', async () => {
      scene.deps.setNow(at('11:00'));
      const { compound } = scene;
      const stranger = await makeCompound(database.db);
      expect(await scan(compound.actors.operator)).toEqual({ ok: false, reason: 'forbidden' });
      expect(await scan(compound.actors.resident)).toEqual({ ok: false, reason: 'not-found' });
      expect(await scan(stranger.actors.operator)).toEqual({ ok: false, reason: 'not-found' });
    });
  });

  describe('checking in by plate', () => {
    const plateOf = async (vehicleId: string) =>
      (
        await database.db
          .selectFrom('vehicle')
          .select('plate')
          .where('id', '=', vehicleId)
          .executeTakeFirstOrThrow()
      ).plate;
    const read = async (
      plate?: string,
      code = scene.pile.code,
      actor: Parameters<typeof checkInByPlate>[1] = null,
    ) => checkInByPlate(scene.deps, actor, { code, plate: plate ?? (await plateOf(scene.guest.vehicleId)) });

    it('marks the arrival of that car’s booking, starts nothing and bills nobody', async () => {
      scene.deps.setNow(at('10:52'));
      expect(await read()).toEqual({ ok: true, isRepeat: false });
      expect(await read()).toEqual({ ok: true, isRepeat: true });
      expect(await bookingOf(scene.deps, bookingId)).toMatchObject({
        status: 'active',
        checked_in_by: 'plate',
        transaction_id: null,
      });
      expect(await commandsOf(database.db, scene.pile)).toEqual([]);
      expect(
        await database.db.selectFrom('charge_bill').selectAll().where('booking_id', '=', bookingId).execute(),
      ).toEqual([]);
    });

    it('refuses other cars, what is no plate, a pile that does not exist, and the wrong time', async () => {
      const other = await guestWithCard(database.db, scene.compound);
      expect(await read()).toEqual({ ok: false, reason: 'no-booking' });
      scene.deps.setNow(at('11:00'));
      expect(await read(await plateOf(other.vehicleId))).toEqual({ ok: false, reason: 'no-booking' });
      expect(await read('豫Z99999')).toEqual({ ok: false, reason: 'no-booking' });
      expect(await read('nonsense')).toEqual({ ok: false, reason: 'plate' });
      expect(await read(undefined, 'no-such-code')).toEqual({ ok: false, reason: 'not-found' });
      scene.deps.setNow(at('11:15'));
      expect(await read()).toEqual({ ok: false, reason: 'too-late' });
    });

    it('is the operator’s at the desk, and no other role’s', async () => {
      scene.deps.setNow(at('11:00'));
      const { operator, property } = scene.compound.actors;
      const stranger = await makeCompound(database.db);
      expect(await read(undefined, scene.pile.code, property)).toEqual({ ok: false, reason: 'forbidden' });
      expect(await read(undefined, scene.pile.code, stranger.actors.operator)).toEqual({
        ok: false,
        reason: 'forbidden',
      });
      expect(await read(undefined, scene.pile.code, operator)).toMatchObject({ ok: true });
    });
  });

  describe('starting from a phone', () => {
    const start = (who = scene.guest, change: Partial<Parameters<typeof startCharging>[2]> = {}) =>
      startCharging(scene.deps, who.actor, {
        code: scene.pile.code,
        householdId: who.householdId,
        formId: 'form-1',
        ...change,
      });

    it('checks in and asks the pile to start with the household’s card, once for a form', async () => {
      scene.deps.setNow(at('10:55'));
      expect(await start()).toMatchObject({ ok: true, bookingId, isRepeat: false });
      expect(await start()).toMatchObject({ ok: true, bookingId, isRepeat: true });
      expect(await bookingOf(scene.deps, bookingId)).toMatchObject({
        status: 'active',
        checked_in_by: 'scan',
      });
      const commands = await commandsOf(database.db, scene.pile);
      expect(commands).toHaveLength(1);
      expect(commands[0]).toMatchObject({ action: 'RemoteStartTransaction', state: 'queued' });
      expect(JSON.parse(commands[0]!.payload)).toEqual({ connectorId: 1, idTag: scene.guest.idTag });
      scene.deps.setNow(at('10:56'));
      const { transactionId, status } = await plugIn(scene.deps, scene.pile, scene.guest.idTag);
      expect(status).toBe('Accepted');
      expect(await bookingOf(scene.deps, bookingId)).toMatchObject({ transaction_id: transactionId });
    });

    it('makes a walk-up for who has no booking, and a card for who has none', async () => {
      const other = await guestWithCard(database.db, scene.compound);
      await database.db.deleteFrom('id_token').where('household_id', '=', other.householdId).execute();
      const started = await start(other);
      expect(started).toMatchObject({ ok: true, bookingId: expect.any(String) });
      const again = await start(other);
      expect(again).toMatchObject({ ok: true, isRepeat: true, bookingId: started.ok && started.bookingId });
      const walkUp = await bookingOf(scene.deps, (started.ok && started.bookingId) || '');
      expect(walkUp).toMatchObject({ kind: 'walk-up', status: 'active', end_at: at('11:00') });
      const [card] = await database.db
        .selectFrom('id_token')
        .select('id_tag')
        .where('household_id', '=', other.householdId)
        .execute();
      expect(card?.id_tag).toMatch(/^LZ[A-Z0-9]{1,18}$/);
    });

    it('says why not: offline, faulted, not your slot, occupied, charging already, no price', async () => {
      const other = await guestWithCard(database.db, scene.compound);
      scene.deps.setNow(at('11:00'));
      expect(await start(other)).toMatchObject({ ok: false, reason: 'not-your-slot' });
      await setStatus(scene.deps, scene.pile, 'Faulted');
      expect(await start()).toEqual({ ok: false, reason: 'faulted' });
      await setStatus(scene.deps, scene.pile, 'Available');
      await setOnline(database.db, scene.pile, false);
      expect(await start()).toEqual({ ok: false, reason: 'offline' });
      await setOnline(database.db, scene.pile, true);
      await plugIn(scene.deps, scene.pile, scene.guest.idTag);
      expect(await start()).toEqual({ ok: false, reason: 'charging-already' });
      expect(await start(other)).toEqual({ ok: false, reason: 'occupied' });
      const bare = await sharedPileScene(database.db, { board: 'another' });
      const unpriced = { code: bare.pile.code };
      expect(
        await startCharging(bare.deps, bare.guest.actor, {
          ...unpriced,
          householdId: bare.guest.householdId,
          formId: 'f',
        }),
      ).toMatchObject({ ok: false, reason: 'no-published-price' });
    });

    it('does not let another household start while the last car is still plugged in', async () => {
      const other = await guestWithCard(database.db, scene.compound);
      scene.deps.setNow(at('11:00'));
      const { transactionId } = await plugIn(scene.deps, scene.pile, scene.guest.idTag);
      await setStatus(scene.deps, scene.pile, 'Finishing');
      scene.deps.setNow(at('13:05'));
      await unplug(scene.deps, scene.pile, transactionId, { meterStopWh: 5000 });
      expect(await start(other)).toEqual({ ok: false, reason: 'occupied' });
    });

    it('lets the owner of a lent pile start without a booking', async () => {
      const owner = await guestWithCard(database.db, scene.compound);
      const lent = await addSharedPile(database.db, scene.compound, {
        lender_household_id: owner.householdId,
      });
      await setOnline(database.db, lent, true);
      expect(await start(owner, { code: lent.code })).toMatchObject({ ok: true, bookingId: null });
      expect(await start(scene.guest, { code: lent.code })).toMatchObject({
        ok: false,
        reason: 'no-walk-ups',
      });
    });

    it('is for residents of the compound', async () => {
      const { compound, guest } = scene;
      const stranger = await makeCompound(database.db);
      const as = (actor: typeof guest.actor) => start({ ...guest, actor });
      expect(await as(compound.actors.operator)).toEqual({ ok: false, reason: 'forbidden' });
      expect(await as(stranger.actors.resident)).toEqual({ ok: false, reason: 'not-found' });
      expect(await start(guest, { code: 'nowhere' })).toEqual({ ok: false, reason: 'not-found' });
    });
  });

  describe('stopping from a phone', () => {
    const stop = (who = scene.guest) =>
      stopCharging(scene.deps, who.actor, { code: scene.pile.code, householdId: who.householdId });

    it('ends the own session alone', async () => {
      const other = await guestWithCard(database.db, scene.compound);
      scene.deps.setNow(at('11:00'));
      expect(await stop()).toEqual({ ok: false, reason: 'nothing-running' });
      const { transactionId } = await plugIn(scene.deps, scene.pile, scene.guest.idTag);
      expect(await stop(other)).toEqual({ ok: false, reason: 'nothing-running' });
      expect(await stop()).toEqual({ ok: true, isRepeat: false });
      expect(await stop()).toEqual({ ok: true, isRepeat: true });
      const commands = await commandsOf(database.db, scene.pile);
      expect(commands.map(({ action }) => action)).toEqual(['RemoteStopTransaction']);
      expect(JSON.parse(commands[0]!.payload)).toEqual({ transactionId });
      const { operator } = scene.compound.actors;
      expect(await stop({ ...scene.guest, actor: operator })).toEqual({ ok: false, reason: 'forbidden' });
      await setOnline(database.db, scene.pile, false);
      expect(await stop()).toEqual({ ok: false, reason: 'offline' });
    });
  });
});
