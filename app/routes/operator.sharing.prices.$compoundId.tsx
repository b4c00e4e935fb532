import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { PriceBoardSection } from '~/components/sharing';
import { PriceTable } from '~/components/sharing/price-table';
import type { PricesAnswer, PricesDesk } from '~/components/sharing-desk/prices-desk';
import { PricesForm } from '~/components/sharing-desk/prices-form';
import { DeskShell, pageTitle } from '~/components/shell';
import { PageHeader, Section } from '~/components/ui';
import { useWords } from '~/i18n/locale-context';
import { priceDeskWords } from '~/i18n/price-desk';
import { readPricesDesk, sendPrices } from '~/routing/prices-desk.server';

export const meta = pageTitle(priceDeskWords, (words, { compoundName }: PricesDesk) =>
  words.title(compoundName),
);

export function loader({ request, context, params }: LoaderFunctionArgs) {
  return readPricesDesk(context, request, params.compoundId ?? '');
}

export function action({ request, context, params }: ActionFunctionArgs) {
  return sendPrices(context, request, params.compoundId ?? '');
}

export default function PublishPrices() {
  const words = useWords(priceDeskWords);
  const page = useLoaderData<typeof loader>() as PricesDesk;
  const answer = useActionData<typeof action>() as PricesAnswer | undefined;
  return (
    <DeskShell audience="operator">
      <PageHeader
        title={words.title(page.compoundName)}
        crumbs={[{ label: words.back, to: '/operator/sharing' }]}
      />
      <div className="grid items-start gap-8 lg:grid-cols-2">
        <PricesForm key={page.nextVersion} page={page} answer={answer} />
        <div className="flex flex-col gap-8">
          {answer?.bands ? (
            <Section title={words.previewTitle}>
              <PriceTable bands={answer.bands} />
            </Section>
          ) : null}
          <PriceBoardSection board={page.board} />
        </div>
      </div>
    </DeskShell>
  );
}
