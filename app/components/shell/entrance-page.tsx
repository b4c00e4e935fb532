import type { ReactNode } from 'react';
import { useWords } from '~/i18n/locale-context';
import { shellWords } from '~/i18n/shell';
import { mainContentId } from '../ui/skip-link';
import { LanguageSwitch } from './language-switch';

/** The frame of pages before a login: one narrow column with the product's name. */
export function EntrancePage({ title, children }: { title: string; children: ReactNode }) {
  const words = useWords(shellWords);
  return (
    <main
      id={mainContentId}
      tabIndex={-1}
      className="mx-auto flex max-w-md flex-col gap-5 px-4 py-10 outline-none"
    >
      <div className="flex items-center justify-between gap-4">
        <span className="font-semibold text-accent-strong">
          {words.product} · {words.productLine}
        </span>
        <LanguageSwitch />
      </div>
      <h1 className="text-2xl font-semibold">{title}</h1>
      {children}
    </main>
  );
}
