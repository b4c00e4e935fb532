import type { Submission } from '@conform-to/react';
import { type AppLoadContext, data, redirect } from '@remix-run/node';
import type { ApplicationStep } from '~/domain/installation/application-draft';
import { applicationWords } from '~/i18n/application';
import { wordsFor } from '~/i18n/define-words';
import type { Viewer } from '~/server/viewer';
import { answerStep, type StepAnswer } from '~/use-cases/application/answer-step.server';
import { stepPath } from './draft.server';
import { orRefuse } from './guard.server';

/** Keeps the answer of one step and goes on to the next; a refusal stands at the step's field. */
export async function keepAnswer(
  context: AppLoadContext,
  viewer: Viewer,
  caseId: string,
  // biome-ignore lint/suspicious/noExplicitAny: any step's submission is answered alike
  submission: Submission<any>,
  step: { answer: StepAnswer; field: string; next: ApplicationStep },
) {
  const outcome = orRefuse(await answerStep(context.deps, viewer, { caseId, answer: step.answer }));
  if (outcome.ok) return redirect(stepPath(caseId, step.next), 303);
  if (outcome.reason === 'already-submitted') return redirect(`/home/cases/${outcome.caseId}`, 303);
  const { errors } = wordsFor(context.locale, applicationWords);
  return data(submission.reply({ fieldErrors: { [step.field]: [errors[outcome.reason]] } }), 400);
}
