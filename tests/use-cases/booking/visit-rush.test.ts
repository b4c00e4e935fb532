import { beforeEach, expect, it } from 'vitest';
import { checkInByPlate } from '~/use-cases/booking/check-in-by-plate.server';
import { followVisits } from '~/use-cases/booking/follow-visits.server';
import { keepReservations } from '~/use-cases/booking/keep-reservations.server';
import { releaseNoShows } from '~/use-cases/booking/release-no-shows.server';
import { remindSlots } from '~/use-cases/booking/remind-slots.server';
import { startCharging } from '~/use-cases/booking/start-charging.server';
import { planNight } from '~/use-cases/night/plan-night.server';
import { addSharedPile, type TestSharedPile } from '../../factories/sharing';
import { bookTestSlot, meter, plugIn, setStatus, unplug } from '../../factories/visit';
import { describeOnBothDatabases } from '../../setup/database';
import { at, guestWithCard, type SharedPileScene, setOnline, sharedPileScene } from './shared-pile-scene';

describeOnBothDatabases('an evening in which everything happens at once', (database) => {
  let scene: SharedPileScene;
  let visitors: { pile: TestSharedPile; guest: SharedPileScene['guest'] }[];

  beforeEach(async () => {
    scene = await sharedPileScene(database.db);
    visitors = [{ pile: scene.pile, guest: scene.guest }];
    for (let n = 0; n < 3; n++) {
      const pile = await addSharedPile(database.db, scene.compound);
      await setOnline(database.db, pile, true);
      visitors.push({ pile, guest: await guestWithCard(database.db, scene.compound) });
    }
  });

  it('leaves one booking a car, one session each and one bill each, on several machines', {
    timeout: 60_000,
  }, async () => {
    const { deps, compound } = scene;
    const machines = () =>
      [1, 2].flatMap(() => [
        remindSlots(deps),
        keepReservations(deps),
        releaseNoShows(deps),
        followVisits(deps),
        planNight(deps, compound.compoundId, 'interval'),
      ]);
    for (const { pile, guest } of visitors.slice(0, 2))
      await bookTestSlot(deps, guest, pile, { startAt: at('11:00'), endAt: at('13:00') });
    deps.setNow(at('10:55'));
    await Promise.all(machines());

    deps.setNow(at('11:01'));
    const starts = await Promise.all([
      ...visitors.map(({ pile, guest }) => plugIn(deps, pile, guest.idTag)),
      ...visitors.map(({ pile, guest }) => plugIn(deps, pile, guest.idTag)),
      ...visitors.map(({ pile, guest }) =>
        startCharging(deps, guest.actor, { code: pile.code, householdId: guest.householdId, formId: 'f' }),
      ),
      ...visitors.map(({ pile }) => checkInByPlate(deps, null, { code: pile.code, plate: '豫A12345' })),
      ...machines(),
    ]);
    const sessions = await database.db
      .selectFrom('charging_session')
      .select(['transaction_id', 'household_id', 'pile_id'])
      .where('compound_id', '=', compound.compoundId)
      .execute();
    expect(sessions).toHaveLength(visitors.length);
    expect(starts.slice(0, 4)).toEqual(starts.slice(4, 8));

    deps.setNow(at('12:58'));
    await Promise.all([
      ...sessions.flatMap(({ transaction_id, pile_id }) => {
        const { pile } = visitors.find((visitor) => visitor.pile.pileId === pile_id)!;
        return [
          unplug(deps, pile, transaction_id, { meterStopWh: 5000 }),
          unplug(deps, pile, transaction_id, { meterStopWh: 5000 }),
          meter(deps, pile, transaction_id, [[at('12:00'), 3000]]),
          setStatus(deps, pile, 'Available'),
        ];
      }),
      ...machines(),
    ]);
    deps.setNow(at('13:10'));
    await Promise.all(machines());
    const bookings = await database.db
      .selectFrom('booking')
      .select(['id', 'status', 'delivered_wh'])
      .where('compound_id', '=', compound.compoundId)
      .execute();
    expect(bookings.map(({ status, delivered_wh }) => [status, delivered_wh])).toEqual(
      visitors.map(() => ['finished', 4000]),
    );
    const bills = await database.db
      .selectFrom('charge_bill')
      .select('energy_wh')
      .where('compound_id', '=', compound.compoundId)
      .execute();
    expect(bills.map(({ energy_wh }) => energy_wh)).toEqual([4000, 4000, 4000, 4000]);
  });
});
