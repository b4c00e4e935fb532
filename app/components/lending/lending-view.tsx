import { LinkButton, Notice, PageHeader } from '~/components/ui';
import { lendingWords } from '~/i18n/lending';
import { useWords } from '~/i18n/locale-context';
import { ExceptionsSection } from '../opening-hours/exceptions-section';
import { PileStateSection } from '../opening-hours/pile-state-section';
import { GuestPrices } from './guest-prices';
import { canFillForm, LendingChecklist } from './lending-checklist';
import { LendingForm } from './lending-form';
import { LendingGuests } from './lending-guests';
import type { LendingAnswer, LendingFormName, LendingPage, LentTerms } from './lending-page';

type ViewProps = { page: LendingPage; answer: LendingAnswer | undefined };

/** The lending of one's own pile: what is missing, who comes, what they pay, and how it is lent. */
export function LendingView({ page, answer }: ViewProps) {
  const words = useWords(lendingWords).pile;
  const { lent, gaps } = page;
  const answerTo = (form: LendingFormName) => (answer?.form === form ? answer : undefined);
  return (
    <>
      <PageHeader title={words.title(page.spaceCode)} crumbs={[{ label: words.back, to: '/home/lend' }]} />
      {answer?.text ? <Notice tone="danger" title={answer.text} isAnswer /> : null}
      {lent && !lent.isPaused && gaps.length === 0 ? null : (
        <LendingChecklist gaps={gaps} operatorName={page.operatorName} />
      )}
      {lent ? <LendingGuests lent={lent} now={page.now} /> : null}
      <GuestPrices title={words.today} bands={page.bands} />
      {lent || canFillForm(gaps) ? (
        <LendingForm key={formKey(lent)} page={page} answer={answerTo('terms')} />
      ) : (
        <p className="text-muted">{words.waitForOthers}</p>
      )}
      {lent ? (
        <>
          <ExceptionsSection
            exceptions={lent.exceptions}
            now={page.now}
            answer={answerTo('exception')}
            removal={answerTo('remove-exception')}
          />
          <PileStateSection
            words={words}
            end={{ intent: 'stop', label: words.stop, help: words.stopHelp }}
            isPaused={lent.isPaused}
            slots={answerTo('stop')?.slots ?? []}
            now={page.now}
          />
          <LinkButton to={`/p/${lent.code}`}>{words.publicPage}</LinkButton>
        </>
      ) : null}
    </>
  );
}

function formKey(lent: LentTerms | null): string {
  return lent ? JSON.stringify([lent.hours, lent.notice, lent.insurancePolicy, lent.needsApproval]) : 'first';
}
