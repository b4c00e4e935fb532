import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { pageTitle } from '~/components/shell/page-title';
import { LinkButton, mainContentId, PrintLayout } from '~/components/ui';
import { useWords } from '~/i18n/locale-context';
import { propertyWords } from '~/i18n/property';
import { type HouseholdsPage, readHouseholds } from '~/routing/households.server';

export const meta = pageTitle(propertyWords, (words) => words.codes.title);

export function loader({ request, context }: LoaderFunctionArgs) {
  return readHouseholds(context, request, 'print');
}

export default function HouseholdCodeSheet() {
  const words = useWords(propertyWords).codes;
  const page = useLoaderData<typeof loader>() as HouseholdsPage;
  const building = page.address.building ? words.buildingName(page.address.building) : words.allBuildings;
  const compound = page.compounds.find(({ id }) => id === page.address.compound)?.name ?? '';
  return (
    <main id={mainContentId} tabIndex={-1}>
      <div className="no-print mx-auto max-w-page p-4">
        <LinkButton to={`/property/households?compound=${page.address.compound}`}>{words.title}</LinkButton>
      </div>
      <PrintLayout
        title={words.printTitle(compound, building)}
        reference={words.printNote}
        printedAt={page.now}
      >
        <ul className="grid grid-cols-2 gap-0">
          {page.households.map((row) => (
            <li
              key={row.householdId}
              className="print-whole flex flex-col gap-1 border border-dashed border-line-strong p-4"
            >
              <span>
                {row.compoundName} {row.door}
              </span>
              <code className="text-lg font-semibold">{row.joinCode}</code>
              <span className="text-sm text-muted">{words.printHow(page.joinAddress)}</span>
            </li>
          ))}
        </ul>
      </PrintLayout>
    </main>
  );
}
