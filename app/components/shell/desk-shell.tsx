import { Link, useLocation } from '@remix-run/react';
import type { ReactNode } from 'react';
import type { Role } from '~/domain/permissions/can';
import { useWords } from '~/i18n/locale-context';
import { shellWords } from '~/i18n/shell';
import { classNames } from '../ui/class-names';
import { FlashMessage } from '../ui/flash-message';
import { mainContentId } from '../ui/skip-link';
import { LanguageSwitch } from './language-switch';
import { LogOutButton } from './log-out-button';
import { currentItem, navigationFor, startPathFor } from './navigation';
import { useRootData, useViewer } from './root-data';
import type { Viewer } from './viewer';
import { WorkplaceLinks } from './workplace-links';

type DeskShellProps = {
  audience: Role;
  /** The organisation shown in the bar; the viewer's own unless told. */
  organisationName?: string;
  /** How much waits behind an item, by its key. */
  counts?: Readonly<Record<string, number>>;
  children: ReactNode;
};

function organisationOf(viewer: Viewer | null, audience: Role): string | null {
  const membership = viewer?.memberships.find((entry) => entry.role === audience);
  return membership?.organisationName ?? membership?.compoundName ?? null;
}

/** The frame for people at a desk: navigation at the side, folded into a menu on a phone. */
export function DeskShell({ audience, organisationName, counts, children }: DeskShellProps) {
  const words = useWords(shellWords);
  const viewer = useViewer();
  const flash = useRootData()?.flash ?? null;
  const place = organisationName ?? organisationOf(viewer, audience) ?? words.product;
  return (
    <div className="lg:grid lg:min-h-screen lg:grid-cols-[14rem_1fr] print:block">
      <header className="border-b border-line bg-paper lg:border-r lg:border-b-0 print:hidden">
        <div className="flex flex-col gap-2 lg:sticky lg:top-0 lg:h-screen lg:p-4">
          <details className="group lg:hidden">
            <summary className="flex min-h-14 list-none items-center justify-between gap-3 px-4">
              <span className="min-w-0 truncate font-semibold">{place}</span>
              <span className="inline-flex shrink-0 items-center gap-1 text-accent-strong">
                <span aria-hidden="true">☰</span> {words.menu}
              </span>
            </summary>
            <div className="flex flex-col gap-3 border-t border-line p-4">
              <SideNavigation audience={audience} counts={counts} />
              <Account audience={audience} viewer={viewer} />
            </div>
          </details>
          <Link to={startPathFor(audience)} className="hidden flex-col px-3 py-2 lg:flex">
            <span className="font-semibold text-accent-strong">{words.product}</span>
            <span className="text-sm text-muted">{place}</span>
          </Link>
          <div className="hidden flex-1 flex-col justify-between gap-6 lg:flex">
            <SideNavigation audience={audience} counts={counts} />
            <Account audience={audience} viewer={viewer} />
          </div>
        </div>
      </header>
      <main
        id={mainContentId}
        tabIndex={-1}
        className="mx-auto flex w-full max-w-desk min-w-0 flex-col gap-6 p-4 outline-none lg:p-8 print:p-0"
      >
        <FlashMessage flash={flash} />
        {children}
      </main>
    </div>
  );
}

function SideNavigation({ audience, counts }: Pick<DeskShellProps, 'audience' | 'counts'>) {
  const words = useWords(shellWords);
  const items = navigationFor(audience);
  const current = currentItem(items, useLocation().pathname);
  return (
    <nav aria-label={words.mainNavigation}>
      <ul className="flex flex-col gap-1">
        {items.map((item) => {
          const count = counts?.[item.key];
          return (
            <li key={item.key}>
              <Link
                to={item.to}
                aria-current={item === current ? 'page' : undefined}
                className={classNames(
                  'flex min-h-11 items-center justify-between gap-2 rounded px-3',
                  item === current ? 'bg-accent-soft font-semibold text-accent-strong' : 'hover:bg-ground',
                )}
              >
                {words.nav[item.key]}
                {count === undefined ? null : (
                  <span className="rounded-full bg-ground px-2 text-sm text-ink">{count}</span>
                )}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

function Account({ audience, viewer }: { audience: Role; viewer: Viewer | null }) {
  const words = useWords(shellWords);
  return (
    <div className="flex flex-col gap-1 border-t border-line pt-3">
      {viewer ? (
        <p className="px-2">
          <span className="font-medium">{viewer.name}</span>
          <span className="block text-sm text-muted">{words.roles[audience]}</span>
        </p>
      ) : null}
      {viewer ? <WorkplaceLinks viewer={viewer} audience={audience} /> : null}
      <div className="flex flex-wrap justify-between gap-2">
        <LanguageSwitch />
        {viewer ? <LogOutButton /> : null}
      </div>
    </div>
  );
}
