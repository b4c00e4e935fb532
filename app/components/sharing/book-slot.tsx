import { Form, useNavigation, useSubmit } from '@remix-run/react';
import {
  Card,
  DateField,
  Disclosure,
  LinkButton,
  Notice,
  NumberField,
  PageHeader,
  plainField,
  Section,
  SelectField,
  SubmitButton,
} from '~/components/ui';
import {
  formatDayAndTime,
  formatFen,
  formatIsoDate,
  formatKwh,
  formatNumber,
  formatSpan,
  formatTime,
  formatTimeRange,
} from '~/i18n/format';
import { useLocale, useWords } from '~/i18n/locale-context';
import { sharingWords } from '~/i18n/sharing';
import { slotRefusalWords } from '~/i18n/slot-refusals';
import { QuoteLines } from './quote-lines';
import { type BookPage, type BookRefusal, bookHref } from './shared-page';

/** A slot chosen step by step: until when, how much, which car; what it promises and costs; one button. */
export function BookSlot({ page, refusal }: { page: BookPage; refusal?: BookRefusal }) {
  const words = useWords(sharingWords);
  const locale = useLocale();
  return (
    <>
      <PageHeader
        title={`${page.place.spaceCode} · ${formatDayAndTime(page.startAt, page.now, locale)}`}
        meta={words.book.title}
        crumbs={[{ to: '/home/shared', label: words.book.back }]}
      />
      {refusal ? <RefusalNotice page={page} refusal={refusal} /> : null}
      <SlotChoice page={page} />
      {page.quote.ok ? (
        <QuoteCard page={page} quote={page.quote} />
      ) : refusal ? null : (
        <RefusalNotice page={page} refusal={page.quote} />
      )}
    </>
  );
}

function SlotChoice({ page }: { page: BookPage }) {
  const words = useWords(sharingWords).book;
  const submit = useSubmit();
  const again = (form: HTMLFormElement | null) => form?.reportValidity() && submit(form, { replace: true });
  const isListed = page.ends.some(({ at }) => at === page.endAt);
  return (
    <Form method="get" className="flex flex-col gap-4">
      <input type="hidden" name="pile" value={page.place.pileId} />
      <input type="hidden" name="start" value={page.startAt} />
      <SelectField
        field={plainField('end', { defaultValue: page.endAt })}
        label={words.until}
        placeholder={isListed ? null : undefined}
        onChange={(event) => again(event.currentTarget.form)}
        options={page.ends.map(({ at, hours }) => ({
          value: at,
          label: words.untilOption(formatTime(at), formatNumber(hours, Number.isInteger(hours) ? 0 : 1)),
        }))}
      />
      <NumberField
        key={page.wantedKwh}
        field={plainField('kwh', { defaultValue: page.wantedKwh })}
        label={words.energy}
        hint={words.energyHint(formatKwh(page.mostKwh))}
        min={0.1}
        max={200}
        step={0.1}
        required
      />
      <SelectField
        field={plainField('car', { defaultValue: page.carId })}
        label={words.car}
        placeholder={words.noCar}
        onChange={(event) => again(event.currentTarget.form)}
        options={page.cars.map(({ id, label }) => ({ value: id, label }))}
      />
      <SubmitButton variant="secondary" wide>
        {words.requote}
      </SubmitButton>
    </Form>
  );
}

type GoodQuote = Extract<BookPage['quote'], { ok: true }>;

function QuoteCard({ page, quote }: { page: BookPage; quote: GoodQuote }) {
  const words = useWords(sharingWords).book;
  const isBusy = useNavigation().state !== 'idle';
  const promised = formatKwh(quote.promisedWh / 1000);
  const yuan = formatFen(quote.totalFen);
  const { occupation } = page;
  return (
    <Section title={words.quoteTitle}>
      <Card className="flex flex-col gap-3">
        <p className="text-lg font-semibold">
          {words.promise(formatTimeRange(page.startAt, page.endAt), promised, yuan)}
        </p>
        {quote.promisedWh < quote.wantedWh ? (
          <p>{words.lessThanWanted(formatKwh(quote.wantedWh / 1000), promised)}</p>
        ) : null}
        <p className="text-muted">{words.promiseHelp}</p>
        <p className="text-muted">{words.guarantee}</p>
        <Disclosure summary={words.lines}>
          <QuoteLines quote={quote} />
        </Disclosure>
        <ul className="list-disc pl-5 text-sm text-muted">
          <li>{words.grace(page.graceMinutes)}</li>
          <li>{words.cancelRule(page.freeCancelMinutes)}</li>
          <li>
            {occupation
              ? words.occupation(
                  occupation.graceMinutes,
                  formatFen(occupation.fenPerMinute),
                  formatFen(occupation.capFenPerDay),
                )
              : words.noOccupation}
          </li>
          {quote.needsApproval ? <li>{words.approval}</li> : null}
        </ul>
        <Form method="post" className="flex flex-col gap-3">
          <SlotFields page={page} quote={quote} />
          <SubmitButton wide disabled={isBusy}>
            {quote.needsApproval ? words.ask : words.confirm(yuan)}
          </SubmitButton>
        </Form>
        <Disclosure summary={words.repeat}>
          <Form method="post" className="flex flex-col gap-3">
            <SlotFields page={page} quote={quote} />
            <p className="text-muted">{words.weekly.help}</p>
            <DateField
              field={plainField('untilOn', { required: true })}
              label={words.repeatUntil}
              min={formatIsoDate(page.startAt)}
            />
            <SubmitButton name="intent" value="weekly" variant="secondary" disabled={isBusy}>
              {words.weekly.button}
            </SubmitButton>
          </Form>
        </Disclosure>
      </Card>
    </Section>
  );
}

function SlotFields({ page, quote }: { page: BookPage; quote: GoodQuote }) {
  const fields = {
    formKey: page.formKey,
    pileId: page.place.pileId,
    vehicleId: page.carId,
    startAt: page.startAt,
    endAt: page.endAt,
    wantedWh: quote.wantedWh,
    agreedWh: quote.promisedWh,
  };
  return (
    <>
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
    </>
  );
}

function RefusalNotice({ page, refusal }: { page: BookPage; refusal: BookRefusal }) {
  const words = useWords(slotRefusalWords);
  const locale = useLocale();
  const { nextBest, kwh } = refusal;
  const when = nextBest ? formatSpan(nextBest.startAt, nextBest.endAt, page.now, locale) : '';
  return (
    <Notice tone="warn" title={refusal.text}>
      {kwh !== null ? (
        <LinkButton
          to={bookHref({ pileId: page.place.pileId, startAt: page.startAt, endAt: page.endAt, kwh })}
          variant="primary"
        >
          {formatKwh(kwh)}
        </LinkButton>
      ) : null}
      {nextBest && kwh === null ? (
        <div className="flex flex-col items-start gap-2">
          <p>{words.nextBest(nextBest.spaceCode, when)}</p>
          <LinkButton to={bookHref({ ...nextBest, kwh: page.wantedKwh })} variant="primary">
            {words.takeNextBest}
          </LinkButton>
        </div>
      ) : null}
    </Notice>
  );
}
