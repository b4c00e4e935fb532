import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { redirect } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { CapacityAnswerCard, WizardPage } from '~/components/application';
import { pageTitle } from '~/components/shell/page-title';
import { LinkButton, SubmitButton } from '~/components/ui';
import { applicationWords } from '~/i18n/application';
import { formatDateTime } from '~/i18n/format';
import { useLocale, useWords } from '~/i18n/locale-context';
import { readCapacityAnswer } from '~/routing/capacity-answer.server';
import { readDraft, stepPath } from '~/routing/draft.server';
import { orRefuse, requireRole } from '~/routing/guard.server';
import { answerStep } from '~/use-cases/application/answer-step.server';

export const meta = pageTitle(applicationWords, (words) => words.capacity.question);

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { row, draft, space } = await readDraft(context, request, params.caseId ?? '', 'capacity');
  return {
    caseId: row.id,
    now: context.deps.clock(),
    answer:
      space && (await readCapacityAnswer(context.deps, row.compound_id, space.feeder_id, draft.pile ?? null)),
  };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const viewer = requireRole(context, request, 'resident');
  const caseId = params.caseId ?? '';
  const outcome = orRefuse(
    await answerStep(context.deps, viewer, { caseId, answer: { capacityRead: true } }),
  );
  return redirect(outcome.ok ? stepPath(caseId, 'confirm') : `/home/cases/${caseId}`, 303);
}

export default function CapacityStep() {
  const words = useWords(applicationWords);
  const locale = useLocale();
  const { caseId, now, answer } = useLoaderData<typeof loader>();
  return (
    <WizardPage
      caseId={caseId}
      step="capacity"
      title={words.capacity.question}
      meta={formatDateTime(now, locale)}
    >
      <CapacityAnswerCard answer={answer} />
      <Form method="post" className="flex flex-wrap gap-2">
        <SubmitButton>{words.capacity.read}</SubmitButton>
        {answer?.proposal === 'upgrade' ? (
          <LinkButton to={`/home/apply/${caseId}/pile`}>{words.capacity.changePile}</LinkButton>
        ) : null}
      </Form>
    </WizardPage>
  );
}
