import {
  CAPACITY_REFUSAL_LOAD_RATE,
  REFUSAL_RULES,
  type RefusalReason,
} from '~/domain/refusal/property-refusal';
import { documentKindWords } from '~/i18n/document-kinds';
import { formatPercent } from '~/i18n/format';
import { useLocale, useWords } from '~/i18n/locale-context';
import { propertyWords } from '~/i18n/property';
import { Card, DescriptionList, type Fact, Moment, Section } from '../ui';

export interface RefusalFactsData {
  at: string;
  reason: RefusalReason | null;
  words: string | null;
  loadRate: number | null;
  measuredLoadRate: number | null;
  missingDocuments: readonly string[];
}

/** On which ground the property refused, in its words, with the figures of its evidence beside our own measurement. */
export function RefusalFacts({ refusal }: { refusal: RefusalFactsData }) {
  const words = useWords(propertyWords).refusal;
  const kinds: Record<string, string> = useWords(documentKindWords);
  const locale = useLocale();
  const rule = refusal.reason && REFUSAL_RULES[refusal.reason];
  const facts: Fact[] = [
    { key: 'at', term: words.at, value: <Moment at={refusal.at} /> },
    ...(rule
      ? [{ key: 'ground', term: words.ground, value: locale === 'en' ? rule.english : rule.name }]
      : []),
    ...(refusal.words ? [{ key: 'words', term: words.words, value: refusal.words }] : []),
    ...(refusal.loadRate === null
      ? []
      : [{ key: 'rate', term: words.loadRate, value: formatPercent(refusal.loadRate, 1) }]),
    ...(refusal.measuredLoadRate === null
      ? []
      : [{ key: 'own', term: words.measured, value: formatPercent(refusal.measuredLoadRate, 1) }]),
    ...(refusal.loadRate === null
      ? []
      : [{ key: 'limit', term: words.limit, value: limitLine(words.limitOf) }]),
    ...(refusal.missingDocuments.length === 0
      ? []
      : [
          {
            key: 'missing',
            term: words.missing,
            value: refusal.missingDocuments.map((kind) => kinds[kind] ?? kind).join('、'),
          },
        ]),
  ];
  return (
    <Section title={words.title}>
      <Card>
        <DescriptionList facts={facts} />
      </Card>
    </Section>
  );
}

function limitLine(limitOf: (limit: string, source: string) => string): string {
  return limitOf(formatPercent(CAPACITY_REFUSAL_LOAD_RATE.value), CAPACITY_REFUSAL_LOAD_RATE.source);
}
