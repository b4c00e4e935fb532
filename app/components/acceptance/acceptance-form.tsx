import type { SubmissionResult } from '@conform-to/react';
import { useForm } from '@conform-to/react';
import { Form } from '@remix-run/react';
import type { AcceptanceKind, AcceptanceLimit } from '~/domain/compliance/acceptance-items';
import { capacityWords } from '~/i18n/capacity';
import { formatKw, formatNumber } from '~/i18n/format';
import { useLocale, useWords } from '~/i18n/locale-context';
import { operatorWords } from '~/i18n/operator';
import {
  ActionForm,
  Button,
  DateField,
  type FieldProps,
  FileField,
  Notice,
  NumberField,
  plainField,
  RadioGroupField,
  Section,
  SelectField,
  SubmitButton,
  TextField,
} from '../ui';
import { limitText } from './limit-text';

export type FormItem = {
  key: string;
  name: string;
  english: string;
  kind: AcceptanceKind;
  unit: string;
  isMandatory: boolean;
  limit: AcceptanceLimit;
};

type Scope = { pileKind: string; location: string; earthing: string };

type AcceptanceFormProps = {
  items: readonly FormItem[];
  scope: Scope;
  plan: { kw: number; mode: 'direct' | 'ordered'; phases: string; cableMm2: number };
  /** What was filled in before: from the last inspection, or known already. */
  typed: Readonly<Record<string, unknown>>;
  /** Items that failed at the last inspection. */
  failed: readonly string[];
  photoCount: number;
  cccRequiredFrom: string;
  today: string;
  result: SubmissionResult | undefined;
};

/** The checklist of the finished works: every item with its limit, one form. */
export function AcceptanceForm(props: AcceptanceFormProps) {
  const words = useWords(operatorWords).acceptance;
  const capacity = useWords(capacityWords);
  const { plan, scope, today, photoCount } = props;
  const [form, fields] = useForm<Record<string, unknown>>({
    id: 'accept',
    lastResult: props.result,
    defaultValue: { installedOn: today, ...defaultsOf(props.typed) },
  });
  const field = (name: string) => fields[name] as FieldProps['field'];
  return (
    <Section
      id="acceptance"
      title={words.title}
      description={words.plan(
        formatNumber(plan.cableMm2),
        formatKw(plan.kw),
        capacity.decisions[plan.mode],
        plan.phases,
      )}
    >
      <ScopeForm scope={scope} />
      <ActionForm form={form} encType="multipart/form-data">
        {Object.entries(scope).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <div className="grid gap-4 sm:grid-cols-2">
          <DateField
            field={field('installedOn')}
            label={words.installedOn}
            max={today}
            required
            showOptional={false}
          />
          <TextField field={field('cccNo')} label={words.cccNo} hint={words.cccHint(props.cccRequiredFrom)} />
          <TextField field={field('vendor')} label={words.vendor} />
          <TextField field={field('model')} label={words.model} />
        </div>
        <div className="grid items-start gap-x-4 gap-y-5 sm:grid-cols-2">
          {props.items.map((item) => (
            <ItemField
              key={item.key}
              item={item}
              field={field(`item-${item.key}`)}
              hasFailed={props.failed.includes(item.key)}
            />
          ))}
        </div>
        <FileField
          field={field('photos')}
          label={words.photos}
          hint={words.photosHint(photoCount)}
          accept="image/jpeg,image/png,image/webp"
          multiple
          showOptional={false}
        />
        <SubmitButton name="intent" value="accept">
          {words.submit}
        </SubmitButton>
      </ActionForm>
    </Section>
  );
}

function ItemField({
  item,
  field,
  hasFailed,
}: {
  item: FormItem;
  field: FieldProps['field'];
  hasFailed: boolean;
}) {
  const words = useWords(operatorWords).acceptance;
  const locale = useLocale();
  const label = locale === 'en' ? item.english : item.name;
  const limit = limitText(item.limit, item.unit, words);
  const shared = { field, label, showOptional: !item.isMandatory };
  const hint = [limit, hasFailed ? `✕ ${words.failedBefore}` : ''].filter(Boolean).join(' · ') || undefined;
  if (item.kind === 'yes-no')
    return (
      <RadioGroupField
        {...shared}
        hint={hint}
        options={[
          { value: 'yes', label: words.yes },
          { value: 'no', label: words.no },
        ]}
      />
    );
  if (item.kind === 'text') return <TextField {...shared} hint={hint} />;
  return <NumberField {...shared} hint={hint} unit={item.unit || undefined} min={0} step="any" />;
}

function ScopeForm({ scope }: { scope: Scope }) {
  const words = useWords(operatorWords).acceptance;
  const choice = (name: keyof Scope, labels: Record<string, string>) => (
    <SelectField
      field={plainField(name, { defaultValue: scope[name], formId: 'scope' })}
      label={words[name]}
      placeholder={null}
      showOptional={false}
      options={Object.entries(labels).map(([value, label]) => ({ value, label }))}
    />
  );
  return (
    <Notice tone="info" title={words.context}>
      <p>{words.contextHint}</p>
      <Form method="get" action="#acceptance" className="mt-2 flex flex-wrap items-end gap-3">
        {choice('pileKind', words.pileKinds)}
        {choice('location', words.locations)}
        {choice('earthing', { TN: 'TN', TT: 'TT' })}
        <Button type="submit">{words.change}</Button>
      </Form>
    </Notice>
  );
}

function defaultsOf(typed: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(typed).flatMap(([key, value]) =>
      value === null || value === undefined || value === ''
        ? []
        : [[`item-${key}`, value === true ? 'yes' : value === false ? 'no' : String(value)]],
    ),
  );
}
