import type { ConsentRecipient } from '~/domain/installation/application-draft';
import { applicationWords } from '~/i18n/application';
import { wordsFor } from '~/i18n/define-words';
import type { Locale } from '~/i18n/locale';
import type { SubmitOutcome } from '~/use-cases/application/submit-application.server';
import { stepPath } from './draft.server';

type Refused = Exclude<SubmitOutcome, { ok: true } | { reason: 'not-found' } | { reason: 'forbidden' }>;

export interface SubmitMessage {
  message: string;
  /** Where it can be put right. */
  to: string | null;
  toLabel: string;
  /** The consents that were not given. */
  missing: ConsentRecipient[];
}

/** Why an application could not be submitted, and where to go now. */
export function submitMessage(outcome: Refused, caseId: string, locale: Locale): SubmitMessage {
  const words = wordsFor(locale, applicationWords);
  const { errors, step } = words;
  const at = (message: string, target: keyof typeof step) => ({
    message,
    to: stepPath(caseId, target),
    toLabel: step[target],
    missing: [],
  });
  switch (outcome.reason) {
    case 'incomplete':
      return at(
        outcome.step === 'space' ? errors.space : words.start.openAt(step[outcome.step]),
        outcome.step,
      );
    case 'documents-missing': {
      const names = outcome.kinds.map((kind) => words.documents.kind[kind]).join('、');
      return at(errors['documents-missing'](names), 'documents');
    }
    case 'consent-missing': {
      const names = outcome.recipients.map((recipient) => words.confirm.recipient[recipient]).join('、');
      return {
        message: errors['consent-missing'](names),
        to: null,
        toLabel: '',
        missing: outcome.recipients,
      };
    }
    case 'space-has-open-case': {
      if (!outcome.caseId) return at(errors['space-has-open-case-other'], 'space');
      return {
        message: errors['space-has-open-case'],
        to: `/home/cases/${outcome.caseId}`,
        toLabel: words.space.seeCase(outcome.caseNo ?? ''),
        missing: [],
      };
    }
    case 'car-not-yours':
      return at(errors['car-not-yours'], 'car');
    default:
      return at(errors[outcome.reason], 'space');
  }
}
