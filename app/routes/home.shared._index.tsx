import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { ChargingTabs, MySlots, NextSlotCard, SharedViews, WeeklySlots } from '~/components/sharing';
import { pageTitle } from '~/components/shell/page-title';
import { EmptyState, LinkButton, PageHeader } from '~/components/ui';
import { useWords } from '~/i18n/locale-context';
import { sharingWords } from '~/i18n/sharing';
import { readSharedPage } from '~/routing/shared-piles.server';
import { sendEndSeries } from '~/routing/weekly-slots.server';

export const meta = pageTitle(sharingWords, (words) => words.title);

export async function loader({ request, context }: LoaderFunctionArgs) {
  return { page: await readSharedPage(context, request) };
}

export function action({ request, context }: ActionFunctionArgs) {
  return sendEndSeries(context, request);
}

export default function SharedPiles() {
  const words = useWords(sharingWords);
  const { page } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader title={words.title} />
      <ChargingTabs current="shared" />
      {page === null ? (
        <EmptyState
          title={words.noHousehold}
          action={
            <LinkButton to="/home/join" variant="primary">
              {words.join}
            </LinkButton>
          }
        />
      ) : page.places.length === 0 ? (
        <EmptyState
          title={words.none}
          action={
            <LinkButton to="/home/apply" variant="primary">
              {words.apply}
            </LinkButton>
          }
        >
          {words.noneHelp}
        </EmptyState>
      ) : (
        <>
          <MySlots slots={page.mine} now={page.now} />
          <NextSlotCard page={page} />
          <WeeklySlots weekly={page.weekly} />
          <SharedViews page={page} />
        </>
      )}
    </>
  );
}
