import { isRouteErrorResponse, useLocation } from '@remix-run/react';
import { useWords } from '~/i18n/locale-context';
import { shellWords } from '~/i18n/shell';
import { LinkButton } from '../ui/button';
import { mainContentId } from '../ui/skip-link';
import { LanguageSwitch } from './language-switch';

export type ProblemKind =
  | 'unknown'
  | 'forbidden'
  | 'expired'
  | 'tooMany'
  | 'tooLarge'
  | 'unreadable'
  | 'offline'
  | 'broken';

/** What went wrong, from what a loader, an action or the network threw. */
export function problemKind(error: unknown): ProblemKind {
  if (isRouteErrorResponse(error)) {
    if (error.status === 404 || error.status === 410) return 'unknown';
    if (error.status === 403) return 'forbidden';
    if (error.status === 401) return 'expired';
    if (error.status === 429) return 'tooMany';
    if (error.status === 413) return 'tooLarge';
    return error.status < 500 ? 'unreadable' : 'broken';
  }
  const isFetchFailure = error instanceof TypeError && /fetch|network|load failed/i.test(error.message);
  return isFetchFailure ? 'offline' : 'broken';
}

/** A page in place of the one that failed: what happened, and a way on. */
export function ProblemPage({ kind }: { kind: ProblemKind }) {
  const words = useWords(shellWords);
  const { pathname, search } = useLocation();
  const here = `${pathname}${search}`;
  const canRetry = !['unknown', 'forbidden', 'expired'].includes(kind);
  return (
    <main
      id={mainContentId}
      tabIndex={-1}
      className="mx-auto flex max-w-page flex-col items-start gap-4 px-4 py-12 outline-none"
    >
      <p className="font-semibold text-accent-strong">{words.product}</p>
      <h1 className="text-2xl font-semibold">{words.problems[`${kind}Title`]}</h1>
      <p>{words.problems[`${kind}Body`]}</p>
      <div className="flex flex-wrap gap-3">
        {kind === 'expired' || kind === 'forbidden' ? (
          <LinkButton variant="primary" to={`/login?next=${encodeURIComponent(here)}`}>
            {words.logIn}
          </LinkButton>
        ) : null}
        {canRetry ? (
          <LinkButton variant="primary" to={here} reloadDocument>
            {words.problems.tryAgain}
          </LinkButton>
        ) : null}
        <LinkButton to="/" reloadDocument>
          {words.home}
        </LinkButton>
      </div>
      <LanguageSwitch />
    </main>
  );
}
