import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { AssessmentInputs } from '~/components/capacity/assessment-inputs';
import { AssessmentTable } from '~/components/capacity/assessment-table';
import { HostingSection } from '~/components/capacity/hosting-section';
import { Proposal } from '~/components/capacity/proposal';
import { pageTitle } from '~/components/shell/page-title';
import { LinkButton, mainContentId, PrintLayout } from '~/components/ui';
import { capacityWords } from '~/i18n/capacity';
import { formatDateTime } from '~/i18n/format';
import { useLocale, useWords } from '~/i18n/locale-context';
import { utilityWords } from '~/i18n/utility';
import { readConnection } from '~/routing/connection.server';
import { refuse } from '~/routing/guard.server';

export const meta = pageTitle(utilityWords, (words) => words.print.title);

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const page = await readConnection(context, request, params.caseId ?? '');
  const past = page.decisions.find((kept) => kept.id === new URL(request.url).searchParams.get('of'));
  const shown = past ?? page.assessed;
  if (!shown) throw refuse('not-found');
  const space = page.facts.space?.code ?? '';
  return {
    caseId: params.caseId ?? '',
    caseNo: page.caseNo,
    place: `${page.facts.compoundName} ${page.facts.door} ${space}`.trim(),
    now: page.now,
    input: shown.input,
    assessment: shown.assessment,
    hosting: shown.hosting,
    needFactor: past ? null : (page.assessed?.needFactor ?? null),
    origins: {
      surveyedOn: page.surveys[0]?.surveyedOn ?? null,
      submittedOn: page.facts.submittedAt?.slice(0, 10) ?? null,
      ledgerOn: (past?.decidedAt ?? page.now).slice(0, 10),
    },
    decided: past ? { ...past, input: undefined, assessment: undefined, hosting: undefined } : null,
  };
}

export default function AssessmentSheet() {
  const words = useWords(utilityWords).print;
  const capacity = useWords(capacityWords);
  const locale = useLocale();
  const sheet = useLoaderData<typeof loader>();
  const { decided } = sheet;
  return (
    <main id={mainContentId} tabIndex={-1}>
      <div className="no-print mx-auto max-w-page p-4">
        <LinkButton to={`/utility/cases/${sheet.caseId}`}>{sheet.caseNo}</LinkButton>
      </div>
      <PrintLayout
        title={words.title}
        reference={words.reference(sheet.caseNo, sheet.place)}
        printedAt={sheet.now}
      >
        <Proposal assessment={sheet.assessment} />
        <AssessmentTable steps={sheet.assessment.steps} />
        <AssessmentInputs input={sheet.input} origins={sheet.origins} />
        <HostingSection answer={sheet.hosting} needFactor={sheet.needFactor} isPast={decided !== null} />
        <section className="flex flex-col gap-1">
          <h2 className="text-lg font-semibold">{words.decision}</h2>
          {decided ? (
            <>
              <p className="font-medium">{capacity.decisions[decided.decision]}</p>
              <p>
                {decided.decidedBy} · {formatDateTime(decided.decidedAt, locale)}
              </p>
              {decided.note ? <p className="whitespace-pre-line">{decided.note}</p> : null}
            </>
          ) : (
            <p>{words.undecided}</p>
          )}
        </section>
      </PrintLayout>
    </main>
  );
}
