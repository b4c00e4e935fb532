import { Card, DescriptionList, Disclosure, LinkButton, Notice, PageHeader } from '~/components/ui';
import { formatDateTime, formatDayAndTime, formatFen, formatKwh, formatSpan } from '~/i18n/format';
import { useLocale, useWords } from '~/i18n/locale-context';
import { slotWords } from '~/i18n/slot';
import { IntentButton } from './intent-button';
import { SlotBadge } from './my-slots';
import { OccupationSection } from './occupation-section';
import { SlotBill } from './slot-bill';
import { SlotChanges } from './slot-changes';
import type { SlotPage } from './slot-data';

type SlotPageViewProps = {
  page: SlotPage;
  answer?: { intent: string; text: string; typed?: string };
};

/** A slot: where it stands and what to do next; then what it promises, what it cost, and what can be changed. */
export function SlotPageView({ page, answer }: SlotPageViewProps) {
  const words = useWords(slotWords);
  const locale = useLocale();
  return (
    <>
      <PageHeader
        title={formatSpan(page.startAt, page.endAt, page.now, locale)}
        meta={page.spaceCode}
        crumbs={[{ to: '/home/shared', label: words.back }]}
      />
      {answer ? <Notice tone="warn" title={answer.text} /> : null}
      <NextStep page={page} />
      <Card>
        <DescriptionList
          facts={[
            { term: words.promise, value: formatKwh(page.promisedWh / 1000) },
            { term: words.quote, value: formatFen(page.quoteFen) },
            { term: words.car, value: page.carLabel ?? words.noCar },
          ]}
        />
      </Card>
      <SlotBill page={page} />
      {page.occupation ? (
        <OccupationSection occupation={page.occupation} now={page.now} typed={answer?.typed} />
      ) : null}
      <SlotChanges page={page} />
      <Disclosure summary={words.history}>
        <ol className="flex flex-col gap-2">
          {page.events.flatMap((event) => {
            const what = words.events[event.kind];
            return what ? (
              <li key={`${event.kind}-${event.at}`}>
                <span className="text-muted">{formatDateTime(event.at, locale)}</span> {what}
              </li>
            ) : (
              []
            );
          })}
        </ol>
      </Disclosure>
    </>
  );
}

/** The state in one sentence with its time, and the one thing to do. */
function NextStep({ page }: { page: SlotPage }) {
  const words = useWords(slotWords);
  const locale = useLocale();
  const sentence = words.ball[page.stage];
  const when = page.stageAt === null ? '' : formatDayAndTime(page.stageAt, page.now, locale);
  return (
    <Card as="section" className="flex flex-col items-start gap-3">
      <SlotBadge status={page.status} />
      <p className="text-lg font-semibold">{typeof sentence === 'string' ? sentence : sentence(when)}</p>
      {page.deliveredWh === null ? null : (
        <p>{words.delivered(formatKwh(page.deliveredWh / 1000), formatKwh(page.promisedWh / 1000))}</p>
      )}
      <Actions page={page} />
    </Card>
  );
}

function Actions({ page }: { page: SlotPage }) {
  const words = useWords(slotWords);
  switch (page.stage) {
    case 'now':
      return (
        <>
          <LinkButton to={`/p/${page.code}`} variant="primary" wide>
            {words.go}
          </LinkButton>
          <IntentButton intent="check-in" variant="secondary">
            {words.checkIn}
          </IntentButton>
        </>
      );
    case 'here':
      return (
        <LinkButton to={`/p/${page.code}`} variant="primary" wide>
          {words.go}
        </LinkButton>
      );
    case 'charging':
      return (
        <IntentButton intent="stop" variant="secondary">
          {words.stop}
        </IntentButton>
      );
    case 'offered':
      return (
        <LinkButton to="/home/shared/wait" variant="primary" wide>
          {words.answerOffer}
        </LinkButton>
      );
    case 'early':
    case 'requested':
    case 'done':
      return null;
    default:
      return (
        <LinkButton to="/home/shared" variant="primary" wide>
          {words.findOther}
        </LinkButton>
      );
  }
}
