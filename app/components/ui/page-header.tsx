import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useWords } from '~/i18n/locale-context';
import { shellWords } from '~/i18n/shell';

export type Crumb = { label: string; to: string };

type PageHeaderProps = {
  title: ReactNode;
  /** One line under the title: number, place, state. */
  meta?: ReactNode;
  /** From the top down to the parent; on a phone only the parent is shown, as the way back. */
  crumbs?: readonly Crumb[];
  actions?: ReactNode;
};

export function PageHeader({ title, meta, crumbs = [], actions }: PageHeaderProps) {
  const words = useWords(shellWords);
  const parent = crumbs[crumbs.length - 1];
  return (
    <header className="flex flex-col gap-1">
      {parent ? (
        <nav aria-label={words.breadcrumb} className="no-print">
          <Link
            to={parent.to}
            className="inline-flex min-h-11 items-center gap-1 text-accent-strong underline-offset-4 hover:underline md:hidden"
          >
            <span aria-hidden="true">‹</span> {parent.label}
          </Link>
          <ol className="hidden flex-wrap gap-2 text-sm text-muted md:flex">
            {crumbs.map((crumb) => (
              <li key={crumb.to} className="flex gap-2">
                <Link to={crumb.to} className="text-accent-strong underline-offset-4 hover:underline">
                  {crumb.label}
                </Link>
                <span aria-hidden="true">/</span>
              </li>
            ))}
          </ol>
        </nav>
      ) : null}
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div className="min-w-0">
          <h1 className="text-xl font-semibold md:text-2xl">{title}</h1>
          {meta ? <p className="mt-1 text-muted">{meta}</p> : null}
        </div>
        {actions ? <div className="no-print flex flex-wrap gap-2">{actions}</div> : null}
      </div>
    </header>
  );
}
