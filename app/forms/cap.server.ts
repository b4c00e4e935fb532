import * as z from 'zod';
import { isDate, minuteOfDayFrom } from '~/domain/shared/local-time';
import type { transformerWords } from '~/i18n/transformer';

type Words = (typeof transformerWords)['zh-CN'];

const isTime = (text: string) => minuteOfDayFrom(text) !== null;

export const capSchema = ({ cap: { errors } }: Words) => {
  const date = z.string({ error: errors.date }).refine(isDate, errors.date);
  const time = z.string({ error: errors.time }).refine(isTime, errors.time);
  return z.object({
    intent: z.literal('cap'),
    fromOn: date,
    fromTime: time,
    toOn: date,
    toTime: time,
    capKw: z.number({ error: errors.kw }).positive(errors.kw).max(20_000, errors.kw),
    reason: z.string({ error: errors.reason }).trim().min(2, errors.reason).max(100, errors.reason),
  });
};

export const liftSchema = z.object({ intent: z.literal('lift'), capId: z.string().max(80) });

export const baseLoadSchema = ({ base: { errors } }: Words) =>
  z.object({
    intent: z.literal('base'),
    basePeakKw: z.number({ error: errors.peak }).positive(errors.peak).max(20_000, errors.peak),
    measuredOn: z.string({ error: errors.date }).refine(isDate, errors.date),
    source: z.string({ error: errors.source }).trim().min(2, errors.source).max(60, errors.source),
    dayKind: z.enum(['workday', 'restday']),
    curveText: z.string().max(20_000).default(''),
    curveFile: z
      .instanceof(File)
      .refine((file) => file.size <= 100_000, errors.tooLarge)
      .optional(),
  });

export const upgradeSchema = ({ upgrade: { errors } }: Words) =>
  z.object({
    intent: z.literal('upgrade'),
    ratedKva: z.number({ error: errors.kva }).positive(errors.kva).max(20_000, errors.kva),
    note: z.string().trim().max(200).default(''),
  });
