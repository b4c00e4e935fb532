import { type SubmissionResult, useForm } from '@conform-to/react';
import { Form } from '@remix-run/react';
import { formatDateTime } from '~/i18n/format';
import { useLocale, useWords } from '~/i18n/locale-context';
import { operatorWords } from '~/i18n/operator';
import {
  ActionForm,
  CheckboxField,
  DateField,
  DescriptionList,
  Disclosure,
  Notice,
  StatusBadge,
  SubmitButton,
  TextField,
} from '../ui';

type GateKey = keyof (typeof operatorWords)['zh-CN']['gates']['names'];

export type Papers = {
  tradeSettlement: boolean;
  subsidised: boolean;
  cccNo: string;
  verificationNo: string;
  verificationUntilOn: string;
  platformLinkedOn: string;
};

export type StationState = {
  identity: string;
  isOnline: boolean;
  connectedAt: string | null;
  lastSeenAt: string | null;
};

export type Issued = { identity: string; password: string; address: string };

/** The credentials of a fresh station: identity, address and the password that is shown this once. */
export function IssuedCredentials({ issued }: { issued: Issued }) {
  const words = useWords(operatorWords).station;
  return (
    <Notice tone="warn" title={words.shown} isAnswer>
      <DescriptionList
        facts={[
          { term: words.address, value: <code className="break-all">{issued.address}</code> },
          { term: words.identity, value: <code>{issued.identity}</code> },
          { term: words.password, value: <code className="break-all select-all">{issued.password}</code> },
          { term: words.protocol, value: 'ocpp1.6' },
        ]}
      />
      <ol className="mt-2 list-decimal pl-5">
        {words.steps.split('\n').map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </Notice>
  );
}

/** Issue or rotate a station's credentials, with whether it has been heard of. */
export function StationPanel({ station }: { station: StationState | null }) {
  const words = useWords(operatorWords).station;
  const locale = useLocale();
  return (
    <section className="flex flex-col gap-3">
      <h2 className="text-lg font-semibold">{words.title}</h2>
      {station ? (
        <p className="flex flex-wrap items-center gap-2">
          <code>{station.identity}</code>
          <StatusBadge tone={station.isOnline ? 'good' : 'neutral'}>
            {station.isOnline ? words.online : words.offline}
          </StatusBadge>
          <span className="text-sm text-muted">
            {station.lastSeenAt ? words.lastSeen(formatDateTime(station.lastSeenAt, locale)) : words.never}
          </span>
        </p>
      ) : (
        <p className="text-muted">{words.intro}</p>
      )}
      <Form method="post" encType="multipart/form-data">
        <SubmitButton name="intent" value="issue" variant={station ? 'secondary' : 'primary'} wide>
          {station ? words.again : words.issue}
        </SubmitButton>
      </Form>
    </section>
  );
}

/** The gates before power, and the switch that works only with all of them open. */
export function GatesPanel({ gates }: { gates: readonly GateKey[] }) {
  const words = useWords(operatorWords).gates;
  return (
    <section className="flex flex-col gap-3">
      <h2 className="text-lg font-semibold">{words.title}</h2>
      {gates.length === 0 ? (
        <p>
          <StatusBadge tone="good">{words.open}</StatusBadge>
        </p>
      ) : (
        <ul className="flex flex-col gap-1">
          {gates.map((gate) => (
            <li key={gate} className="text-danger-strong">
              <span aria-hidden="true">✕ </span>
              {words.names[gate]}
            </li>
          ))}
        </ul>
      )}
      <Form method="post" encType="multipart/form-data">
        <SubmitButton name="intent" value="energise" wide disabled={gates.length > 0}>
          {words.energise}
        </SubmitButton>
      </Form>
    </section>
  );
}

/** The papers that open gates: certificate, verification, platform link. */
export function ClearanceForm({ papers, result }: { papers: Papers; result: SubmissionResult | undefined }) {
  const words = useWords(operatorWords).clearance;
  const { tradeSettlement, subsidised, ...texts } = papers;
  const [form, fields] = useForm<Record<keyof Papers, string>>({
    id: 'clearance',
    lastResult: result,
    defaultValue: {
      ...texts,
      tradeSettlement: tradeSettlement ? 'on' : undefined,
      subsidised: subsidised ? 'on' : undefined,
    },
  });
  return (
    <Disclosure summary={words.title} isOpen={result !== undefined}>
      <ActionForm form={form} encType="multipart/form-data">
        <TextField field={fields.cccNo} label={words.cccNo} />
        <CheckboxField field={fields.tradeSettlement} label={words.tradeSettlement} />
        <TextField field={fields.verificationNo} label={words.verificationNo} />
        <DateField field={fields.verificationUntilOn} label={words.verificationUntilOn} />
        <CheckboxField field={fields.subsidised} label={words.subsidised} />
        <DateField field={fields.platformLinkedOn} label={words.platformLinkedOn} />
        <SubmitButton name="intent" value="clearance" variant="secondary">
          {words.save}
        </SubmitButton>
      </ActionForm>
    </Disclosure>
  );
}
