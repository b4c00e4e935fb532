import {
  type ActionFunctionArgs,
  data,
  type HeadersFunction,
  type LoaderFunctionArgs,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { PublicPileActions, PublicPilePage } from '~/components/sharing';
import { PublicFrame, pageTitle } from '~/components/shell';
import { Notice, PageHeader } from '~/components/ui';
import { useWords } from '~/i18n/locale-context';
import { publicPileWords } from '~/i18n/public-pile';
import { readerOf, readPublicPile } from '~/routing/public-pile.server';
import { sendPublicAction } from '~/routing/public-pile-actions.server';

export const meta = pageTitle(publicPileWords, (words) => words.title);

export async function loader({ context, params }: LoaderFunctionArgs) {
  const found = await readPublicPile(context, params.code ?? '');
  const headers = { 'Cache-Control': 'no-store' };
  if (!found) return data({ pile: null, reader: 'guest' as const, formKey: '' }, { status: 404, headers });
  const { compoundId, ...pile } = found;
  const formKey = context.deps.newId('form');
  return data({ pile, reader: readerOf(context, compoundId), formKey }, { headers });
}

export function action({ request, context, params }: ActionFunctionArgs) {
  return sendPublicAction(context, request, params.code ?? '');
}

export const headers: HeadersFunction = ({ loaderHeaders }) => loaderHeaders;

export default function PublicPileRoute() {
  const words = useWords(publicPileWords);
  const { pile, reader, formKey } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <PublicFrame>
      {pile ? (
        <>
          <PageHeader title={words.at(pile.spaceCode, pile.compoundName)} meta={words.title} />
          {answer ? <Notice tone={answer.tone} title={answer.text} /> : null}
          <PublicPilePage pile={pile} canBook={reader === 'resident'}>
            <PublicPileActions pile={pile} reader={reader} formKey={formKey} plate={answer?.plate} />
          </PublicPilePage>
        </>
      ) : (
        <Notice tone="danger" title={words.unknownTitle}>
          {words.unknown}
        </Notice>
      )}
    </PublicFrame>
  );
}
