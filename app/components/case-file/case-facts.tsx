import { formatDate, formatKw, formatLongDate, formatNumber } from '~/i18n/format';
import { inboxWords } from '~/i18n/inbox';
import { useLocale, useWords } from '~/i18n/locale-context';
import { Card, DescriptionList, type Fact, Moment, Section } from '../ui';
import type { CaseFileDocument, CaseFileFacts, CaseFileSpace } from './case-file-data';
import { SpaceMap } from './space-map';

/** Household, space, car and pile of a case, with the map of its level. */
export function CaseFacts({ facts, extra = [] }: { facts: CaseFileFacts; extra?: readonly Fact[] }) {
  const words = useWords(inboxWords).file;
  const list: Fact[] = [
    { key: 'household', term: words.household, value: `${facts.compoundName} ${facts.door}` },
    { key: 'applicant', term: words.applicant, value: facts.applicantMasked },
    ...(facts.space ? [{ key: 'space', term: words.space, value: <SpaceLine space={facts.space} /> }] : []),
    {
      key: 'car',
      term: words.car,
      value: facts.car ? `${facts.car.plateMasked} · ${facts.car.model}` : words.noCar,
    },
    ...(facts.pileKw ? [{ key: 'pile', term: words.pile, value: <PileLine facts={facts} /> }] : []),
    { key: 'route', term: words.route, value: facts.needsCommonRoute ? words.routeCommon : words.routeOwn },
    ...(facts.submittedAt
      ? [{ key: 'submitted', term: words.submitted, value: <Moment at={facts.submittedAt} /> }]
      : []),
    ...extra,
  ];
  return (
    <Section title={words.facts}>
      <Card>
        <DescriptionList facts={list} />
      </Card>
      {facts.space ? <SpaceMap space={facts.space} /> : null}
    </Section>
  );
}

function SpaceLine({ space }: { space: CaseFileSpace }) {
  const words = useWords(inboxWords).file;
  const locale = useLocale();
  const kinds: Record<string, string> = words.spaceKind;
  return (
    <>
      {[
        space.code,
        kinds[space.kind] ?? space.kind,
        words.level(space.level),
        space.leaseUntilOn ? words.lease(formatLongDate(space.leaseUntilOn, locale)) : null,
        words.distance(space.distanceM),
      ]
        .filter(Boolean)
        .join(' · ')}
    </>
  );
}

function PileLine({ facts }: { facts: CaseFileFacts }) {
  const words = useWords(inboxWords).file;
  return (
    <>
      {formatKw(facts.pileKw ?? 0)} · {words.phases(facts.pilePhases ?? 1)} ·{' '}
      {facts.smartCapable ? words.smart : words.notSmart}
    </>
  );
}

/** The documents that this desk may open. `null` where they are not for it to see. */
export function CaseDocuments({ documents }: { documents: readonly CaseFileDocument[] | null }) {
  const words = useWords(inboxWords).file;
  const locale = useLocale();
  return (
    <Section title={words.documents}>
      {documents === null || documents.length === 0 ? (
        <p className="text-muted">{documents === null ? words.documentRestricted : words.noDocuments}</p>
      ) : (
        <ul className="divide-y divide-line rounded border border-line bg-paper">
          {documents.map((document) => (
            <li key={document.id} className="flex min-h-11 flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2">
              <a
                href={document.href}
                target="_blank"
                rel="noreferrer"
                className="inline-flex min-h-8 items-center font-medium text-accent-strong underline underline-offset-4 phone:min-h-11"
              >
                {document.kindLabel}
              </a>
              <span className="min-w-0 break-all text-sm text-muted">
                {document.fileName} · {words.kilobytes(formatNumber(Math.ceil(document.byteSize / 1024)))} ·{' '}
                {formatDate(document.uploadedAt, locale)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
