import { Link, type LinkProps } from '@remix-run/react';

/** The link that a row of a table or a list is opened by; as high as a finger on a phone. */
export function CellLink(props: Omit<LinkProps, 'className'>) {
  return (
    <Link
      className="inline-flex items-center text-accent-strong underline underline-offset-4 phone:min-h-11"
      {...props}
    />
  );
}
