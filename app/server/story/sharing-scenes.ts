import { SUGGESTED_OCCUPATION } from '~/domain/booking/occupation';
import { connectStation } from '~/use-cases/gateway/connect-station.server';
import { recordStatus } from '~/use-cases/gateway/record-status.server';
import { saveVehicle } from '~/use-cases/household/save-vehicle.server';
import { publishPrices } from '~/use-cases/sharing/publish-prices.server';
import type { Trx } from '~db/client.server';
import { sharers } from '~db/seed/cast';
import { bookerTags } from '~db/seed/demo-stations';
import { sharedPiles } from '~db/seed/seed-shared-piles.server';
import { ids } from '~db/seed/story';
import { cardScene } from './card-scene';
import { actingResident, actingStaff, done, type Scene, type Stage } from './stage';
import { keyOf } from './visit-scenes';

const CONNECTED_SINCE_DAYS = 64;

/** What sharing needs before anybody comes: cars, their cards, stations, and the price board. */
export function sharingScenes(stage: Stage, trx: Trx): Scene[] {
  const { deps } = stage;
  const cards = Object.entries(bookerTags).map(([key, idTag]) =>
    cardScene(trx, key, idTag, key === 'gaofei' ? stage.workday(10, '12:00') : stage.day(62, '12:00')),
  );
  const cars = sharers.map((member) => ({
    at: stage.day(63, '20:00'),
    play: async () => {
      stage.nameNext('car', `car_${member.key}`);
      const home = { compoundId: member.compoundId, householdId: member.householdId };
      done(await saveVehicle(deps, actingResident(member), { ...home, ...member.car }));
    },
  }));
  const stations = sharedPiles.map(({ identity }) => ({
    at: stage.day(CONNECTED_SINCE_DAYS, '09:00'),
    play: async () => {
      await connectStation(deps, keyOf(identity), 'story');
      await recordStatus(deps, keyOf(identity), {
        connectorId: 1,
        status: 'Available',
        errorCode: null,
        statusAt: deps.clock(),
      });
    },
  }));
  const cheaper = {
    at: stage.day(20, '10:30'),
    play: async () =>
      done(
        await publishPrices(deps, actingStaff('yunying'), {
          compoundId: ids.compound,
          perKwh: '0.28',
          byBand: { valley: '0.20' },
          occupation: SUGGESTED_OCCUPATION,
          notice: '充电服务费降为每度 0.28 元，谷段 0.20 元；电费按分时电价代收，不加价。',
          validFromAt: null,
        }),
      ),
  };
  return [...cars, ...cards, ...stations, cheaper];
}
