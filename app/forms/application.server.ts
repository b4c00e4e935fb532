import * as z from 'zod';
import { CONSENT_RECIPIENTS, type ConsentRecipient } from '~/domain/installation/application-draft';
import { PILE_RATINGS } from '~/domain/installation/pile-choice';
import type { applicationWords } from '~/i18n/application';

type Words = (typeof applicationWords)['zh-CN'];

const id = (message: string) => z.string({ error: message }).min(1, message).max(80, message);

export const spaceStepSchema = (words: Words) => z.object({ space: id(words.errors.space) });

/** `intended` stands for a car without a plate yet. */
export const INTENDED_CAR = 'intended';

export const carStepSchema = (words: Words) => z.object({ car: id(words.errors.car) });

const ratings = PILE_RATINGS.map(({ kw }) => String(kw));

export const pileStepSchema = (words: Words) =>
  z.object({
    kw: z
      .string({ error: words.pile.chooseRating })
      .refine((value) => ratings.includes(value), words.pile.notOffered)
      .transform(Number),
    smart: z.enum(['yes', 'no'], { error: words.pile.chooseSmart }).transform((answer) => answer === 'yes'),
    route: z.enum(['none', 'new', 'unknown'], { error: words.pile.chooseRoute }),
  });

/** Whom the form agrees to; a box that is not ticked is not sent. */
export function consentsFrom(form: FormData): ConsentRecipient[] {
  return CONSENT_RECIPIENTS.filter((recipient) => form.get(`consent-${recipient}`) === 'on');
}
