import { Form, Link, useSubmit } from '@remix-run/react';
import { Card, LinkButton, plainField, Section, SelectField, TabLinks } from '~/components/ui';
import { classNames } from '~/components/ui/class-names';
import { formatDate, formatKw, formatShortDay } from '~/i18n/format';
import { useLocale, useWords } from '~/i18n/locale-context';
import { sharingWords } from '~/i18n/sharing';
import { FreeList } from './free-list';
import type { SharedPage } from './shared-page';
import { SlotGrid } from './slot-grid';

/** The free times of the shared piles: a day of all, a week of one, or as a list. */
export function SharedViews({ page }: { page: SharedPage }) {
  const words = useWords(sharingWords);
  const locale = useLocale();
  const day = formatDate(page.dayOn, locale);
  const href = (view: SharedPage['view']) => `?view=${view}&day=${page.dayOn}`;
  return (
    <Section title={words.freeTimes} action={<Links compoundCode={page.compoundCode} />}>
      <TabLinks
        label={words.views}
        tabs={[
          { to: href('day'), label: words.grid, isCurrent: page.view === 'day' },
          { to: href('week'), label: words.week, isCurrent: page.view === 'week' },
          { to: href('list'), label: words.list, isCurrent: page.view === 'list' },
        ]}
      />
      {page.view === 'week' ? <PileChoice page={page} /> : <DayStrip page={page} />}
      {page.view === 'list' ? (
        <FreeList columns={page.columns} />
      ) : (
        <SlotGrid
          columns={page.columns}
          now={page.now}
          caption={
            page.view === 'week'
              ? words.weekCaption(page.columns[0]?.place.spaceCode ?? '')
              : words.gridCaption(day)
          }
          isWeek={page.view === 'week'}
          bandKinds={page.bandKinds}
        />
      )}
      <PlaceNotes page={page} />
    </Section>
  );
}

function Links({ compoundCode }: { compoundCode: string }) {
  const words = useWords(sharingWords);
  return (
    <nav aria-label={words.shared} className="flex flex-wrap gap-x-4">
      {[
        ['/home/shared/wait', words.wait],
        ['/home/shared/rules', words.rules],
        ['/home/shared/fairness', words.fairness],
        [`/p/prices/${compoundCode}`, words.prices],
        ['/home/lend', words.lend],
      ].map(([to, label]) => (
        <Link
          key={to}
          to={to ?? ''}
          className="inline-flex min-h-11 items-center text-accent-strong underline underline-offset-4"
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}

function DayStrip({ page }: { page: SharedPage }) {
  const words = useWords(sharingWords);
  const locale = useLocale();
  return (
    <nav aria-label={words.days} className="overflow-x-auto">
      <ul className="flex gap-2">
        {page.days.map((day) => (
          <li key={day.on}>
            <Link
              to={`?view=${page.view}&day=${day.on}`}
              preventScrollReset
              aria-current={day.isCurrent ? 'date' : undefined}
              className={classNames(
                'flex min-h-11 items-center rounded border px-3 whitespace-nowrap',
                day.isCurrent ? 'border-accent bg-accent-soft font-semibold' : 'border-line-strong bg-paper',
              )}
            >
              {formatShortDay(day.on, locale)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function PileChoice({ page }: { page: SharedPage }) {
  const words = useWords(sharingWords);
  const submit = useSubmit();
  return (
    <Form method="get" className="flex items-end gap-2">
      <input type="hidden" name="view" value="week" />
      <SelectField
        field={plainField('pile', { defaultValue: page.pileId ?? '' })}
        label={words.choosePile}
        placeholder={null}
        onChange={(event) => submit(event.currentTarget.form)}
        options={page.places.map((place) => ({ value: place.pileId, label: place.spaceCode }))}
      />
      <button type="submit" className="min-h-11 rounded border border-line-strong bg-paper px-4">
        {words.show}
      </button>
    </Form>
  );
}

function PlaceNotes({ page }: { page: SharedPage }) {
  const words = useWords(sharingWords);
  return (
    <ul className="flex flex-col gap-2">
      {page.places.map((place) => (
        <Card key={place.pileId} as="li" className="flex flex-wrap items-center justify-between gap-2">
          <span>
            <b className="font-semibold">{place.spaceCode}</b> · {words.kinds[place.kind]} ·{' '}
            {words.modes[place.mode]} · {words.kw(formatKw(place.maxKw))}
            {place.isOnline ? null : ` · ${words.offline}`}
            {place.isOpenToMe ? null : ` · ${words.gapNote}`}
          </span>
          <LinkButton to={`?view=week&pile=${place.pileId}`}>{words.week}</LinkButton>
        </Card>
      ))}
    </ul>
  );
}
