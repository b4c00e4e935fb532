import { Form, Link } from '@remix-run/react';
import { INBOX_GROUPS, type InboxGroup } from '~/domain/installation/inbox-groups';
import { inBrackets } from '~/i18n/format';
import { inboxWords } from '~/i18n/inbox';
import { useLocale, useWords } from '~/i18n/locale-context';
import { Button, plainField, SelectField, TabLinks, TextField } from '../ui';

export interface InboxFilterState {
  group: InboxGroup;
  q: string;
  compound: string;
  overdue?: '1';
}

type InboxFiltersProps = {
  address: InboxFilterState;
  groups: Record<InboxGroup, { total: number; overdue: number }>;
  compounds: readonly { id: string; name: string }[];
};

/** The filters of an inbox, all in the address bar; the counts follow the search and the compound. */
export function InboxFilters({ address, groups, compounds }: InboxFiltersProps) {
  const words = useWords(inboxWords);
  const locale = useLocale();
  const isFiltered = address.q !== '' || address.compound !== '' || address.overdue !== undefined;
  return (
    <div className="flex flex-col gap-4">
      <TabLinks
        label={words.groupNavigation}
        tabs={INBOX_GROUPS.map((group) => ({
          to: hrefWith(address, { group }),
          label: words.groups[group],
          count: address.overdue ? groups[group].overdue : groups[group].total,
          isCurrent: group === address.group,
        }))}
      />
      <Form method="get" className="no-print flex flex-wrap items-end gap-3">
        <input type="hidden" name="group" value={address.group} />
        <TextField
          field={plainField('q', { defaultValue: address.q })}
          label={words.search}
          hint={words.searchHint}
          type="search"
          showOptional={false}
          className="min-w-64 flex-1"
        />
        {compounds.length > 1 ? (
          <SelectField
            field={plainField('compound', { defaultValue: address.compound })}
            label={words.compound}
            placeholder={words.allCompounds}
            showOptional={false}
            options={compounds.map(({ id, name }) => ({ value: id, label: name }))}
          />
        ) : null}
        <label className="inline-flex min-h-11 items-center gap-2">
          <input
            type="checkbox"
            name="overdue"
            value="1"
            defaultChecked={address.overdue === '1'}
            className="size-5 accent-accent"
          />
          {words.onlyOverdue}
          {inBrackets(groups[address.group].overdue, locale)}
        </label>
        <Button type="submit">{words.searchSubmit}</Button>
        {isFiltered ? (
          <Link
            to={`?group=${address.group}`}
            className="inline-flex min-h-11 items-center text-accent-strong underline underline-offset-4"
          >
            {words.clear}
          </Link>
        ) : null}
      </Form>
    </div>
  );
}

function hrefWith(address: InboxFilterState, change: Partial<InboxFilterState>): string {
  const { group, q, compound, overdue } = { ...address, ...change };
  const search = new URLSearchParams({ group });
  if (q) search.set('q', q);
  if (compound) search.set('compound', compound);
  if (overdue) search.set('overdue', overdue);
  return `?${search}`;
}
