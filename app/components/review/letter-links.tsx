import { Link } from '@remix-run/react';
import { letterWords } from '~/i18n/letter';
import { useWords } from '~/i18n/locale-context';
import { propertyWords } from '~/i18n/property';
import { Moment, Section, StatusBadge } from '../ui';

type LetterLinksProps = {
  letters: readonly { id: string; letterNo: string; issuedAt: string; revokedAt: string | null }[];
};

/** The consent letters of a case, the one in force first. */
export function LetterLinks({ letters }: LetterLinksProps) {
  const words = useWords(propertyWords).review;
  const letter = useWords(letterWords);
  return (
    <Section title={words.letter}>
      {letters.length === 0 ? <p className="text-muted">{words.noLetter}</p> : null}
      <ul className="flex flex-col gap-2">
        {letters.map(({ id, letterNo, issuedAt, revokedAt }) => (
          <li key={id} className="flex flex-wrap items-center gap-3">
            <Link
              to={`/letters/${id}`}
              className="inline-flex min-h-11 items-center font-medium text-accent-strong underline underline-offset-4"
            >
              {words.openLetter(letterNo)}
            </Link>
            <Moment at={issuedAt} show="date" />
            {revokedAt ? <StatusBadge tone="danger">{letter.verify.revoked}</StatusBadge> : null}
          </li>
        ))}
      </ul>
    </Section>
  );
}
