import { data, type HeadersFunction, type LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { PublicPilePage } from '~/components/sharing';
import { PublicFrame, pageTitle } from '~/components/shell';
import { LinkButton, Notice, PageHeader } from '~/components/ui';
import { useWords } from '~/i18n/locale-context';
import { publicPileWords } from '~/i18n/public-pile';
import { readerOf, readPublicPile } from '~/routing/public-pile.server';

export const meta = pageTitle(publicPileWords, (words) => words.title);

export async function loader({ context, params }: LoaderFunctionArgs) {
  const found = await readPublicPile(context, params.code ?? '');
  const headers = { 'Cache-Control': 'no-store' };
  if (!found) return data({ pile: null, reader: 'guest' as const }, { status: 404, headers });
  const { compoundId, ...pile } = found;
  return data({ pile, reader: readerOf(context, compoundId) }, { headers });
}

export const headers: HeadersFunction = ({ loaderHeaders }) => loaderHeaders;

export default function PublicPileRoute() {
  const words = useWords(publicPileWords);
  const { pile, reader } = useLoaderData<typeof loader>();
  if (!pile) {
    return (
      <PublicFrame>
        <Notice tone="danger" title={words.unknownTitle}>
          {words.unknown}
        </Notice>
      </PublicFrame>
    );
  }
  return (
    <PublicFrame>
      <PageHeader title={words.at(pile.spaceCode, pile.compoundName)} meta={words.title} />
      <PublicPilePage pile={pile} canBook={reader === 'resident'}>
        {reader === 'guest' ? (
          <div className="flex flex-col gap-2">
            <LinkButton to={`/login?next=${encodeURIComponent(`/p/${pile.code}`)}`} variant="primary" wide>
              {words.login}
            </LinkButton>
            <p className="text-sm text-muted">{words.loginHelp}</p>
          </div>
        ) : null}
        {reader === 'stranger' ? <p>{words.notMember}</p> : null}
      </PublicPilePage>
    </PublicFrame>
  );
}
