import { Link } from '@remix-run/react';
import { useWords } from '~/i18n/locale-context';
import { shellWords } from '~/i18n/shell';

type PaginationProps = { page: number; pageSize: number; total: number; search: URLSearchParams };

function pageHref(search: URLSearchParams, page: number): string {
  const next = new URLSearchParams(search);
  if (page <= 1) next.delete('page');
  else next.set('page', String(page));
  return `?${next}`;
}

const linkClass =
  'inline-flex min-h-11 items-center rounded border border-line-strong bg-paper px-4 font-medium hover:bg-ground';

/** Pages in the address bar (`page=2`), with what of how much is shown. */
export function Pagination({ page, pageSize, total, search }: PaginationProps) {
  const words = useWords(shellWords);
  const pages = Math.max(1, Math.ceil(total / pageSize));
  if (total === 0) return null;
  const from = (page - 1) * pageSize + 1;
  const to = Math.min(total, page * pageSize);
  return (
    <nav aria-label={words.pages} className="no-print flex flex-wrap items-center justify-between gap-3">
      <p className="text-muted">
        {words.rowsOf(from, to, total)}
        {pages > 1 ? <span className="sr-only"> – {words.pageOf(page, pages)}</span> : null}
      </p>
      <div className="flex gap-2">
        {page > 1 ? (
          <Link rel="prev" to={pageHref(search, page - 1)} className={linkClass}>
            {words.previousPage}
          </Link>
        ) : null}
        {page < pages ? (
          <Link rel="next" to={pageHref(search, page + 1)} className={linkClass}>
            {words.nextPage}
          </Link>
        ) : null}
      </div>
    </nav>
  );
}
