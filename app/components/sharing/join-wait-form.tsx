import { Form } from '@remix-run/react';
import { formatDate, formatDuration } from '~/i18n/format';
import { useLocale, useWords } from '~/i18n/locale-context';
import { waitingWords } from '~/i18n/waiting';
import { EmptyState, NumberField, plainField, Section, SelectField, SubmitButton, TimeField } from '../ui';
import type { WaitPage } from './wait-page-data';

const FORM = 'join-wait';
const USUAL_MINUTES = 120;
const USUAL_KWH = '12';

/** When, how long and how much a household would like to have, at any pile or one. */
export function JoinWaitForm({ page: { join, formKey } }: { page: WaitPage }) {
  const words = useWords(waitingWords);
  const locale = useLocale();
  const field = (name: string, defaultValue: string) =>
    plainField(name, { defaultValue, required: true, formId: FORM });
  if (join.piles.length === 0) return <EmptyState title={words.noPiles} />;
  const usual = join.lengths.find((minutes) => minutes === USUAL_MINUTES) ?? join.lengths[0] ?? USUAL_MINUTES;
  return (
    <Section title={words.joinTitle}>
      <Form id={FORM} method="post" className="flex flex-col gap-4">
        <input type="hidden" name="formKey" value={formKey} />
        <SelectField
          field={field('dayOn', join.dayOn)}
          label={words.day}
          placeholder={null}
          options={join.days.map((on) => ({ value: on, label: formatDate(on, locale) }))}
        />
        <div className="grid grid-cols-2 items-end gap-4">
          <TimeField field={field('from', join.from)} label={words.from} />
          <TimeField field={field('to', join.to)} label={words.to} hint={words.toHint} />
        </div>
        <SelectField
          field={field('minutes', String(usual))}
          label={words.minutes}
          placeholder={null}
          options={join.lengths.map((minutes) => ({
            value: String(minutes),
            label: formatDuration(minutes, locale),
          }))}
        />
        <NumberField
          field={field('kwh', USUAL_KWH)}
          label={words.energy}
          unit="kWh"
          min={0.1}
          max={200}
          step={0.1}
        />
        <SelectField
          field={plainField('vehicleId', { defaultValue: join.cars[0]?.id ?? '', formId: FORM })}
          label={words.car}
          placeholder={words.noCar}
          showOptional={false}
          options={join.cars.map(({ id, label }) => ({ value: id, label }))}
        />
        <SelectField
          field={plainField('pileId', { defaultValue: join.pileId, formId: FORM })}
          label={words.pile}
          placeholder={words.anyPile}
          showOptional={false}
          options={join.piles.map(({ pileId, spaceCode }) => ({ value: pileId, label: spaceCode }))}
        />
        <SubmitButton name="intent" value="join" wide>
          {words.join}
        </SubmitButton>
      </Form>
    </Section>
  );
}
