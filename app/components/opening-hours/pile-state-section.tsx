import { Form } from '@remix-run/react';
import { Card, Section, SubmitButton } from '~/components/ui';
import { type StrandedSlot, StrandedSlots } from './stranded-slots';

interface StateWords {
  stateTitle: string;
  pause: string;
  pauseHelp: string;
  resume: string;
  resumeHelp: string;
}

/** Pauses, resumes and ends the sharing of a pile; ending it asks for each booked slot. */
export function PileStateSection({
  words,
  end,
  isPaused,
  slots,
  now,
}: {
  words: StateWords;
  end: { intent: string; label: string; help: string };
  isPaused: boolean;
  slots: readonly StrandedSlot[];
  now: string;
}) {
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
            {end.help}
            <SubmitButton name="intent" value={end.intent} variant="secondary">
              {end.label}
            </SubmitButton>
          </span>
        </Form>
      </Card>
    </Section>
  );
}
