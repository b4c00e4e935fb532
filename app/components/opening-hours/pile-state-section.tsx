import { Form } from '@remix-run/react';
import { Card, Section, SubmitButton } from '~/components/ui';
import { useWords } from '~/i18n/locale-context';
import { pileDeskWords } from '~/i18n/pile-desk';
import { type StrandedSlot, StrandedSlots } from '../opening-hours/stranded-slots';

/** Pauses, resumes and ends the sharing of a pile; ending it asks for each booked slot. */
export function PileStateSection({
  isPaused,
  slots,
  now,
}: {
  isPaused: boolean;
  slots: readonly StrandedSlot[];
  now: string;
}) {
  const words = useWords(pileDeskWords).pile;
  return (
    <Section title={words.stateTitle}>
      <Card className="flex flex-col gap-4">
        <Form method="post" className="flex flex-wrap items-center justify-between gap-3">
          <span>{isPaused ? words.resumeHelp : words.pauseHelp}</span>
          <SubmitButton name="intent" value={isPaused ? 'resume' : 'pause'} variant="secondary">
            {isPaused ? words.resume : words.pause}
          </SubmitButton>
        </Form>
        <Form method="post" className="flex flex-col gap-3 border-t border-line pt-4">
          <StrandedSlots slots={slots} now={now} />
          <span className="flex flex-wrap items-center justify-between gap-3">
            {words.closeHelp}
            <SubmitButton name="intent" value="close" variant="secondary">
              {words.close}
            </SubmitButton>
          </span>
        </Form>
      </Card>
    </Section>
  );
}
