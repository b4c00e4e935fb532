import * as z from 'zod';
import type { sharingDeskWords } from '~/i18n/sharing-desk';

type Errors = (typeof sharingDeskWords)['zh-CN']['appeals']['errors'];

/** The operator's decision on an appeal, with its reason. */
export const appealDecisionSchema = (errors: Errors) =>
  z.object({
    bookingId: z.string().min(1).max(80),
    intent: z.enum(['waive', 'keep']),
    reason: z.string({ error: errors.text }).trim().min(1, errors.text).max(1000, errors.text),
  });
