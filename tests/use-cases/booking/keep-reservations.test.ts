import { beforeEach, expect, it } from 'vitest';
import { keepReservations } from '~/use-cases/booking/keep-reservations.server';
import { addSharedPile } from '../../factories/sharing';
import { bookingOf, bookTestSlot, plugIn } from '../../factories/visit';
import { describeOnBothDatabases } from '../../setup/database';
import {
  at,
  commandsOf,
  guestWithCard,
  type SharedPileScene,
  setOnline,
  sharedPileScene,
} from './shared-pile-scene';

describeOnBothDatabases('reservations at the station', (database) => {
  let scene: SharedPileScene;
  let bookingId: string;
  const tick = async (time: string) => {
    scene.deps.setNow(at(time));
    await Promise.all([keepReservations(scene.deps), keepReservations(scene.deps)]);
    await keepReservations(scene.deps);
  };
  const commands = async (pile = scene.pile) =>
    (await commandsOf(database.db, pile)).map(({ action, state, payload }) => ({
      action,
      state,
      ...(JSON.parse(payload) as object),
    }));
  const change = (patch: Record<string, unknown>) =>
    database.db.updateTable('booking').set(patch).where('id', '=', bookingId).execute();
  const answer = (state: string) =>
    database.db
      .updateTable('ocpp_command')
      .set({ state, sent_at: scene.deps.clock() })
      .where('pile_id', '=', scene.pile.pileId)
      .where('action', '=', 'ReserveNow')
      .execute();

  beforeEach(async () => {
    scene = await sharedPileScene(database.db);
    bookingId = await bookTestSlot(scene.deps, scene.guest, scene.pile, {
      startAt: at('11:00'),
      endAt: at('13:00'),
    });
  });

  it('are asked for once, ten minutes before, until the grace has passed', async () => {
    await tick('10:49');
    expect(await commands()).toEqual([]);
    await tick('10:50');
    await tick('10:55');
    const { reservation_no: reservationId } = await bookingOf(scene.deps, bookingId);
    expect(reservationId).toBeGreaterThan(0);
    expect(await commands()).toEqual([
      {
        action: 'ReserveNow',
        state: 'queued',
        connectorId: 1,
        expiryDate: at('11:15'),
        idTag: scene.guest.idTag,
        reservationId,
      },
    ]);
    expect(scene.deps.published).toContainEqual({
      topic: 'command-queued',
      message: { identity: scene.pile.identity },
    });
  });

  it('are not asked for again, and need no cancelling, where the station refused', async () => {
    await tick('10:50');
    await answer('rejected');
    await tick('10:52');
    await change({ status: 'cancelled' });
    await tick('10:53');
    expect(await commands()).toHaveLength(1);
    expect(await bookingOf(scene.deps, bookingId)).toMatchObject({ reservation_no: null });
  });

  it.each(['cancelled', 'no-show', 'finished'])(
    'are let go once where the slot is %s without a car',
    async (status) => {
      await tick('10:50');
      const { reservation_no: reservationId } = await bookingOf(scene.deps, bookingId);
      await answer('confirmed');
      await change({ status });
      await tick('10:55');
      await tick('10:56');
      const all = await commands();
      expect(all.map(({ action }) => action)).toEqual(['ReserveNow', 'CancelReservation']);
      expect(all[1]).toMatchObject({ reservationId, state: 'queued' });
    },
  );

  it('that have not gone out are withdrawn in place of being cancelled', async () => {
    await tick('10:50');
    await change({ status: 'cancelled' });
    await tick('10:51');
    expect(await commands()).toMatchObject([{ action: 'ReserveNow', state: 'rejected' }]);
  });

  it('follow a slot that is moved in time, and to another pile', async () => {
    await tick('10:50');
    await answer('confirmed');
    await change({ start_at: at('12:00'), start_ms: Date.parse(at('12:00')) });
    await tick('10:52');
    expect((await commands()).map(({ action }) => action)).toEqual(['ReserveNow', 'CancelReservation']);
    const other = await addSharedPile(database.db, scene.compound);
    await setOnline(database.db, other, true);
    await tick('11:50');
    await answer('confirmed');
    await change({ pile_id: other.pileId });
    await tick('11:52');
    expect((await commands()).map(({ action }) => action)).toEqual([
      'ReserveNow',
      'CancelReservation',
      'ReserveNow',
      'CancelReservation',
    ]);
    expect((await commands(other)).map(({ action }) => action)).toEqual(['ReserveNow']);
  });

  it('are used up by the household’s own start alone', async () => {
    await tick('10:50');
    await answer('confirmed');
    const other = await guestWithCard(database.db, scene.compound);
    scene.deps.setNow(at('11:00'));
    const before = await bookingOf(scene.deps, bookingId);
    expect((await plugIn(scene.deps, scene.pile, other.idTag)).status).toBe('Blocked');
    expect(await bookingOf(scene.deps, bookingId)).toEqual(before);
    expect((await plugIn(scene.deps, scene.pile, scene.guest.idTag)).status).toBe('Accepted');
    await change({ status: 'finished' });
    await tick('11:30');
    expect((await commands()).map(({ action }) => action)).toEqual(['ReserveNow']);
  });
});
