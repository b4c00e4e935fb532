import { Form } from '@remix-run/react';
import { formatDayAndTime, formatSpan } from '~/i18n/format';
import { useLocale, useWords } from '~/i18n/locale-context';
import { waitingWords } from '~/i18n/waiting';
import { Card, plainField, Section, SelectField, SubmitButton } from '../ui';
import type { SlotData, SwapData, WaitPage } from './wait-page-data';

const ASK_FORM = 'ask-swap';

function useSlotText(now: string) {
  const words = useWords(waitingWords);
  const locale = useLocale();
  return ({ spaceCode, startAt, endAt }: SlotData) =>
    words.slot(spaceCode, formatSpan(startAt, endAt, now, locale));
}

/** Swaps that are asked for, and the form to ask; nothing where there is neither. */
export function SwapSection({ page }: { page: WaitPage }) {
  const words = useWords(waitingWords);
  const { own, others } = page.swappable;
  const canAsk = own.length > 0 && others.length > 0;
  if (page.swaps.length === 0 && !canAsk) return null;
  return (
    <Section title={words.swaps} description={words.swapsHelp}>
      <ul className="flex flex-col gap-3">
        {page.swaps.map((swap) => (
          <Swap key={swap.swapId} swap={swap} now={page.now} />
        ))}
      </ul>
      {canAsk ? <AskForm page={page} /> : null}
    </Section>
  );
}

function Swap({ swap, now }: { swap: SwapData; now: string }) {
  const words = useWords(waitingWords);
  const locale = useLocale();
  const text = useSlotText(now);
  const [given, wanted] = [text(swap.given), text(swap.wanted)];
  return (
    <Card as="li" className="flex flex-col gap-2">
      <p className="font-semibold">
        {swap.isMine ? words.swapOut(given, wanted) : words.swapIn(given, wanted)}
      </p>
      <p className="text-muted">{words.swapBy(formatDayAndTime(swap.answerByAt, now, locale))}</p>
      {swap.isMine ? null : (
        <Form method="post" className="flex flex-wrap gap-3">
          <input type="hidden" name="swapId" value={swap.swapId} />
          <SubmitButton name="intent" value="swap-accept">
            {words.swapAccept}
          </SubmitButton>
          <SubmitButton name="intent" value="swap-decline" variant="secondary">
            {words.swapDecline}
          </SubmitButton>
        </Form>
      )}
    </Card>
  );
}

function AskForm({ page }: { page: WaitPage }) {
  const words = useWords(waitingWords);
  const text = useSlotText(page.now);
  const { own, others } = page.swappable;
  const field = (name: string) => plainField(name, { required: true, formId: ASK_FORM });
  return (
    <Form id={ASK_FORM} method="post" className="flex flex-col gap-4">
      <SelectField
        field={field('bookingId')}
        label={words.swapGive}
        placeholder={own.length === 1 ? null : undefined}
        options={own.map((slot) => ({ value: slot.bookingId, label: text(slot) }))}
      />
      <SelectField
        field={field('wanted')}
        label={words.swapWant}
        options={others.map((slot) => ({ value: `${slot.pileId}@${slot.startAt}`, label: text(slot) }))}
      />
      <SubmitButton name="intent" value="swap-ask" variant="secondary" wide>
        {words.swapAsk}
      </SubmitButton>
    </Form>
  );
}
