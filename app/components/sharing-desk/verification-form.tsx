import { useForm } from '@conform-to/react';
import { ActionForm, DateField, Section, SubmitButton, TextField } from '~/components/ui';
import { formatLongDate } from '~/i18n/format';
import { useLocale, useWords } from '~/i18n/locale-context';
import { pileDeskWords } from '~/i18n/pile-desk';
import type { PileAnswer, PileDesk } from './pile-desk';

type VerificationProps = { verification: PileDesk['verification']; answer: PileAnswer | undefined };

/** The verification of the meter on record, and the form to record the next one. */
export function VerificationForm({ verification, answer }: VerificationProps) {
  const words = useWords(pileDeskWords).pile;
  const locale = useLocale();
  const [form, fields] = useForm<{ verificationNo: string; verificationUntilOn: string }>({
    id: 'verification',
    lastResult: answer?.result,
  });
  return (
    <Section title={words.verification} description={words.verificationIntro}>
      <p>
        {verification
          ? words.verified(verification.no, formatLongDate(verification.untilOn, locale))
          : words.notVerified}
      </p>
      <ActionForm form={form}>
        <TextField field={fields.verificationNo} label={words.verificationNo} maxLength={60} required />
        <DateField field={fields.verificationUntilOn} label={words.verificationUntil} required />
        <SubmitButton name="intent" value="verify" variant="secondary">
          {words.verificationSave}
        </SubmitButton>
      </ActionForm>
    </Section>
  );
}
