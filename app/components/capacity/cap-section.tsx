import { useForm } from '@conform-to/react';
import { Form } from '@remix-run/react';
import { formatDateTime, formatKw } from '~/i18n/format';
import { useLocale, useWords } from '~/i18n/locale-context';
import { transformerWords } from '~/i18n/transformer';
import {
  ActionForm,
  DateField,
  Disclosure,
  EmptyState,
  NumberField,
  Section,
  StatusBadge,
  SubmitButton,
  Table,
  TextField,
  TimeField,
  type Tone,
} from '../ui';
import { type PanelAnswer, resultFor } from './intake-panel';

export type CapData = {
  id: string;
  fromAt: string;
  toAt: string;
  capKw: number;
  reason: string;
  createdBy: string;
  state: 'ahead' | 'running' | 'over' | 'lifted';
};

type CapSectionProps = { caps: readonly CapData[]; limitKw: number; today: string; answer: PanelAnswer };

const tones: Record<CapData['state'], Tone> = {
  ahead: 'info',
  running: 'warn',
  over: 'neutral',
  lifted: 'neutral',
};

/** Temporary limits: those that were and are, each with its end, and the form for another. */
export function CapSection({ caps, limitKw, today, answer }: CapSectionProps) {
  const words = useWords(transformerWords).cap;
  const locale = useLocale();
  const { columns } = words;
  return (
    <Section title={words.title} description={words.intro}>
      <Table
        caption={words.title}
        isCaptionHidden
        rows={caps}
        rowKey={(cap) => cap.id}
        empty={<EmptyState title={words.none} />}
        columns={[
          {
            key: 'window',
            header: columns.window,
            isRowHeader: true,
            cell: (cap) => `${formatDateTime(cap.fromAt, locale)} – ${formatDateTime(cap.toAt, locale)}`,
          },
          { key: 'kw', header: columns.kw, align: 'end', cell: (cap) => formatKw(cap.capKw) },
          { key: 'reason', header: columns.reason, cell: (cap) => cap.reason },
          { key: 'by', header: columns.by, cell: (cap) => cap.createdBy },
          {
            key: 'state',
            header: columns.state,
            cell: (cap) => <StatusBadge tone={tones[cap.state]}>{words.state[cap.state]}</StatusBadge>,
          },
          { key: 'action', header: columns.action, cell: (cap) => <LiftButton cap={cap} /> },
        ]}
      />
      <Disclosure summary={words.submit} isOpen={answer?.intent === 'cap'}>
        <CapForm limitKw={limitKw} today={today} answer={answer} />
      </Disclosure>
    </Section>
  );
}

function LiftButton({ cap }: { cap: CapData }) {
  const words = useWords(transformerWords).cap;
  if (cap.state !== 'running' && cap.state !== 'ahead') return <>–</>;
  return (
    <Form method="post">
      <input type="hidden" name="capId" value={cap.id} />
      <SubmitButton name="intent" value="lift" variant="secondary">
        {words.lift}
      </SubmitButton>
    </Form>
  );
}

function CapForm({ limitKw, today, answer }: Omit<CapSectionProps, 'caps'>) {
  const words = useWords(transformerWords).cap;
  const [form, fields] = useForm<{
    fromOn: string;
    fromTime: string;
    toOn: string;
    toTime: string;
    capKw: string;
    reason: string;
  }>({
    id: 'cap',
    lastResult: resultFor(answer, 'cap'),
    defaultValue: { fromOn: today, fromTime: '18:00', toOn: today, toTime: '22:00' },
  });
  const required = { required: true, showOptional: false };
  return (
    <ActionForm form={form}>
      <div className="grid gap-4 sm:grid-cols-2">
        <DateField field={fields.fromOn} label={words.from} {...required} />
        <TimeField field={fields.fromTime} label={words.fromTime} {...required} />
        <DateField field={fields.toOn} label={words.to} {...required} />
        <TimeField field={fields.toTime} label={words.toTime} {...required} />
      </div>
      <NumberField
        field={fields.capKw}
        label={words.kw}
        hint={words.kwHint(formatKw(limitKw))}
        unit="kW"
        min={1}
        step="any"
        {...required}
      />
      <TextField field={fields.reason} label={words.reason} hint={words.reasonHint} {...required} />
      <SubmitButton name="intent" value="cap">
        {words.submit}
      </SubmitButton>
    </ActionForm>
  );
}
