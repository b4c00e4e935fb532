import { Form } from '@remix-run/react';
import { Card, plainField, Section, SubmitButton, TextareaField } from '~/components/ui';
import { formatDayAndTime, formatFen } from '~/i18n/format';
import { useLocale, useWords } from '~/i18n/locale-context';
import { slotWords } from '~/i18n/slot';
import type { OccupationData } from './slot-data';

type OccupationSectionProps = { occupation: OccupationData; now: string; typed?: string };

/** A car that stayed after its slot: since when, what it costs, and the appeal. */
export function OccupationSection({ occupation, now, typed }: OccupationSectionProps) {
  const words = useWords(slotWords);
  const locale = useLocale();
  const from = formatDayAndTime(occupation.fromAt, now, locale);
  const { untilAt, status, decisionText } = occupation;
  return (
    <Section title={words.overstay}>
      <Card className="flex flex-col gap-3">
        <p>
          {untilAt === null
            ? words.overstaySince(from)
            : words.overstayUntil(from, formatDayAndTime(untilAt, now, locale))}
        </p>
        <p>{occupation.feeFen > 0 ? words.fee(formatFen(occupation.feeFen)) : words.noFee}</p>
        {status === 'appealed' ? <p>{words.appealed}</p> : null}
        {status === 'waived' ? <p>{words.waived(decisionText ?? '')}</p> : null}
        {status === 'kept' ? <p>{words.kept(decisionText ?? '')}</p> : null}
        {occupation.canAppeal ? (
          <Form method="post" className="flex flex-col gap-3">
            <h3 className="font-semibold">{words.appeal}</h3>
            <TextareaField
              field={plainField('text', { defaultValue: typed, required: true, maxLength: 1000 })}
              label={words.appealText}
              hint={words.appealHint}
            />
            <SubmitButton name="intent" value="appeal" variant="secondary">
              {words.appealButton}
            </SubmitButton>
          </Form>
        ) : null}
      </Card>
    </Section>
  );
}
