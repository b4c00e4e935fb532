import { type AppLoadContext, data } from '@remix-run/node';
import type { LendingAnswer, LendingFormName } from '~/components/lending/lending-page';
import { redirectWithFlash } from '~/components/ui/flash-cookie.server';
import { wordsFor } from '~/i18n/define-words';
import { lendingWords } from '~/i18n/lending';
import { openingHoursWords } from '~/i18n/opening-hours';
import type { ActingPerson } from '~/use-cases/shared/deps';

/** A form that a household has sent from the page of its own pile. */
export interface SentLending {
  context: AppLoadContext;
  actor: ActingPerson;
  compoundId: string;
  pileId: string;
  form: FormData;
}

export function lendingWordsOf({ context }: SentLending) {
  return {
    ...wordsFor(context.locale, lendingWords),
    hours: wordsFor(context.locale, openingHoursWords),
  };
}

export function lendingAnswer(form: LendingFormName, rest: Partial<LendingAnswer>, status = 409) {
  const empty = { result: null, text: null, slots: [], exceptionId: '', bands: null };
  return data<LendingAnswer>({ form, ...empty, ...rest }, { status });
}

export function lendingDone({ pileId }: SentLending, text: string) {
  return redirectWithFlash(`/home/lend/${pileId}`, { tone: 'good', text });
}
