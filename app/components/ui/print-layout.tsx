import type { ReactNode } from 'react';
import { useWords } from '~/i18n/locale-context';
import { shellWords } from '~/i18n/shell';
import { Moment } from './moment';

type PrintLayoutProps = {
  title: ReactNode;
  /** Number, city, rule: the line under the title. */
  reference?: ReactNode;
  printedAt: string;
  /** A QR code by which anyone can verify the paper. */
  seal?: ReactNode;
  children: ReactNode;
};

/** A page made for paper: letter, notice, report. */
export function PrintLayout({ title, reference, printedAt, seal, children }: PrintLayoutProps) {
  const words = useWords(shellWords);
  return (
    <article className="mx-auto flex max-w-page flex-col gap-6 bg-paper p-6 print:max-w-none print:p-0">
      <header className="flex items-start justify-between gap-4 border-b border-ink pb-4">
        <div>
          <h1 className="text-2xl font-semibold">{title}</h1>
          {reference ? <p className="mt-1">{reference}</p> : null}
        </div>
        {seal}
      </header>
      {children}
      <footer className="border-t border-line pt-2 text-sm text-muted">
        {words.product} · {words.printedAt} <Moment at={printedAt} />
      </footer>
    </article>
  );
}
