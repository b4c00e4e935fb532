import * as z from 'zod';
import { CONNECTION_DECISIONS, PHYSICAL_REASONS } from '~/domain/capacity/connection-decision';
import { DECLINE_NOTE_MIN, DECLINE_REASONS } from '~/domain/refusal/connection-decline';
import type { utilityWords } from '~/i18n/utility';

type Words = (typeof utilityWords)['zh-CN'];

/** The utility's answer to a new request. */
export const intakeSchema = (words: Words) =>
  z.discriminatedUnion('intent', [
    z.object({ intent: z.literal('accept') }),
    z.object({
      intent: z.literal('return'),
      kinds: z
        .array(z.string().max(40), { error: words.survey.errors.choose })
        .min(1, words.survey.errors.choose),
      note: z
        .string({ error: words.intake.returnNoteHint })
        .trim()
        .min(2, words.intake.returnNoteHint)
        .max(500, words.survey.errors.long),
    }),
    z.object({
      intent: z.literal('decline'),
      reason: z.enum(DECLINE_REASONS, { error: words.survey.errors.choose }),
      note: z
        .string({ error: words.intake.declineNoteHint })
        .trim()
        .min(DECLINE_NOTE_MIN, words.intake.declineNoteHint)
        .max(500, words.survey.errors.long),
    }),
  ]);

/** A decision on a surveyed case; `seen` is the fingerprint of the figures on the page. */
export const decisionSchema = (words: Words) =>
  z.object({
    intent: z.literal('decide'),
    decision: z.enum(CONNECTION_DECISIONS, { error: words.survey.errors.choose }),
    note: z.string().trim().max(500, words.survey.errors.long).default(''),
    physicalReason: z.enum(PHYSICAL_REASONS).nullish().default(null),
    seen: z.string().max(64),
  });
