import { type SubmissionResult, useForm } from '@conform-to/react';
import { Form } from '@remix-run/react';
import {
  ActionForm,
  Card,
  DateField,
  Disclosure,
  Section,
  SelectField,
  SubmitButton,
  TextField,
  TimeField,
} from '~/components/ui';
import { formatDayAndTime } from '~/i18n/format';
import { useLocale, useWords } from '~/i18n/locale-context';
import { openingHoursWords } from '~/i18n/opening-hours';
import { type StrandedSlot, StrandedSlots } from './stranded-slots';

export interface ExceptionData {
  id: string;
  kind: 'closed' | 'open';
  startAt: string;
  endAt: string;
  note: string;
}

type ExceptionsProps = {
  exceptions: readonly ExceptionData[];
  now: string;
  answer: { result: SubmissionResult | null; slots: readonly StrandedSlot[] } | undefined;
  /** Slots that stand in the way of removing one. */
  removal: { exceptionId: string; slots: readonly StrandedSlot[] } | undefined;
};

/** Single stretches against the usual hours: those that are set, and one to add. */
export function ExceptionsSection({ exceptions, now, answer, removal }: ExceptionsProps) {
  const words = useWords(openingHoursWords);
  return (
    <Section title={words.exceptions} description={words.exceptionsIntro}>
      {exceptions.length === 0 ? <p className="text-muted">{words.noExceptions}</p> : null}
      <ul className="flex flex-col gap-2">
        {exceptions.map((exception) => (
          <ExceptionLine
            key={exception.id}
            exception={exception}
            now={now}
            slots={removal?.exceptionId === exception.id ? removal.slots : []}
          />
        ))}
      </ul>
      <Disclosure summary={words.add} isOpen={answer !== undefined}>
        <AddException key={exceptions.length} answer={answer} now={now} />
      </Disclosure>
    </Section>
  );
}

function ExceptionLine({
  exception,
  now,
  slots,
}: {
  exception: ExceptionData;
  now: string;
  slots: readonly StrandedSlot[];
}) {
  const words = useWords(openingHoursWords);
  const locale = useLocale();
  const when = `${formatDayAndTime(exception.startAt, now, locale)} – ${formatDayAndTime(exception.endAt, now, locale)}`;
  return (
    <Card as="li">
      <Form method="post" className="flex flex-col gap-2">
        <input type="hidden" name="exceptionId" value={exception.id} />
        <div className="flex flex-wrap items-center justify-between gap-3">
          <span>
            <span className="font-medium">{words.kinds[exception.kind]}</span> {when}
            {exception.note ? <span className="block text-muted">{exception.note}</span> : null}
          </span>
          <SubmitButton
            name="intent"
            value="remove-exception"
            variant="secondary"
            aria-label={words.removeOf(when)}
          >
            {words.remove}
          </SubmitButton>
        </div>
        <StrandedSlots slots={slots} now={now} />
      </Form>
    </Card>
  );
}

const required = { required: true, showOptional: false };

function AddException({ answer, now }: Pick<ExceptionsProps, 'answer' | 'now'>) {
  const words = useWords(openingHoursWords);
  const [form, fields] = useForm<Record<string, string>>({
    id: 'exception',
    lastResult: answer?.result,
    defaultValue: { kind: 'closed', fromTime: '00:00', toTime: '00:00' },
  });
  const field = (name: string) => fields[name] as NonNullable<(typeof fields)[string]>;
  return (
    <ActionForm form={form}>
      <SelectField
        field={field('kind')}
        label={words.kind}
        placeholder={null}
        options={(['closed', 'open'] as const).map((kind) => ({ value: kind, label: words.kinds[kind] }))}
      />
      <div className="flex flex-wrap gap-4">
        <DateField field={field('fromOn')} label={words.fromOn} {...required} />
        <TimeField field={field('fromTime')} label={words.fromTime} {...required} />
      </div>
      <div className="flex flex-wrap gap-4">
        <DateField field={field('toOn')} label={words.toOn} {...required} />
        <TimeField field={field('toTime')} label={words.toTime} {...required} />
      </div>
      <TextField
        field={field('note')}
        label={words.note}
        hint={words.noteHint}
        maxLength={200}
        showOptional
      />
      <StrandedSlots slots={answer?.slots ?? []} now={now} />
      <SubmitButton name="intent" value="add-exception" variant="secondary">
        {words.add}
      </SubmitButton>
    </ActionForm>
  );
}
