import type { CaseEvent } from '~/domain/installation/life-cycle';
import { caseStatusWords } from '~/i18n/case-status';
import { wordsFor } from '~/i18n/define-words';
import { formatDateTime } from '~/i18n/format';
import type { Locale } from '~/i18n/locale';
import { propertyWords } from '~/i18n/property';
import type { MovedOn } from '~/use-cases/shared/installation/moved-on.server';

/** What to tell a person whom somebody else forestalled. */
export function movedOnSentence(outcome: MovedOn, locale: Locale): string {
  const words = wordsFor(locale, propertyWords).errors;
  const names = wordsFor(locale, caseStatusWords);
  const status = names.status[outcome.status];
  const { last } = outcome;
  if (!last) return words.movedOnPlain(status);
  const holders: Record<string, string> = { ...names.holder, system: names.system };
  const role = holders[last.actorRole] ?? last.actorRole;
  const who = last.actorName ? names.actor(role, last.actorName) : role;
  return words.movedOn(who, formatDateTime(last.at, locale), names.event[last.kind as CaseEvent], status);
}
