import type { ReactNode } from 'react';

type EmptyStateProps = {
  /** What will appear here. */
  title: ReactNode;
  /** How to make it appear. */
  children?: ReactNode;
  action?: ReactNode;
};

export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-start gap-3 rounded border border-dashed border-line-strong bg-paper p-6">
      <p className="font-medium">{title}</p>
      {children ? <div className="text-muted">{children}</div> : null}
      {action}
    </div>
  );
}
