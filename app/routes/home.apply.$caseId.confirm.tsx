import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { ConfirmSummary, WizardPage } from '~/components/application';
import { pageTitle } from '~/components/shell/page-title';
import { CheckboxField, LinkButton, Notice, plainField, Section, SubmitButton } from '~/components/ui';
import { redirectWithFlash } from '~/components/ui/flash-cookie.server';
import { CONSENT_RECIPIENTS, CONSENT_TEXT_VERSION } from '~/domain/installation/application-draft';
import { consentsFrom } from '~/forms/application.server';
import { applicationWords } from '~/i18n/application';
import { wordsFor } from '~/i18n/define-words';
import { useWords } from '~/i18n/locale-context';
import { readConfirmation } from '~/routing/confirmation.server';
import { orRefuse, requireRole } from '~/routing/guard.server';
import { submitMessage } from '~/routing/submit-message.server';
import { readForm } from '~/routing/uploads.server';
import { submitApplication } from '~/use-cases/application/submit-application.server';

export const meta = pageTitle(applicationWords, (words) => words.confirm.question);

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  return readConfirmation(context, request, params.caseId ?? '');
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const viewer = requireRole(context, request, 'resident');
  const words = wordsFor(context.locale, applicationWords);
  const caseId = params.caseId ?? '';
  const consents = consentsFrom(await readForm(request));
  const outcome = orRefuse(await submitApplication(context.deps, viewer, { caseId, consents }));
  if (!outcome.ok) return data({ refusal: submitMessage(outcome, caseId, context.locale), consents }, 400);
  const said = outcome.isNew ? words.confirm.submitted : words.confirm.repeated;
  return redirectWithFlash(`/home/cases/${outcome.caseId}`, { tone: 'good', text: said(outcome.caseNo) });
}

export default function ConfirmStep() {
  const words = useWords(applicationWords);
  const facts = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const refusal = answer && 'refusal' in answer ? answer.refusal : null;
  const given = answer && 'consents' in answer ? answer.consents : [];
  return (
    <WizardPage caseId={facts.caseId} step="confirm" title={words.confirm.question}>
      {refusal ? (
        <Notice
          tone="danger"
          isAnswer
          action={refusal.to ? <LinkButton to={refusal.to}>{refusal.toLabel}</LinkButton> : undefined}
        >
          {refusal.message}
        </Notice>
      ) : null}
      <p>{words.confirm.intro}</p>
      <ConfirmSummary facts={facts} />
      <Form method="post" className="flex flex-col gap-4">
        <Section title={words.confirm.consents} description={words.confirm.consentsHint}>
          {CONSENT_RECIPIENTS.map((recipient) => (
            <CheckboxField
              key={recipient}
              field={plainField(`consent-${recipient}`, {
                defaultValue: given.includes(recipient) ? 'on' : undefined,
                errors: refusal?.missing.includes(recipient) ? [refusal.message] : undefined,
              })}
              label={words.confirm.consentTo(words.confirm.recipient[recipient])}
              hint={words.confirm.consent[recipient]}
              required
            />
          ))}
          <p className="text-sm text-muted">{words.confirm.version(CONSENT_TEXT_VERSION)}</p>
        </Section>
        <SubmitButton wide>{words.confirm.submit}</SubmitButton>
      </Form>
    </WizardPage>
  );
}
