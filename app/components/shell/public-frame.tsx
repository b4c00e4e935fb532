import type { ReactNode } from 'react';
import { mainContentId } from '../ui/skip-link';
import { LanguageSwitch } from './language-switch';

/** The frame of a page that anybody may open: no account, no navigation. */
export function PublicFrame({ children }: { children: ReactNode }) {
  return (
    <main
      id={mainContentId}
      tabIndex={-1}
      className="mx-auto flex max-w-page flex-col gap-5 p-4 outline-none"
    >
      <div className="self-end">
        <LanguageSwitch />
      </div>
      {children}
    </main>
  );
}
