import { useForm } from '@conform-to/react';
import { ActionForm, Card, SubmitButton, TextareaField } from '~/components/ui';
import { formatDayAndTime, formatFen } from '~/i18n/format';
import { useLocale, useWords } from '~/i18n/locale-context';
import { sharingDeskWords } from '~/i18n/sharing-desk';
import type { Appeal, AppealAnswer } from './sharing-desk';

type AppealsProps = { appeals: readonly Appeal[]; now: string; answer: AppealAnswer | undefined };

/** The appeals that wait for the operator, each with its form. */
export function Appeals({ appeals, now, answer }: AppealsProps) {
  const words = useWords(sharingDeskWords).appeals;
  if (appeals.length === 0) return null;
  return (
    <div className="flex flex-col gap-2">
      <h3 className="font-semibold">{words.title}</h3>
      <ul className="flex flex-col gap-3">
        {appeals.map((appeal) => (
          <AppealCard
            key={appeal.bookingId}
            appeal={appeal}
            now={now}
            answer={answer?.bookingId === appeal.bookingId ? answer : undefined}
          />
        ))}
      </ul>
    </div>
  );
}

function AppealCard({
  appeal,
  now,
  answer,
}: {
  appeal: Appeal;
  now: string;
  answer: AppealAnswer | undefined;
}) {
  const words = useWords(sharingDeskWords).appeals;
  const locale = useLocale();
  const [form, fields] = useForm<{ reason: string }>({
    id: `appeal-${appeal.bookingId}`,
    lastResult: answer?.result,
  });
  const at = (instant: string) => formatDayAndTime(instant, now, locale);
  return (
    <Card as="li" className="flex flex-col gap-3">
      <p className="font-semibold">{words.line(appeal.spaceCode, appeal.door, formatFen(appeal.feeFen))}</p>
      <p>{words.stay(at(appeal.fromAt), at(appeal.untilAt))}</p>
      <p>{words.text(appeal.text, at(appeal.appealedAt))}</p>
      <ActionForm form={form}>
        <input type="hidden" name="bookingId" value={appeal.bookingId} />
        <TextareaField
          field={fields.reason}
          label={words.reason}
          hint={words.reasonHint}
          rows={2}
          maxLength={1000}
          required
        />
        <span className="flex flex-wrap gap-3">
          <SubmitButton name="intent" value="waive">
            {words.waive}
          </SubmitButton>
          <SubmitButton name="intent" value="keep" variant="secondary">
            {words.keep}
          </SubmitButton>
        </span>
      </ActionForm>
    </Card>
  );
}
