import type { ReactNode } from 'react';
import { inboxWords } from '~/i18n/inbox';
import { useWords } from '~/i18n/locale-context';
import { Section } from '../ui';

type CaseFileLayoutProps = {
  header: ReactNode;
  facts: ReactNode;
  /** What this desk can do now, under its clock; stays in view while the facts scroll. */
  panel: ReactNode;
  log: ReactNode;
};

/** 案卷: left the facts, right the fixed panel, below the log; on a phone the panel comes first. */
export function CaseFileLayout({ header, facts, panel, log }: CaseFileLayoutProps) {
  const words = useWords(inboxWords).file;
  return (
    <>
      {header}
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_24rem]">
        <div className="order-2 flex min-w-0 flex-col gap-6 lg:order-1">{facts}</div>
        <aside
          aria-label={words.panel}
          className="no-print order-1 flex flex-col gap-4 rounded border border-line bg-paper p-4 lg:sticky lg:top-4 lg:order-2 lg:max-h-[calc(100vh-2rem)] lg:overflow-y-auto"
        >
          {panel}
        </aside>
      </div>
      <Section title={words.log} id="log">
        {log}
      </Section>
    </>
  );
}
