import type { ReactNode } from 'react';

type DisclosureProps = { summary: ReactNode; isOpen?: boolean; children: ReactNode };

/** More on demand, without JavaScript: 为什么要这一步, the numbers behind a chart. */
export function Disclosure({ summary, isOpen, children }: DisclosureProps) {
  return (
    <details open={isOpen} className="group rounded border border-line bg-paper">
      <summary className="flex min-h-11 items-center gap-2 px-4 py-2 font-medium text-accent-strong">
        <span aria-hidden="true" className="group-open:rotate-90">
          ›
        </span>
        {summary}
      </summary>
      <div className="border-t border-line p-4">{children}</div>
    </details>
  );
}
