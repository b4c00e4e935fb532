import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { DeskShell, pageTitle } from '~/components/shell';
import { EmptyState, PageHeader, Section, Table } from '~/components/ui';
import { adminWords } from '~/i18n/admin';
import { inBrackets } from '~/i18n/format';
import { useLocale, useWords } from '~/i18n/locale-context';
import { requireRole } from '~/routing/guard.server';
import { listCompounds, listOrganisations } from '~db/queries/platform.server';

export const meta = pageTitle(adminWords, (words) => words.title);

export async function loader({ request, context }: LoaderFunctionArgs) {
  requireRole(context, request, 'admin');
  const [organisations, compounds] = await Promise.all([
    listOrganisations(context.deps.db),
    listCompounds(context.deps.db),
  ]);
  return { organisations, compounds };
}

export default function AdminPage() {
  const words = useWords(adminWords);
  const locale = useLocale();
  const { organisations, compounds } = useLoaderData<typeof loader>();
  return (
    <DeskShell audience="admin">
      <PageHeader title={words.title} />
      <Section title={words.compounds}>
        <Table
          caption={words.compounds}
          isCaptionHidden
          rows={compounds}
          rowKey={(row) => row.id}
          empty={<EmptyState title={words.empty} />}
          columns={[
            {
              key: 'name',
              header: words.name,
              isRowHeader: true,
              cell: (row) => `${row.name}${inBrackets(row.code, locale)}`,
            },
            { key: 'place', header: words.place, cell: (row) => `${row.city} ${row.district}` },
            { key: 'households', header: words.households, align: 'end', cell: (row) => row.households },
            { key: 'spaces', header: words.spaces, align: 'end', cell: (row) => row.spaces },
            { key: 'piles', header: words.piles, align: 'end', cell: (row) => row.piles },
            {
              key: 'rules',
              header: words.rulePack,
              cell: (row) =>
                words.rulePackOf(row.rule_pack_title, row.rule_pack_version, row.valid_from, row.valid_to),
            },
          ]}
        />
      </Section>
      <Section title={words.organisations}>
        <Table
          caption={words.organisations}
          isCaptionHidden
          rows={organisations}
          rowKey={(row) => row.id}
          empty={<EmptyState title={words.empty} />}
          columns={[
            { key: 'name', header: words.name, isRowHeader: true, cell: (row) => row.name },
            { key: 'kind', header: words.kind, cell: (row) => words.kinds[row.kind] ?? row.kind },
            {
              key: 'people',
              header: words.people,
              align: 'end',
              cell: (row) => words.peopleCount(row.people ?? 0),
            },
          ]}
        />
      </Section>
    </DeskShell>
  );
}
