import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { Form, useLoaderData, useSearchParams } from '@remix-run/react';
import { DeskShell, pageTitle } from '~/components/shell';
import {
  Button,
  EmptyState,
  LinkButton,
  PageHeader,
  Pagination,
  plainField,
  SelectField,
  SubmitButton,
  Table,
  TextField,
} from '~/components/ui';
import { redirectWithFlash } from '~/components/ui/flash-cookie.server';
import { wordsFor } from '~/i18n/define-words';
import { useWords } from '~/i18n/locale-context';
import { propertyWords } from '~/i18n/property';
import { orRefuse, requireRole } from '~/routing/guard.server';
import { type HouseholdsPage, readHouseholds } from '~/routing/households.server';
import { readForm } from '~/routing/uploads.server';
import { rotateJoinCode } from '~/use-cases/household/rotate-join-code.server';

export const meta = pageTitle(propertyWords, (words) => words.codes.title);

export function loader({ request, context }: LoaderFunctionArgs) {
  return readHouseholds(context, request, 'list');
}

export async function action({ request, context }: ActionFunctionArgs) {
  const actor = requireRole(context, request, 'property');
  const form = await readForm(request);
  const input = {
    compoundId: String(form.get('compoundId') ?? ''),
    householdId: String(form.get('householdId') ?? ''),
  };
  const outcome = orRefuse(await rotateJoinCode(context.deps, actor, input));
  const text = wordsFor(context.locale, propertyWords).done.rotated(outcome.door);
  return redirectWithFlash(`/property/households${new URL(request.url).search}`, { tone: 'good', text });
}

type Household = HouseholdsPage['households'][number];

export default function HouseholdsPageView() {
  const words = useWords(propertyWords);
  const page = useLoaderData<typeof loader>() as HouseholdsPage;
  const [search] = useSearchParams();
  const { codes } = words;
  const printSearch = new URLSearchParams({
    compound: page.address.compound,
    building: page.address.building,
  });
  return (
    <DeskShell audience="property">
      <PageHeader
        title={codes.title}
        meta={codes.count(page.total)}
        crumbs={[{ label: words.inboxTitle, to: '/property' }]}
        actions={<LinkButton to={`/property/households/print?${printSearch}`}>{codes.print}</LinkButton>}
      />
      <p className="max-w-page text-muted">{codes.intro}</p>
      <Filters page={page} />
      <Table
        caption={codes.title}
        isCaptionHidden
        rows={page.households}
        rowKey={(row) => row.householdId}
        empty={<EmptyState title={codes.empty}>{codes.emptyHint}</EmptyState>}
        columns={[
          { key: 'door', header: codes.door, isRowHeader: true, cell: (row) => row.door },
          {
            key: 'code',
            header: codes.code,
            cell: (row) => <code className="text-base">{row.joinCode}</code>,
          },
          {
            key: 'residents',
            header: codes.residents,
            cell: (row) => (row.residents.length > 0 ? row.residents.join('、') : codes.noResidents),
          },
          { key: 'rotate', header: codes.rotate, cell: (row) => <RotateButton row={row} /> },
        ]}
      />
      <Pagination page={page.address.page} pageSize={page.pageSize} total={page.total} search={search} />
    </DeskShell>
  );
}

function Filters({ page }: { page: HouseholdsPage }) {
  const words = useWords(propertyWords).codes;
  return (
    <Form method="get" className="flex flex-wrap items-end gap-3">
      {page.compounds.length > 1 ? (
        <SelectField
          field={plainField('compound', { defaultValue: page.address.compound })}
          label={words.compound}
          placeholder={null}
          showOptional={false}
          options={page.compounds.map(({ id, name }) => ({ value: id, label: name }))}
        />
      ) : null}
      <SelectField
        field={plainField('building', { defaultValue: page.address.building })}
        label={words.building}
        placeholder={words.allBuildings}
        showOptional={false}
        options={page.buildings.map((building) => ({ value: building, label: words.buildingName(building) }))}
      />
      <TextField
        field={plainField('q', { defaultValue: page.address.q })}
        label={words.search}
        hint={words.searchHint}
        type="search"
        showOptional={false}
      />
      <Button type="submit">{words.submit}</Button>
    </Form>
  );
}

function RotateButton({ row }: { row: Household }) {
  const words = useWords(propertyWords).codes;
  return (
    <Form method="post">
      <input type="hidden" name="compoundId" value={row.compoundId} />
      <SubmitButton
        name="householdId"
        value={row.householdId}
        variant="secondary"
        aria-label={words.rotateLabel(row.door)}
      >
        {words.rotate}
      </SubmitButton>
    </Form>
  );
}
