import type { AppLoadContext } from '@remix-run/node';
import { wordsFor } from '~/i18n/define-words';
import { oversightWords } from '~/i18n/oversight';
import { decideMediation, type MediationInput } from '~/use-cases/mediation/decide-mediation.server';
import type { ActingPerson } from '~/use-cases/shared/deps';
import { orRefuse } from './guard.server';
import { movedOnSentence } from './moved-on.server';

/** Decides a mediation; null where it was done, otherwise the errors at their fields. */
export async function mediate(
  context: AppLoadContext,
  actor: ActingPerson,
  input: MediationInput,
): Promise<{ formErrors?: string[]; fieldErrors?: Record<string, string[]> } | null> {
  const outcome = orRefuse(await decideMediation(context.deps, actor, input));
  if (outcome.ok) return null;
  const { errors } = wordsFor(context.locale, oversightWords);
  if (outcome.reason === 'moved-on') return { formErrors: [movedOnSentence(outcome, context.locale)] };
  if (outcome.reason === 'words-missing') return { fieldErrors: { words: [errors.words] } };
  return { fieldErrors: { ground: [errors['ground-does-not-fit']] } };
}
