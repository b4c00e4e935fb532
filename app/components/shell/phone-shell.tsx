import { Link, useLocation } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useWords } from '~/i18n/locale-context';
import { shellWords } from '~/i18n/shell';
import { classNames } from '../ui/class-names';
import { FlashMessage } from '../ui/flash-message';
import { mainContentId } from '../ui/skip-link';
import { LanguageSwitch } from './language-switch';
import { currentItem, navigationFor, startPathFor } from './navigation';
import { NavigationIcon } from './navigation-icon';
import { useRootData, useViewer } from './root-data';

type PhoneShellProps = {
  audience?: 'resident' | 'committee';
  /** The compound shown in the bar; the viewer's own unless told. */
  compoundName?: string;
  /** Wizards hide the bottom bar: one question a screen. */
  showNavigation?: boolean;
  children: ReactNode;
};

/** The frame for people with a phone in the hand; on a desk the same, 640 px wide. */
export function PhoneShell({
  audience = 'resident',
  compoundName,
  showNavigation = true,
  children,
}: PhoneShellProps) {
  const words = useWords(shellWords);
  const flash = useRootData()?.flash ?? null;
  const viewer = useViewer();
  const place =
    compoundName ??
    viewer?.memberships.find((membership) => membership.role === audience)?.compoundName ??
    words.product;
  return (
    <>
      <header className="sticky top-0 z-20 border-b border-line bg-paper print:static">
        <div className="mx-auto flex min-h-14 max-w-page items-center justify-between gap-3 px-4">
          <Link
            to={startPathFor(audience)}
            className="inline-flex min-h-11 min-w-0 items-center font-semibold"
          >
            <span className="truncate">{place}</span>
          </Link>
          <div className="no-print shrink-0">
            <LanguageSwitch />
          </div>
        </div>
      </header>
      <main
        id={mainContentId}
        tabIndex={-1}
        className={classNames(
          'mx-auto flex max-w-page flex-col gap-6 px-4 pt-4 outline-none',
          showNavigation ? 'pb-28 print:pb-0' : 'pb-8',
        )}
      >
        <FlashMessage flash={flash} />
        {children}
      </main>
      {showNavigation ? <BottomBar audience={audience} /> : null}
    </>
  );
}

function BottomBar({ audience }: { audience: 'resident' | 'committee' }) {
  const words = useWords(shellWords);
  const items = navigationFor(audience);
  const current = currentItem(items, useLocation().pathname);
  return (
    <nav
      aria-label={words.mainNavigation}
      className="no-print fixed inset-x-0 bottom-0 z-20 border-t border-line bg-paper pb-[env(safe-area-inset-bottom)]"
    >
      <ul className="mx-auto flex max-w-page">
        {items.map((item) => (
          <li key={item.key} className="flex-1">
            <Link
              to={item.to}
              aria-current={item === current ? 'page' : undefined}
              className={classNames(
                'flex min-h-14 flex-col items-center justify-center border-t-2 text-sm',
                item === current
                  ? 'border-accent font-semibold text-accent-strong'
                  : 'border-transparent text-muted',
              )}
            >
              <NavigationIcon name={item.key} />
              {words.nav[item.key]}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
