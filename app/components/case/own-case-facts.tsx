import { applicationWords } from '~/i18n/application';
import { formatKw } from '~/i18n/format';
import { householdWords } from '~/i18n/household';
import { useWords } from '~/i18n/locale-context';
import { ownCaseWords } from '~/i18n/own-case';
import { Card, DescriptionList, Moment, Section } from '../ui';

export interface ShownCaseFacts {
  household: string;
  spaceCode: string | null;
  spaceKind: string | null;
  car: string | null;
  pileKw: number | null;
  pilePhases: number | null;
  smartCapable: boolean;
  submittedAt: string | null;
}

/** What was applied for. */
export function OwnCaseFacts({ facts }: { facts: ShownCaseFacts }) {
  const words = useWords(ownCaseWords);
  const { confirm, pile } = useWords(applicationWords);
  const kinds: Record<string, string> = useWords(householdWords).spaces.kinds;
  const space = [facts.spaceCode, facts.spaceKind && kinds[facts.spaceKind]].filter(Boolean).join(' · ');
  const wish = [
    facts.pileKw === null ? null : pile.rating(formatKw(facts.pileKw, 0), facts.pilePhases ?? 1),
    facts.smartCapable ? confirm.smart : confirm.notSmart,
  ];
  return (
    <Section title={words.facts}>
      <Card>
        <DescriptionList
          facts={[
            { term: confirm.household, value: facts.household },
            { term: confirm.space, value: space },
            { term: confirm.car, value: facts.car ?? confirm.noCar },
            { term: confirm.pile, value: wish.filter(Boolean).join(' · ') },
            ...(facts.submittedAt
              ? [{ term: words.submittedAt, value: <Moment at={facts.submittedAt} /> }]
              : []),
          ]}
        />
      </Card>
    </Section>
  );
}

type ListedDocument = { id: string; kind: string; fileName: string };

/** The documents of a case while they cannot change. */
export function CaseDocumentList({
  documents,
  isOver,
}: {
  documents: readonly ListedDocument[];
  /** Nobody works on the case any more: its pile has power, or it is closed. */
  isOver: boolean;
}) {
  const words = useWords(ownCaseWords);
  const names: Record<string, string> = useWords(applicationWords).documents.kind;
  return (
    <Card className="flex flex-col gap-2">
      <ul className="divide-y divide-line">
        {documents.map((document) => (
          <li key={document.id} className="flex min-h-11 flex-wrap items-center gap-x-3">
            <a
              href={`/documents/${document.id}`}
              target="_blank"
              rel="noreferrer"
              className="inline-flex min-h-11 items-center text-accent-strong underline underline-offset-4"
            >
              {names[document.kind] ?? document.kind}
            </a>
            <span className="min-w-0 break-all text-sm text-muted">{document.fileName}</span>
          </li>
        ))}
      </ul>
      <p className="text-sm text-muted">{isOver ? words.documentsKept : words.documentsClosed}</p>
    </Card>
  );
}
