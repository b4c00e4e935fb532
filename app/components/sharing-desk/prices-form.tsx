import { useForm } from '@conform-to/react';
import {
  ActionForm,
  CheckboxField,
  DateField,
  type FieldSource,
  NumberField,
  Section,
  SubmitButton,
  TextareaField,
  TextField,
  TimeField,
} from '~/components/ui';
import { SUGGESTED_OCCUPATION } from '~/domain/booking/occupation';
import { timeFromMinute } from '~/domain/shared/local-time';
import { BAND_KINDS, yuanFromE4 } from '~/domain/tariff/tariff-version';
import { chargingWords } from '~/i18n/charging';
import { useWords } from '~/i18n/locale-context';
import { pileDeskWords } from '~/i18n/pile-desk';
import { priceDeskWords } from '~/i18n/price-desk';
import type { PricesAnswer, PricesDesk } from './prices-desk';

/** What the next version begins from: the version in force, and our suggestion where it has no occupation fee. */
function valuesOf({ board }: PricesDesk): Record<string, string> {
  const last = board.upcoming[0] ?? board.inForce;
  const occupation = last?.occupation ?? SUGGESTED_OCCUPATION;
  const bands = BAND_KINDS.flatMap((kind) => {
    const price = last?.serviceFee.byBandE4[kind];
    return price === undefined ? [] : [[`band-${kind}`, yuanFromE4(price)] as const];
  });
  return {
    perKwh: last ? yuanFromE4(last.serviceFee.perKwhE4) : '',
    ...Object.fromEntries(bands),
    occupation: last?.occupation ? 'on' : '',
    graceMinutes: String(occupation.graceMinutes),
    yuanPerMinute: String(occupation.fenPerMinute / 100),
    capYuan: String(occupation.capFenPerDay / 100),
    freeFrom: timeFromMinute(occupation.freeFromMinute),
    freeTo: timeFromMinute(occupation.freeToMinute),
    notice: last?.notice ?? '',
  };
}

const required = { required: true, showOptional: false };

/** The next version of the board: what is not in the form cannot be charged. */
export function PricesForm({ page, answer }: { page: PricesDesk; answer: PricesAnswer | undefined }) {
  const words = useWords(priceDeskWords);
  const [form, fields] = useForm<Record<string, string>>({
    id: `prices-${page.nextVersion}`,
    lastResult: answer?.result,
    defaultValue: valuesOf(page),
  });
  const field = (name: string) => fields[name] as FieldSource;
  return (
    <Section title={words.next(page.nextVersion)} description={words.intro}>
      <ActionForm form={form}>
        <TextField
          field={field('perKwh')}
          label={words.perKwh}
          hint={words.perKwhHint}
          unit={words.unit}
          inputMode="decimal"
          {...required}
        />
        <BandFees kinds={page.kinds} field={field} />
        <OccupationFields field={field} />
        <TextareaField
          field={field('notice')}
          label={words.notice}
          hint={words.noticeHint}
          rows={3}
          required
        />
        <div className="flex flex-wrap gap-4">
          <DateField field={field('fromOn')} label={words.fromOn} hint={words.fromHint} />
          <TimeField field={field('fromTime')} label={words.fromTime} className="justify-end" />
        </div>
        <span className="flex flex-wrap gap-3">
          <SubmitButton name="intent" value="publish">
            {words.submit}
          </SubmitButton>
          <SubmitButton name="intent" value="preview" variant="secondary">
            {words.preview}
          </SubmitButton>
        </span>
      </ActionForm>
    </Section>
  );
}

type Fields = (name: string) => FieldSource;

function BandFees({ kinds, field }: { kinds: PricesDesk['kinds']; field: Fields }) {
  const words = useWords(priceDeskWords);
  const { band } = useWords(chargingWords);
  if (kinds.length < 2) return null;
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="font-medium">{words.bands}</legend>
      <p className="text-sm text-muted">{words.bandsHint}</p>
      <div className="grid gap-4 sm:grid-cols-2">
        {kinds.map((kind) => (
          <TextField
            key={kind}
            field={field(`band-${kind}`)}
            label={band[kind]}
            unit={words.unit}
            inputMode="decimal"
          />
        ))}
      </div>
    </fieldset>
  );
}

function OccupationFields({ field }: { field: Fields }) {
  const words = useWords(priceDeskWords);
  const { minutes } = useWords(pileDeskWords).pile;
  return (
    <fieldset className="flex flex-col gap-2 rounded border border-line p-4">
      <CheckboxField field={field('occupation')} label={words.occupation} hint={words.occupationHint} />
      <div className="grid items-end gap-4 sm:grid-cols-2">
        <NumberField
          field={field('graceMinutes')}
          label={words.graceMinutes}
          unit={minutes}
          min={0}
          step="1"
        />
        <NumberField
          field={field('yuanPerMinute')}
          label={words.yuanPerMinute}
          unit={words.yuan}
          min={0}
          step="0.01"
        />
        <NumberField field={field('capYuan')} label={words.capYuan} unit={words.yuan} min={0} step="0.01" />
        <span aria-hidden="true" className="hidden sm:block" />
        <TimeField field={field('freeFrom')} label={words.freeFrom} />
        <TimeField field={field('freeTo')} label={words.freeTo} />
      </div>
    </fieldset>
  );
}
