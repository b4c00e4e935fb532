import { parseWithZod } from '@conform-to/zod/v4';
import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { SessionHistory, TonightDetails, WishForm } from '~/components/charging';
import { ChargingTabs } from '~/components/sharing';
import { pageTitle } from '~/components/shell/page-title';
import { EmptyState, LinkButton, PageHeader } from '~/components/ui';
import { wishSchema } from '~/forms/wish.server';
import { chargingWords } from '~/i18n/charging';
import { wordsFor } from '~/i18n/define-words';
import { useWords } from '~/i18n/locale-context';
import { readCharging, sendWish } from '~/routing/charging.server';
import { requireRole } from '~/routing/guard.server';
import { readForm } from '~/routing/uploads.server';

export const meta = pageTitle(chargingWords, (words) => words.title);

export function loader({ request, context }: LoaderFunctionArgs) {
  return readCharging(context, request);
}

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = requireRole(context, request, 'resident');
  const words = wordsFor(context.locale, chargingWords);
  const submission = parseWithZod(await readForm(request), { schema: wishSchema(words.errors) });
  if (submission.status !== 'success') return data(submission.reply(), 400);
  return sendWish(context, viewer, submission, words);
}

export default function ChargingPage() {
  const words = useWords(chargingWords);
  const { nights, history } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>();
  return (
    <>
      <PageHeader title={words.title} />
      <ChargingTabs current="tonight" />
      {nights.length === 0 ? (
        <EmptyState
          title={words.noPile}
          action={
            <LinkButton to="/home/apply" variant="primary">
              {words.apply}
            </LinkButton>
          }
        >
          {words.noPileHelp}
        </EmptyState>
      ) : null}
      {nights.map(({ night, chart, usual, nowLeft }) => (
        <div key={night.pileId} className="flex flex-col gap-6">
          <TonightDetails night={night} chart={chart} />
          <WishForm
            pileId={night.pileId}
            usual={usual}
            nowLeft={nowLeft}
            isPluggedIn={night.pluggedInAt !== null}
            lastResult={lastResult}
          />
        </div>
      ))}
      <SessionHistory sessions={history} />
    </>
  );
}
