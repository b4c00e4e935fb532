import type { ReactNode } from 'react';
import { classNames } from './class-names';

type CardProps = {
  children: ReactNode;
  /** A card that is a list entry or an article of its own. */
  as?: 'div' | 'li' | 'article' | 'section';
  className?: string;
};

export function Card({ as: Element = 'div', className, children }: CardProps) {
  return (
    <Element className={classNames('rounded border border-line bg-paper p-4', className)}>{children}</Element>
  );
}

type SectionProps = {
  title: ReactNode;
  /** Stands at the right of the title: a link or a quiet button. */
  action?: ReactNode;
  description?: ReactNode;
  id?: string;
  className?: string;
  children: ReactNode;
};

/** A part of a page under its own heading. */
export function Section({ title, action, description, id, className, children }: SectionProps) {
  return (
    <section id={id} className={classNames('flex flex-col gap-3', className)}>
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h2 className="text-lg font-semibold">{title}</h2>
        {action}
      </div>
      {description ? <p className="text-muted">{description}</p> : null}
      {children}
    </section>
  );
}
