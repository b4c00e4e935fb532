import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import { classNames } from './class-names';

export type TabLink = {
  to: string;
  label: ReactNode /** How many rows stand behind it. */;
  count?: number;
  isCurrent: boolean;
};

/** Views of one thing, each with its own address. */
export function TabLinks({ label, tabs }: { label: string; tabs: readonly TabLink[] }) {
  return (
    <nav aria-label={label} className="no-print overflow-x-auto border-b border-line">
      <ul className="flex gap-1">
        {tabs.map((tab) => (
          <li key={tab.to}>
            <Link
              to={tab.to}
              aria-current={tab.isCurrent ? 'page' : undefined}
              className={classNames(
                'flex min-h-11 items-center gap-2 border-b-2 px-3 whitespace-nowrap',
                tab.isCurrent
                  ? 'border-accent font-semibold text-accent-strong'
                  : 'border-transparent text-muted hover:text-ink',
              )}
            >
              {tab.label}
              {tab.count === undefined ? null : (
                <span className="rounded-full bg-ground px-2 text-sm">{tab.count}</span>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
