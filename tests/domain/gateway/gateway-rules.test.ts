import { describe, expect, it } from 'vitest';
import { capabilitiesFrom } from '~/domain/gateway/capabilities';
import { judgeTag } from '~/domain/gateway/judge-tag';
import {
  livePowerOf,
  liveRegisterOf,
  type MeterSample,
  powerBetween,
  readSample,
} from '~/domain/gateway/meter-sample';
import { occupancyChange } from '~/domain/gateway/occupancy';
import { readStationTime } from '~/domain/gateway/station-time';

const AT = '2026-11-20T12:00:00.000Z';
const LATER = '2026-11-20T12:15:00.000Z';

function sample(raw: Parameters<typeof readSample>[0], at = AT): MeterSample {
  const verdict = readSample(raw, at);
  if (!verdict.ok) throw new Error(verdict.reason);
  return verdict.sample;
}

describe('a sampled value', () => {
  it('is the energy register in Wh at the outlet where it says nothing else', () => {
    expect(sample({ value: '12' })).toEqual({
      sampledAt: AT,
      context: 'Sample.Periodic',
      measurand: 'Energy.Active.Import.Register',
      phase: '',
      location: 'Outlet',
      unit: 'Wh',
      value: 12,
    });
  });

  it('has no unit by default when it is not energy', () => {
    expect(sample({ value: '12', measurand: 'Current.Import' }).unit).toBe('');
  });

  it('is kept in base units, and Celcius is Celsius', () => {
    expect(sample({ value: 1.5, unit: 'kWh' })).toMatchObject({ unit: 'Wh', value: 1500 });
    expect(sample({ value: '3,3', unit: 'kW', measurand: 'Power.Active.Import' })).toMatchObject({
      unit: 'W',
      value: 3300,
    });
    expect(sample({ value: '20', measurand: 'Temperature', unit: 'Celcius' }).unit).toBe('Celsius');
  });

  it.each(['', 'abc', null, undefined, {}, Number.NaN])('is refused when its value is %s', (value) => {
    expect(readSample({ value }, AT)).toEqual({ ok: false, reason: 'value' });
  });
});

describe('the live register', () => {
  it('is the newest total, not a phase, not the begin, not another measurand', () => {
    const samples = [
      sample({ value: '300' }, LATER),
      sample({ value: '200' }),
      sample({ value: '999', phase: 'L1' }, LATER),
      sample({ value: '999', context: 'Transaction.Begin' }, LATER),
      sample({ value: '999', measurand: 'Energy.Active.Export.Register' }, LATER),
      sample({ value: '999', location: 'Inlet' }, LATER),
    ];
    expect(liveRegisterOf(samples)).toEqual({ registerWh: 300, at: LATER });
    expect(liveRegisterOf(samples.slice(2))).toBeNull();
  });
});

describe('the live power', () => {
  const power = (value: string, phase?: string) =>
    sample({ value, phase, measurand: 'Power.Active.Import', unit: 'W' });

  it('is the total where it is told, else the sum of the phases', () => {
    expect(livePowerOf([power('1000', 'L1'), power('2500')])).toEqual({ kw: 2.5, at: AT });
    expect(livePowerOf([power('1000', 'L1-N'), power('1200', 'L2-N')])).toEqual({ kw: 2.2, at: AT });
    expect(livePowerOf([])).toBeNull();
  });

  it('follows from two readings that are neither too close nor too far apart', () => {
    const before = { registerWh: 1000, at: AT };
    expect(powerBetween(before, { registerWh: 2750, at: LATER })).toEqual({ kw: 7, at: LATER });
    expect(powerBetween(before, { registerWh: 900, at: LATER })).toBeNull();
    expect(powerBetween(before, { registerWh: 1001, at: '2026-11-20T12:00:01.000Z' })).toBeNull();
    expect(powerBetween(before, { registerWh: 9000, at: '2026-11-20T15:00:00.000Z' })).toBeNull();
  });
});

describe('the time of a station', () => {
  it.each([
    ['2026-11-20T12:00:00Z', AT, null],
    ['2026-11-20T20:00:00+08:00', AT, null],
    ['2026-11-20T12:00:00', AT, 'without-zone'],
    ['2026-11-20 12:00:00.000', AT, 'without-zone'],
    ['yesterday', LATER, 'unreadable'],
    ['2026-13-45T00:00:00Z', LATER, 'unreadable'],
    [17, LATER, 'unreadable'],
    [undefined, LATER, 'missing'],
  ])('%s is read as %s', (text, at, corrected) => {
    expect(readStationTime(text, LATER)).toEqual({ at, corrected });
  });
});

describe('a tag', () => {
  const own = { householdId: 'h1', status: 'active' };
  const pile = { householdId: 'h1', energised: true };

  it('may charge at its own pile and at a shared one', () => {
    expect(judgeTag(own, pile)).toBe('Accepted');
    expect(judgeTag(own, { ...pile, householdId: null })).toBe('Accepted');
  });

  it('is Invalid where it is unknown or another household has the pile', () => {
    expect(judgeTag(undefined, pile)).toBe('Invalid');
    expect(judgeTag(own, { ...pile, householdId: 'h2' })).toBe('Invalid');
  });

  it('is Blocked where it is barred or the pile is not energised', () => {
    expect(judgeTag({ ...own, status: 'blocked' }, pile)).toBe('Blocked');
    expect(judgeTag(own, { ...pile, energised: false })).toBe('Blocked');
  });
});

describe('a change of status', () => {
  it.each([
    ['Available', 'Preparing', 'plug'],
    ['Unavailable', 'Charging', 'plug'],
    ['Preparing', 'Charging', null],
    ['Finishing', 'Available', 'unplug'],
    ['Charging', 'Faulted', null],
    ['Available', 'Unavailable', null],
  ])('from %s to %s means %s', (before, after, change) => {
    expect(occupancyChange(before, after)).toBe(change);
  });
});

describe('the capabilities of a pile', () => {
  const answer = (units: string, level: string) => ({
    configurationKey: [
      { key: 'ChargingScheduleAllowedChargingRateUnit', value: units },
      { key: 'ChargeProfileMaxStackLevel', value: level },
    ],
  });

  it('prefer amperes, and stay a level below the highest but never at 0', () => {
    expect(capabilitiesFrom(answer('Current,Power', '10'))).toEqual({ rateUnit: 'A', stackLevel: 9 });
    expect(capabilitiesFrom(answer('Power', '0'))).toEqual({ rateUnit: 'W', stackLevel: 1 });
    expect(capabilitiesFrom(answer('W', '1'))).toEqual({ rateUnit: 'W', stackLevel: 1 });
  });

  it('are unknown where the answer does not tell them', () => {
    expect(capabilitiesFrom(null)).toEqual({});
    expect(capabilitiesFrom({ configurationKey: 'x' })).toEqual({});
    expect(capabilitiesFrom(answer('?', 'many'))).toEqual({});
  });
});
