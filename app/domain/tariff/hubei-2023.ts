import { EVERY_MONTH, type TariffBand, type TariffVersion } from './tariff-version';

const band = (kind: TariffBand['kind'], fromHour: number, toHour: number, deltaE4: number): TariffBand => ({
  kind,
  fromMinute: fromHour * 60,
  toMinute: toHour * 60,
  months: EVERY_MONTH,
  days: 'all',
  deltaE4,
});

/** Hubei's time-of-use price for residential piles from 2023-12-01 on a base of 0.58 yuan/kWh: the one complete model we could read. */
export const HUBEI_2023: TariffVersion = {
  id: 'hubei-2023',
  name: '湖北省居民充电桩分时电价',
  basePriceE4: 5800,
  bands: [
    band('flat', 7, 17, 0),
    band('peak', 17, 20, 1000),
    band('sharp', 20, 22, 2000),
    band('peak', 22, 23, 1000),
    band('valley', 23, 7, -1500),
  ],
  holidaysOn: [],
  validFromOn: '2023-12-01',
  validUntilOn: null,
  source: '湖北省居民充电桩分时电价（2023-12-01 起），转引',
  certainty: 'second-hand',
};
