import { applicationWords } from '~/i18n/application';
import { caseStatusWords } from '~/i18n/case-status';
import { wordsFor } from '~/i18n/define-words';
import type { Locale } from '~/i18n/locale';
import { ownCaseWords } from '~/i18n/own-case';
import type { ResubmitOutcome } from '~/use-cases/application/resubmit-case.server';
import type { MovedOn } from '~/use-cases/shared/installation/moved-on.server';

type Refused = Exclude<ResubmitOutcome, { ok: true } | { reason: 'not-found' } | { reason: 'forbidden' }>;

/** Why a case could not be submitted again. */
export function resubmitMessage(outcome: Refused, locale: Locale): string {
  if (outcome.reason === 'moved-on') return movedOnMessage(outcome, locale);
  const { kind } = wordsFor(locale, applicationWords).documents;
  const names = outcome.kinds.map((missing) => kind[missing]).join('、');
  return wordsFor(locale, ownCaseWords).errors.documentsMissing(names);
}

/** What to tell a resident whose case has moved on meanwhile. */
export function movedOnMessage(outcome: MovedOn, locale: Locale): string {
  const { status } = wordsFor(locale, caseStatusWords);
  return wordsFor(locale, ownCaseWords).errors.movedOn(status[outcome.status]);
}
