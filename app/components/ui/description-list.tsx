import type { ReactNode } from 'react';

export type Fact = { term: ReactNode; value: ReactNode; key?: string };

/** Facts as term and value. Facts without a value are left out by the caller, not shown empty. */
export function DescriptionList({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className="divide-y divide-line">
      {facts.map((fact, index) => (
        <div
          key={fact.key ?? (typeof fact.term === 'string' ? fact.term : index)}
          className="grid gap-x-4 gap-y-0.5 py-2 sm:grid-cols-[10rem_1fr]"
        >
          <dt className="text-muted">{fact.term}</dt>
          <dd>{fact.value}</dd>
        </div>
      ))}
    </dl>
  );
}
