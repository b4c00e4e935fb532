import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startChargePoint } from '~/cli/demo-piles/charge-point';
import type { ChargePoint } from '~/cli/demo-piles/charge-point-shape';
import { keepReservations } from '~/use-cases/booking/keep-reservations.server';
import { startCharging } from '~/use-cases/booking/start-charging.server';
import { stopCharging } from '~/use-cases/booking/stop-charging.server';
import type { OpenDatabase } from '~db/client.server';
import { bookingOf, bookTestSlot } from '../factories/visit';
import { openTestSqlite } from '../setup/database';
import {
  at,
  guestWithCard,
  type SharedPileScene,
  setOnline,
  sharedPileScene,
} from '../use-cases/booking/shared-pile-scene';
import { eventually, RawStation, type RunningGateway, startGateway } from './harness';

describe('a shared pile over the wire', () => {
  let opened: OpenDatabase;
  let running: RunningGateway;
  let scene: SharedPileScene;
  let bookingId: string;

  beforeAll(async () => {
    opened = await openTestSqlite();
    running = await startGateway(opened.db, { callTimeoutMs: 2000 });
  });
  beforeEach(async () => {
    scene = await sharedPileScene(opened.db);
    await setOnline(opened.db, scene.pile, false);
    running.deps.setNow(at('10:00'));
    bookingId = await bookTestSlot(running.deps, scene.guest, scene.pile, {
      startAt: at('11:00'),
      endAt: at('13:00'),
    });
  });
  afterAll(async () => {
    await running.stop();
    await opened.close();
  });

  const booking = () => bookingOf(running.deps, bookingId);
  const connector = async () =>
    (
      await opened.db
        .selectFrom('connector')
        .select('status')
        .where('pile_id', '=', scene.pile.pileId)
        .executeTakeFirstOrThrow()
    ).status;
  const command = (action: string) =>
    opened.db
      .selectFrom('ocpp_command')
      .select(['state', 'answer'])
      .where('pile_id', '=', scene.pile.pileId)
      .where('action', '=', action)
      .executeTakeFirst();
  const becomes = (action: string, state: string) =>
    eventually(async () => (await command(action))?.state === state);

  describe('with a station that answers as it likes', () => {
    let raw: RawStation;
    beforeEach(async () => {
      raw = await RawStation.connect(running.url, scene.pile);
      await raw.ask('Heartbeat', {});
      return () => raw.close();
    });
    const reserve = async () => {
      running.deps.setNow(at('10:50'));
      await keepReservations(running.deps);
      return raw.next((frame) => frame[0] === 2 && frame[2] === 'ReserveNow');
    };
    const start = (idTag: string, meterStart: number) =>
      raw.ask('StartTransaction', { connectorId: 1, idTag, meterStart, timestamp: running.deps.clock() });

    it.each(['Rejected', 'Occupied', 'Faulted', 'Unavailable'])(
      'a ReserveNow that is %s is noted, and the slot holds all the same',
      async (status) => {
        const [, messageId] = await reserve();
        raw.send([3, messageId, { status }]);
        await becomes('ReserveNow', 'rejected');
        await keepReservations(running.deps);
        await raw.ask('Heartbeat', {});
        expect(raw.frames.filter((frame) => frame[0] === 2)).toHaveLength(1);
        expect(await booking()).toMatchObject({ status: 'booked' });
      },
    );

    it('a station that does not know reservations is as good', async () => {
      const [, messageId] = await reserve();
      raw.send([4, messageId, 'NotSupported', '', {}]);
      await becomes('ReserveNow', 'rejected');
      running.deps.setNow(at('11:00'));
      expect(await start(scene.guest.idTag, 1)).toMatchObject({ idTagInfo: { status: 'Accepted' } });
    });

    it('keeps the reservation where a start is refused, and ends it with the household’s own', async () => {
      const [, messageId, , payload] = await reserve();
      raw.send([3, messageId, { status: 'Accepted' }]);
      await becomes('ReserveNow', 'confirmed');
      running.deps.setNow(at('11:02'));
      const other = await guestWithCard(opened.db, scene.compound);
      expect(await raw.ask('Authorize', { idTag: other.idTag })).toEqual({
        idTagInfo: { status: 'Blocked' },
      });
      const refused = await start(other.idTag, 5);
      expect(refused).toMatchObject({ idTagInfo: { status: 'Blocked' }, transactionId: expect.any(Number) });
      const { reservationId } = payload as { reservationId: number };
      expect(await booking()).toMatchObject({ status: 'booked', reservation_no: reservationId });
      const accepted = await start(scene.guest.idTag, 5);
      expect(accepted).toMatchObject({ idTagInfo: { status: 'Accepted' } });
      expect(await booking()).toMatchObject({ status: 'active', transaction_id: accepted.transactionId });
    });

    it('answers a start that was queued offline long ago, and the same one again, with one number', async () => {
      running.deps.setNow(at('13:30'));
      const queued = {
        connectorId: 1,
        idTag: scene.guest.idTag,
        meterStart: 5,
        timestamp: at('11:01'),
      };
      const first = await raw.ask('StartTransaction', queued);
      expect(first).toMatchObject({ idTagInfo: { status: 'Accepted' } });
      expect(await raw.ask('StartTransaction', queued)).toEqual(first);
      expect(await booking()).toMatchObject({ transaction_id: first.transactionId });
      expect(
        await raw.ask('StopTransaction', {
          transactionId: first.transactionId,
          meterStop: 4005,
          timestamp: at('12:30'),
        }),
      ).toBeDefined();
      const bill = await opened.db
        .selectFrom('charge_bill')
        .select(['energy_wh'])
        .where('booking_id', '=', bookingId)
        .executeTakeFirst();
      expect(bill).toEqual({ energy_wh: 4000 });
    });
  });

  describe('with the demonstration’s station', () => {
    let station: ChargePoint;
    const begin = async () => {
      station = await startChargePoint({
        url: running.url,
        identity: scene.pile.identity,
        password: scene.pile.password,
        now: () => Date.parse(running.deps.clock()),
        tickMs: 20,
      });
    };
    beforeEach(async () => {
      await begin();
      return () => station.close();
    });
    const scan = (who = scene.guest) => ({ code: scene.pile.code, householdId: who.householdId });

    it('is kept before the slot, let go when it is cancelled, and free again', async () => {
      running.deps.setNow(at('10:50'));
      await keepReservations(running.deps);
      await becomes('ReserveNow', 'confirmed');
      await eventually(async () => (await connector()) === 'Reserved');
      await opened.db
        .updateTable('booking')
        .set({ status: 'cancelled' })
        .where('id', '=', bookingId)
        .execute();
      await keepReservations(running.deps);
      await becomes('CancelReservation', 'confirmed');
      await eventually(async () => (await connector()) === 'Available');
    });

    it('lets a reservation that nobody used run out', async () => {
      running.deps.setNow(at('10:50'));
      await keepReservations(running.deps);
      await eventually(async () => (await connector()) === 'Reserved');
      running.deps.setNow(at('11:15'));
      await eventually(async () => (await connector()) === 'Available');
    });

    it('starts from a phone before the plug is in, and stops from it', async () => {
      running.deps.setNow(at('10:55'));
      await keepReservations(running.deps);
      await becomes('ReserveNow', 'confirmed');
      expect(await startCharging(running.deps, scene.guest.actor, { ...scan(), formId: 'f1' })).toMatchObject(
        {
          ok: true,
          bookingId,
        },
      );
      await becomes('RemoteStartTransaction', 'confirmed');
      expect(await station.plugIn({ idTag: 'NOBODY', needKwh: 5, maxKw: 7 })).toBe(true);
      const { transaction_id: transactionId } = await booking();
      expect(station.state().transactionId).toBe(transactionId);
      expect(await stopCharging(running.deps, scene.guest.actor, scan())).toMatchObject({ ok: true });
      await becomes('RemoteStopTransaction', 'confirmed');
      await eventually(async () => {
        const session = await opened.db
          .selectFrom('charging_session')
          .select('ended_at')
          .where('transaction_id', '=', transactionId)
          .executeTakeFirst();
        return session?.ended_at;
      });
    });

    it('starts the car that is plugged in and was refused before', async () => {
      running.deps.setNow(at('11:00'));
      expect(await station.plugIn({ idTag: 'NOBODY', needKwh: 5, maxKw: 7 })).toBe(false);
      await startCharging(running.deps, scene.guest.actor, { ...scan(), formId: 'f2' });
      await becomes('RemoteStartTransaction', 'confirmed');
      await eventually(async () => (await booking()).transaction_id !== null);
    });
  });
});
