import * as z from 'zod';
import { VEHICLE_BOUNDS } from '~/domain/household/vehicle';
import { CLAIM_KINDS, type ClaimKind } from '~/domain/installation/space-right';
import type { householdWords } from '~/i18n/household';

type Errors = (typeof householdWords)['zh-CN']['errors'];

export const joinSchema = (errors: Errors) =>
  z.object({ code: z.string({ error: errors.codeShape }).max(60, errors.codeShape) });

export const spaceSchema = (errors: Errors) =>
  z.object({
    household: z.string({ error: errors.household }).max(80, errors.household),
    code: z.string({ error: errors.spaceCode }).trim().min(1, errors.spaceCode).max(30, errors.spaceCode),
    kind: z.enum(CLAIM_KINDS as readonly [ClaimKind, ...ClaimKind[]], { error: errors.spaceKind }),
    leaseFromOn: z.iso.date(errors['lease-dates']).optional(),
    leaseUntilOn: z.iso.date(errors['lease-dates']).optional(),
  });

export const vehicleSchema = (errors: Errors) => {
  const figure = (field: keyof typeof VEHICLE_BOUNDS) => {
    const { min, max } = VEHICLE_BOUNDS[field];
    const words = errors[field](min, max);
    return z.number({ error: words }).min(min, words).max(max, words);
  };
  return z.object({
    household: z.string({ error: errors.household }).max(80, errors.household),
    plate: z.string({ error: errors.plate.length }).max(20, errors.plate.length),
    model: z.string({ error: errors.model }).trim().min(1, errors.model).max(40, errors.model),
    batteryKwh: figure('batteryKwh'),
    maxKw: figure('maxKw'),
    phaseCount: z.enum(['1', '3'], { error: errors.phaseCount }),
    kwhPer100km: figure('kwhPer100km'),
  });
};
