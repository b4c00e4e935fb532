import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { AssessmentInputs } from '~/components/capacity/assessment-inputs';
import { AssessmentTable } from '~/components/capacity/assessment-table';
import { DayCurve } from '~/components/capacity/day-curve';
import { DecisionForm } from '~/components/capacity/decision-form';
import { DecisionHistory } from '~/components/capacity/decision-history';
import { HostingSection } from '~/components/capacity/hosting-section';
import { IntakePanel, type PanelAnswer } from '~/components/capacity/intake-panel';
import { Proposal } from '~/components/capacity/proposal';
import { SurveyForm } from '~/components/capacity/survey-form';
import { SurveyRecords } from '~/components/capacity/survey-record';
import { CaseTimeline } from '~/components/case';
import { CaseDocuments, CaseFacts, CaseFileLayout, ClockLine } from '~/components/case-file';
import { DeskShell, pageTitle } from '~/components/shell';
import { Disclosure, LinkButton, Notice, PageHeader, Section } from '~/components/ui';
import { UTILITY_STATUSES } from '~/domain/refusal/utility-status';
import { capacityWords } from '~/i18n/capacity';
import { useLocale, useWords } from '~/i18n/locale-context';
import { utilityWords } from '~/i18n/utility';
import { type ConnectionPage, readConnection } from '~/routing/connection.server';
import { actOnConnection } from '~/routing/connection-actions.server';

export const meta = pageTitle(utilityWords, (words, { caseNo }: ConnectionPage) => words.caseTitle(caseNo));

export function loader({ request, context, params }: LoaderFunctionArgs) {
  return readConnection(context, request, params.caseId ?? '');
}

export function action({ request, context, params }: ActionFunctionArgs) {
  return actOnConnection(context, request, params.caseId ?? '');
}

export default function UtilityCase() {
  const words = useWords(utilityWords);
  const locale = useLocale();
  const page = useLoaderData<typeof loader>() as ConnectionPage;
  const answer = useActionData<typeof action>() as PanelAnswer;
  const status = page.code && UTILITY_STATUSES[page.code];
  return (
    <DeskShell audience="utility">
      <CaseFileLayout
        header={
          <PageHeader
            title={words.caseTitle(page.caseNo)}
            meta={
              status && page.code
                ? words.utilityCode(page.code, locale === 'en' ? status.english : status.name)
                : undefined
            }
            crumbs={[{ label: words.crumb, to: '/utility' }]}
          />
        }
        facts={<Facts page={page} />}
        panel={<Panel page={page} answer={answer} />}
        log={<CaseTimeline {...page} events={page.log} reader="utility" />}
      />
    </DeskShell>
  );
}

function Facts({ page }: { page: ConnectionPage }) {
  const words = useWords(utilityWords);
  const { assessed } = page;
  return (
    <>
      <CaseFacts facts={page.facts} />
      <CaseDocuments documents={page.documents} />
      <SurveyRecords surveys={page.surveys} />
      {assessed ? (
        <Section
          title={words.decide.title}
          description={assessed.isPreliminary ? words.decide.preliminary : undefined}
          action={
            <LinkButton to={`/utility/cases/${page.caseId}/assessment`} variant="quiet">
              {words.decide.printed}
            </LinkButton>
          }
        >
          <Proposal assessment={assessed.assessment} />
          <AssessmentTable steps={assessed.assessment.steps} />
          {assessed.day ? <DayCurve day={assessed.day} /> : null}
          <AssessmentInputs input={assessed.input} origins={assessed.origins} />
        </Section>
      ) : null}
      {assessed ? <HostingSection answer={assessed.hosting} needFactor={assessed.needFactor} /> : null}
      <DecisionHistory decisions={page.decisions} caseId={page.caseId} />
    </>
  );
}

function Panel({ page, answer }: { page: ConnectionPage; answer: PanelAnswer }) {
  const words = useWords(utilityWords);
  const capacity = useWords(capacityWords);
  const { status, assessed, facts } = page;
  const defaults = {
    today: page.today,
    feeders: page.feeders,
    feederId: page.spaceFeederId,
    pilePhases: facts.pilePhases,
    distanceM: facts.space?.distanceM ?? null,
    needsCommonRoute: facts.needsCommonRoute,
  };
  return (
    <>
      <ClockLine
        status={status}
        deadline={page.deadline}
        now={page.now}
        reader="utility"
        isEscalated={page.isEscalated}
      />
      {status === 'utility_intake' ? (
        <IntakePanel documentKinds={page.documentKinds} answer={answer} />
      ) : status === 'survey' ? (
        <SurveyForm defaults={defaults} answer={answer} />
      ) : status === 'assessment' && assessed ? (
        <>
          <p className="font-medium">
            {capacity.proposalIs(capacity.decisions[assessed.assessment.proposal])}
          </p>
          <DecisionForm seen={assessed.seen} proposal={assessed.assessment.proposal} answer={answer} />
          <Disclosure summary={words.survey.again} isOpen={answer?.intent === 'survey'}>
            <SurveyForm defaults={defaults} answer={answer} />
          </Disclosure>
        </>
      ) : status === 'awaiting_upgrade' && assessed ? (
        <>
          <Notice tone="warn" title={page.queueRank ? words.queue(page.queueRank) : words.queueTitle}>
            {words.queueBody}
          </Notice>
          <LinkButton to={`/utility/transformers/${assessed.transformerId}`}>
            {words.toTransformer}
          </LinkButton>
          <Disclosure summary={capacity.decisions['not-feasible']} isOpen={answer?.intent === 'decide'}>
            <DecisionForm seen={assessed.seen} proposal="upgrade" answer={answer} isQueued />
          </Disclosure>
        </>
      ) : (
        <p className="text-muted">{words.wait}</p>
      )}
    </>
  );
}
