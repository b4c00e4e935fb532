import { type SubmissionResult, useForm } from '@conform-to/react';
import type { SharingRules } from '~/domain/booking/sharing-rules';
import { timeFromMinute } from '~/domain/shared/local-time';
import { useWords } from '~/i18n/locale-context';
import { sharingRulesWords } from '~/i18n/sharing-rules';
import { ActionForm, NumberField, Section, SubmitButton, TimeField } from '../ui';
import type { PublishedRulesData } from './rules-text';

type RulesFormProps = {
  compoundId: string;
  published: PublishedRulesData;
  lastResult: SubmissionResult | undefined;
};

const required = { required: true, showOptional: false };

function valuesOf(rules: SharingRules): Record<string, string> {
  return {
    slotsPerWeek: String(rules.slotsPerWeek),
    busyHoursPerWeek: String(rules.busyMinutesPerWeek / 60),
    busyFrom: timeFromMinute(rules.busyFromMinute),
    busyTo: timeFromMinute(rules.busyToMinute % 1440),
    withoutOwnDaysAhead: String(rules.withoutOwnDaysAhead),
    withOwnDaysAhead: String(rules.withOwnDaysAhead),
    offerMinutes: String(rules.offerMinutes),
    noShowsAllowed: String(rules.noShowsAllowed),
    strictDaysAhead: String(rules.strictDaysAhead),
    freeCancelMinutes: String(rules.freeCancelMinutes),
    promisePercent: String(Math.round(rules.promiseShare * 10_000) / 100),
    shortfallYuan: String(rules.shortfallFenPerKwh / 100),
    operatorPercent: String(Math.round(rules.operatorShare * 10_000) / 100),
    takeBackNoticeMinutes: String(rules.takeBackNoticeMinutes),
    takeBackYuan: String(rules.takeBackFen / 100),
  };
}

/** The numbers of the rules, published as a new version. */
export function RulesForm({ compoundId, published, lastResult }: RulesFormProps) {
  const words = useWords(sharingRulesWords);
  const { fields: labels, units, groups } = words;
  const [form, fields] = useForm<Record<string, string>>({
    id: `rules-${compoundId}-${published.version}`,
    lastResult,
    defaultValue: valuesOf(published.rules),
  });
  const number = (name: keyof typeof labels, unit: string, native: { step?: string; min?: number } = {}) => (
    <NumberField
      field={fields[name] as NonNullable<(typeof fields)[string]>}
      label={labels[name]}
      unit={unit}
      min={native.min ?? 0}
      step={native.step ?? '1'}
      {...required}
    />
  );
  const time = (name: 'busyFrom' | 'busyTo', hint?: string) => (
    <TimeField
      field={fields[name] as NonNullable<(typeof fields)[string]>}
      label={labels[name]}
      hint={hint}
      {...required}
    />
  );
  return (
    <Section title={words.edit} description={words.editIntro}>
      <ActionForm form={form}>
        <input type="hidden" name="compoundId" value={compoundId} />
        <input type="hidden" name="seenVersion" value={published.version} />
        <h3 className="font-semibold">{groups.booking}</h3>
        <div className="grid items-end gap-4 sm:grid-cols-2">
          {number('slotsPerWeek', units.slots, { min: 1 })}
          {number('busyHoursPerWeek', units.hours, { step: '0.5' })}
          {time('busyFrom')}
          {time('busyTo', words.midnightHint)}
          {number('withoutOwnDaysAhead', units.days, { min: 1 })}
          {number('withOwnDaysAhead', units.days, { min: 1 })}
          {number('noShowsAllowed', units.times)}
          {number('strictDaysAhead', units.days, { min: 1 })}
          {number('freeCancelMinutes', units.minutes)}
        </div>
        <h3 className="font-semibold">{groups.waiting}</h3>
        {number('offerMinutes', units.minutes, { min: 5 })}
        <h3 className="font-semibold">{groups.promise}</h3>
        <div className="grid items-end gap-4 sm:grid-cols-2">
          {number('promisePercent', units.percent, { step: 'any' })}
          {number('shortfallYuan', units.yuan, { step: '0.01' })}
        </div>
        <h3 className="font-semibold">{groups.lending}</h3>
        <div className="grid items-end gap-4 sm:grid-cols-2">
          {number('operatorPercent', units.percent, { step: 'any' })}
          {number('takeBackNoticeMinutes', units.minutes)}
          {number('takeBackYuan', units.yuanOnce, { step: '0.01' })}
        </div>
        <SubmitButton>{words.publish}</SubmitButton>
      </ActionForm>
    </Section>
  );
}
