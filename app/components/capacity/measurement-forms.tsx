import { useForm } from '@conform-to/react';
import { useWords } from '~/i18n/locale-context';
import { transformerWords } from '~/i18n/transformer';
import {
  ActionForm,
  DateField,
  Disclosure,
  FileField,
  NumberField,
  SelectField,
  SubmitButton,
  TextareaField,
  TextField,
} from '../ui';
import { type PanelAnswer, resultFor } from './intake-panel';

const required = { required: true, showOptional: false };

/** A new measurement: the peak, and a day's curve pasted or uploaded. */
export function BaseLoadForm({ today, answer }: { today: string; answer: PanelAnswer }) {
  const words = useWords(transformerWords).base;
  const [form, fields] = useForm<Record<string, string>>({
    id: 'base',
    lastResult: resultFor(answer, 'base'),
    defaultValue: { measuredOn: today, dayKind: 'workday' },
  });
  const field = (name: string) => fields[name] as NonNullable<(typeof fields)[string]>;
  return (
    <Disclosure summary={words.title} isOpen={answer?.intent === 'base'}>
      <ActionForm form={form} encType="multipart/form-data">
        <p className="text-muted">{words.intro}</p>
        <NumberField
          field={field('basePeakKw')}
          label={words.peak}
          unit="kW"
          min={1}
          step="any"
          {...required}
        />
        <DateField field={field('measuredOn')} label={words.measuredOn} max={today} {...required} />
        <TextField field={field('source')} label={words.source} hint={words.sourceHint} {...required} />
        <SelectField
          field={field('dayKind')}
          label={words.dayKind}
          placeholder={null}
          showOptional={false}
          options={(['workday', 'restday'] as const).map((kind) => ({
            value: kind,
            label: words.dayKinds[kind],
          }))}
        />
        <TextareaField field={field('curveText')} label={words.curve} hint={words.curveHint} rows={6} />
        <FileField field={field('curveFile')} label={words.file} accept=".csv,text/csv,text/plain" />
        <SubmitButton name="intent" value="base">
          {words.submit}
        </SubmitButton>
      </ActionForm>
    </Disclosure>
  );
}

/** The end of an upgrade: the new rating, upon which the queue is assessed again. */
export function UpgradeForm({ queued, answer }: { queued: number; answer: PanelAnswer }) {
  const words = useWords(transformerWords).upgrade;
  const [form, fields] = useForm<{ ratedKva: string; note: string }>({
    id: 'upgrade',
    lastResult: resultFor(answer, 'upgrade'),
  });
  return (
    <Disclosure summary={words.title} isOpen={answer?.intent === 'upgrade'}>
      <ActionForm form={form}>
        <p className="text-muted">{words.intro(queued)}</p>
        <NumberField field={fields.ratedKva} label={words.kva} unit="kVA" min={1} step="any" {...required} />
        <TextField field={fields.note} label={words.note} />
        <SubmitButton name="intent" value="upgrade">
          {words.submit}
        </SubmitButton>
      </ActionForm>
    </Disclosure>
  );
}
