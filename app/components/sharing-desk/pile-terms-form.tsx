import { useForm } from '@conform-to/react';
import {
  ActionForm,
  CheckboxField,
  NumberField,
  RadioGroupField,
  Section,
  SelectField,
  SubmitButton,
  TextareaField,
} from '~/components/ui';
import { STEPS } from '~/domain/booking/lending';
import { COMMON_MODES } from '~/domain/booking/members';
import { ALWAYS_OPEN } from '~/domain/booking/opening-hours';
import { useWords } from '~/i18n/locale-context';
import { pileDeskWords } from '~/i18n/pile-desk';
import { HoursRows, hoursRowsOf } from '../opening-hours/hours-rows';
import { StrandedSlots } from '../opening-hours/stranded-slots';
import type { PileAnswer, SharedSettings } from './pile-desk';

/** Shown where a pile is opened for the first time: assumptions of ours. */
const FIRST_TERMS = {
  hours: ALWAYS_OPEN,
  stepMinutes: 30,
  minMinutes: 60,
  maxMinutes: 480,
  bufferMinutes: 15,
  latestNoticeMinutes: 0,
  graceMinutes: 15,
  walkUps: true,
  mode: 'time-shared',
  memberDoors: [] as string[],
} as const;

function valuesOf(settings: Omit<SharedSettings, 'bookings' | 'exceptions' | 'code' | 'kind' | 'isPaused'>) {
  return {
    hours: hoursRowsOf(settings.hours),
    mode: settings.mode,
    members: settings.memberDoors.join('\n'),
    stepMinutes: String(settings.stepMinutes),
    minMinutes: String(settings.minMinutes),
    maxMinutes: String(settings.maxMinutes),
    bufferMinutes: String(settings.bufferMinutes),
    latestNoticeMinutes: String(settings.latestNoticeMinutes),
    graceMinutes: String(settings.graceMinutes),
    walkUps: settings.walkUps ? 'on' : '',
  };
}

type Values = ReturnType<typeof valuesOf>;
type PileTermsProps = { settings: SharedSettings | null; answer: PileAnswer | undefined; now: string };

const required = { required: true, showOptional: false };

/** When and how a pile is shared: opens one that is not, changes one that is. */
export function PileTermsForm({ settings, answer, now }: PileTermsProps) {
  const words = useWords(pileDeskWords).pile;
  const [form, fields] = useForm<Values>({
    id: settings ? 'terms' : 'open',
    lastResult: answer?.result,
    defaultValue: valuesOf(settings ?? { ...FIRST_TERMS, memberDoors: [] }),
  });
  const minutes = (
    name: 'minMinutes' | 'maxMinutes' | 'bufferMinutes' | 'latestNoticeMinutes' | 'graceMinutes',
    label: string,
  ) => <NumberField field={fields[name]} label={label} unit={words.minutes} min={0} step="1" {...required} />;
  return (
    <Section
      title={settings ? words.termsTitle : words.openTitle}
      description={settings ? undefined : words.openIntro}
    >
      <ActionForm form={form}>
        <HoursRows field={fields.hours} />
        <RadioGroupField
          field={fields.mode}
          label={words.mode}
          required
          options={COMMON_MODES.map((mode) => ({
            value: mode,
            label: words.modes[mode],
            hint: words.modeHints[mode],
          }))}
        />
        <TextareaField
          field={fields.members}
          label={words.members}
          hint={words.membersHint}
          rows={3}
          showOptional
        />
        <div className="grid items-end gap-4 sm:grid-cols-2">
          <SelectField
            field={fields.stepMinutes}
            label={words.step}
            placeholder={null}
            options={STEPS.map((step) => ({ value: String(step), label: `${step} ${words.minutes}` }))}
          />
          {minutes('minMinutes', words.shortest)}
          {minutes('maxMinutes', words.longest)}
          {minutes('bufferMinutes', words.buffer)}
          {minutes('latestNoticeMinutes', words.notice)}
          {minutes('graceMinutes', words.grace)}
        </div>
        <CheckboxField field={fields.walkUps} label={words.walkUps} />
        <StrandedSlots slots={answer?.slots ?? []} now={now} />
        <SubmitButton name="intent" value={settings ? 'terms' : 'open'}>
          {settings ? words.save : words.openSubmit}
        </SubmitButton>
      </ActionForm>
    </Section>
  );
}
