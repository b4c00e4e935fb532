import { Form, Link } from '@remix-run/react';
import { Disclosure, plainField, SelectField, SubmitButton } from '~/components/ui';
import { formatDayAndTime } from '~/i18n/format';
import { useLocale, useWords } from '~/i18n/locale-context';
import { slotWords } from '~/i18n/slot';
import { IntentButton } from './intent-button';
import type { SlotPage } from './slot-data';

/** What can still be changed about a slot: longer, at another time, swapped, or given up. */
export function SlotChanges({ page }: { page: SlotPage }) {
  const words = useWords(slotWords);
  return (
    <div className="flex flex-col gap-3">
      {page.ends.length > 0 ? (
        <TimeChoice
          intent="extend"
          name="endAt"
          title={words.extend}
          help={words.extendHelp}
          label={words.extendTo}
          button={words.extendButton}
          instants={page.ends}
          now={page.now}
        />
      ) : null}
      {page.starts.length > 0 ? (
        <TimeChoice
          intent="move"
          name="startAt"
          title={words.move}
          help={words.moveHelp}
          label={words.moveTo}
          button={words.moveButton}
          instants={page.starts}
          now={page.now}
        />
      ) : null}
      {page.status === 'booked' ? (
        <Link
          to="/home/shared/wait"
          className="inline-flex min-h-11 items-center text-accent-strong underline underline-offset-4"
        >
          {words.swap}
        </Link>
      ) : null}
      {page.canCancel ? (
        <Disclosure summary={words.cancel}>
          <div className="flex flex-col gap-3">
            <p>{page.cancelCounts ? words.cancelCounts : words.cancelFree}</p>
            <IntentButton intent="cancel" variant="danger">
              {words.cancel}
            </IntentButton>
          </div>
        </Disclosure>
      ) : null}
    </div>
  );
}

type TimeChoiceProps = {
  intent: string;
  name: string;
  title: string;
  help: string;
  label: string;
  button: string;
  instants: readonly string[];
  now: string;
};

function TimeChoice({ intent, name, title, help, label, button, instants, now }: TimeChoiceProps) {
  const locale = useLocale();
  return (
    <Disclosure summary={title}>
      <Form method="post" className="flex flex-col gap-3">
        <p className="text-muted">{help}</p>
        <SelectField
          field={plainField(name, { required: true })}
          label={label}
          options={instants.map((at) => ({ value: at, label: formatDayAndTime(at, now, locale) }))}
        />
        <SubmitButton name="intent" value={intent} variant="secondary">
          {button}
        </SubmitButton>
      </Form>
    </Disclosure>
  );
}
