import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { AcceptanceForm } from '~/components/acceptance/acceptance-form';
import { InspectionRecords } from '~/components/acceptance/inspection-records';
import { CaseTimeline } from '~/components/case';
import { CaseDocuments, CaseFacts, CaseFileLayout, ClockLine } from '~/components/case-file';
import {
  ClearanceForm,
  GatesPanel,
  IssuedCredentials,
  StationPanel,
} from '~/components/pile/commissioning-panel';
import { DeskShell, pageTitle } from '~/components/shell';
import { FormErrors, LinkButton, PageHeader } from '~/components/ui';
import { useWords } from '~/i18n/locale-context';
import { operatorWords } from '~/i18n/operator';
import { pileWords } from '~/i18n/piles';
import { readWorks, type WorksPage } from '~/routing/works.server';
import { actOnWorks, type WorksAnswer } from '~/routing/works-actions.server';

export const meta = pageTitle(operatorWords, (words, { caseNo }: WorksPage) => words.caseTitle(caseNo));

export function loader({ request, context, params }: LoaderFunctionArgs) {
  return readWorks(context, request, params.caseId ?? '');
}

export function action({ request, context, params }: ActionFunctionArgs) {
  return actOnWorks(context, request, params.caseId ?? '');
}

export default function OperatorCase() {
  const words = useWords(operatorWords);
  const page = useLoaderData<typeof loader>() as WorksPage;
  const answer = useActionData<typeof action>() as WorksAnswer;
  return (
    <DeskShell audience="operator">
      <CaseFileLayout
        header={
          <PageHeader
            title={words.caseTitle(page.caseNo)}
            crumbs={[{ label: words.crumb, to: '/operator' }]}
          />
        }
        facts={<Facts page={page} answer={answer} />}
        panel={<Panel page={page} answer={answer} />}
        log={<CaseTimeline {...page} events={page.log} reader="operator" />}
      />
    </DeskShell>
  );
}

type Part = { page: WorksPage; answer: WorksAnswer };

const resultOf = (answer: WorksAnswer, intent: string) =>
  (answer?.intent === intent ? answer.result : undefined) ?? undefined;

function Facts({ page, answer }: Part) {
  const last = page.inspections[0];
  return (
    <>
      <CaseFacts facts={page.facts} />
      {page.status === 'works' && page.checklist && page.plan ? (
        <AcceptanceForm
          items={page.checklist}
          scope={page.scope}
          plan={page.plan}
          typed={page.typed}
          failed={last?.items.filter((item) => !item.ok).map((item) => item.key) ?? []}
          photoCount={page.photoCount}
          cccRequiredFrom={page.cccRequiredFrom}
          today={page.today}
          result={resultOf(answer, 'accept')}
        />
      ) : null}
      <InspectionRecords inspections={page.inspections} />
      <CaseDocuments documents={page.documents} />
    </>
  );
}

function Panel({ page, answer }: Part) {
  const words = useWords(operatorWords);
  const piles = useWords(pileWords);
  const failure = resultOf(answer, 'issue') ?? resultOf(answer, 'energise');
  return (
    <>
      <ClockLine
        status={page.status}
        deadline={page.deadline}
        now={page.now}
        reader="operator"
        isEscalated={page.isEscalated}
      />
      <FormErrors errors={(failure?.error?.[''] ?? []).map((message) => ({ message }))} />
      {answer?.issued ? <IssuedCredentials issued={answer.issued} /> : null}
      {page.status === 'works' ? (
        <>
          <p>{words.nothing.works}</p>
          <LinkButton to="#acceptance">{words.nothing.toForm}</LinkButton>
        </>
      ) : page.status === 'commissioning' && page.pile ? (
        <>
          <StationPanel station={page.station} />
          <GatesPanel gates={page.gates} />
          <ClearanceForm papers={page.pile} result={resultOf(answer, 'clearance')} />
        </>
      ) : page.status === 'energised' && page.pile ? (
        <>
          <LinkButton to={`/operator/piles/${page.pile.id}`}>{piles.title}</LinkButton>
          <StationPanel station={page.station} />
        </>
      ) : (
        <p className="text-muted">{words.wait}</p>
      )}
    </>
  );
}
