import { Link } from '@remix-run/react';
import type { Role } from '~/domain/permissions/can';
import { useWords } from '~/i18n/locale-context';
import { shellWords } from '~/i18n/shell';
import { startPathFor } from './navigation';
import type { Viewer } from './viewer';

/** The person's other roles, for someone who is a resident and sits on the committee. */
export function WorkplaceLinks({ viewer, audience }: { viewer: Viewer; audience: Role }) {
  const words = useWords(shellWords);
  const others = [...new Set(viewer.memberships.map((membership) => membership.role))].filter(
    (other) => other !== audience,
  );
  if (others.length === 0) return null;
  return (
    <nav aria-label={words.switchWorkplace}>
      <ul className="flex flex-wrap gap-x-2">
        {others.map((other) => (
          <li key={other}>
            <Link
              to={startPathFor(other)}
              className="inline-flex min-h-11 items-center rounded px-2 text-accent-strong underline-offset-4 hover:underline"
            >
              {words.roles[other]} ›
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
