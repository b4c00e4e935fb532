import { describe, expect, it } from 'vitest';
import { judgeVehicle, type VehicleFacts } from '~/domain/household/vehicle';

const car: VehicleFacts = {
  plate: '豫A·D12345',
  model: '秦PLUS',
  batteryKwh: 57,
  maxKw: 7,
  phaseCount: 1,
  kwhPer100km: 13,
};

describe('a car to register', () => {
  it('keeps its plate without the dot', () => {
    expect(judgeVehicle(car)).toEqual({ ok: true, plate: '豫AD12345' });
  });

  it.each([
    ['豫A1234', 'length'],
    ['A12345D', 'province'],
    ['豫112345', 'authority-letter'],
    ['豫AO1234', 'letter-i-or-o'],
    ['豫A12-3#5', 'characters'],
    ['豫A1234567', 'length'],
    ['豫AL12345', 'new-energy-pattern'],
  ])('says what is wrong with the plate %s', (plate, why) => {
    expect(judgeVehicle({ ...car, plate })).toEqual({ ok: false, reason: 'plate', why });
  });

  it.each([
    ['batteryKwh', 4.9],
    ['batteryKwh', 251],
    ['batteryKwh', Number.NaN],
    ['maxKw', 1.3],
    ['maxKw', 45],
    ['kwhPer100km', 0],
    ['phaseCount', 2],
  ] as const)('refuses %s of %s', (field, value) => {
    expect(judgeVehicle({ ...car, [field]: value })).toEqual({ ok: false, reason: 'figure', field });
  });

  it('refuses a model of blanks', () => {
    expect(judgeVehicle({ ...car, model: '  ' })).toEqual({ ok: false, reason: 'figure', field: 'model' });
  });
});
