import { LinkButton, Notice, PageHeader } from '~/components/ui';
import { useWords } from '~/i18n/locale-context';
import { pileDeskWords } from '~/i18n/pile-desk';
import { sharingDeskWords } from '~/i18n/sharing-desk';
import { ExceptionsSection } from '../opening-hours/exceptions-section';
import { PileStateSection } from '../opening-hours/pile-state-section';
import { ArrivalForm } from './arrival-form';
import { GapList } from './desk-compound';
import { PileBookings } from './pile-bookings';
import type { PileAnswer, PileDesk, PileForm, SharedSettings } from './pile-desk';
import { PileTermsForm } from './pile-terms-form';
import { VerificationForm } from './verification-form';

type ViewProps = { page: PileDesk; answer: PileAnswer | undefined };

/** The sharing of one pile: what is missing, who comes, when it is open, its papers. */
export function PileDeskView({ page, answer }: ViewProps) {
  const words = useWords(sharingDeskWords);
  const { pile } = useWords(pileDeskWords);
  const { shared } = page;
  const isOurs = shared ? shared.kind === 'common' : !page.isPrivate;
  return (
    <>
      <PageHeader
        title={pile.title(page.spaceCode)}
        meta={`${page.compoundName} · ${page.zone}`}
        crumbs={[{ label: words.title, to: '/operator/sharing' }]}
        actions={shared ? <Links page={page} shared={shared} /> : null}
      />
      {answer?.text ? <Notice tone="danger" title={answer.text} isAnswer /> : null}
      {isOurs ? null : <Notice>{shared ? pile.lentNote : pile.privateNote}</Notice>}
      {page.gaps.length > 0 ? (
        <Notice tone="warn" title={pile.missing}>
          <GapList gaps={page.gaps} />
        </Notice>
      ) : null}
      {shared ? <PileBookings bookings={shared.bookings} now={page.now} /> : null}
      <div className="grid items-start gap-8 lg:grid-cols-2">
        {isOurs ? <Terms page={page} answer={answer} /> : null}
        <div className="flex flex-col gap-8">
          {shared ? <ArrivalForm answer={answerTo(answer, 'arrival')} /> : null}
          {isOurs && shared ? <Changes page={page} shared={shared} answer={answer} /> : null}
          <VerificationForm
            key={page.verification?.no}
            verification={page.verification}
            answer={answerTo(answer, 'verification')}
          />
        </div>
      </div>
    </>
  );
}

function answerTo(answer: PileAnswer | undefined, form: PileForm): PileAnswer | undefined {
  return answer?.form === form ? answer : undefined;
}

function Links({ page, shared }: { page: PileDesk; shared: SharedSettings }) {
  const words = useWords(sharingDeskWords);
  return (
    <>
      <LinkButton to={`/p/${shared.code}`}>{words.publicPage}</LinkButton>
      <LinkButton to={`/operator/sharing/${page.pileId}/print`}>{words.print}</LinkButton>
    </>
  );
}

function Terms({ page, answer }: ViewProps) {
  const words = useWords(pileDeskWords).pile;
  const { shared } = page;
  if (!shared && page.gaps.length > 0) return <p className="text-muted">{words.openNeeds}</p>;
  const key = shared ? JSON.stringify([shared.hours, shared.mode, shared.memberDoors]) : 'open';
  return <PileTermsForm key={key} settings={shared} answer={answerTo(answer, 'terms')} now={page.now} />;
}

function Changes({ page, shared, answer }: ViewProps & { shared: SharedSettings }) {
  const words = useWords(pileDeskWords).pile;
  return (
    <>
      <ExceptionsSection
        exceptions={shared.exceptions}
        now={page.now}
        answer={answerTo(answer, 'exception')}
        removal={answerTo(answer, 'remove-exception')}
      />
      <PileStateSection
        words={words}
        end={{ intent: 'close', label: words.close, help: words.closeHelp }}
        isPaused={shared.isPaused}
        slots={answerTo(answer, 'close')?.slots ?? []}
        now={page.now}
      />
    </>
  );
}
