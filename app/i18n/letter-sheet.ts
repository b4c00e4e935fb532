import type { LetterSheet } from '~/adapters/letter/port';
import type { LetterFacts } from '~/domain/approval/letter-facts';
import type { LetterStanding } from '~/domain/approval/letter-standing';
import { wordsFor } from './define-words';
import { formatKw, formatLongDate } from './format';
import { letterWords } from './letter';
import type { Locale } from './locale';

export interface SheetSource {
  letterNo: string;
  issuedAt: string;
  issuedByName: string | null;
  facts: LetterFacts;
  standing: LetterStanding;
  verifyAddress: string;
}

/** The words of a letter in a language: one source for the page and for the PDF. */
export function letterSheet(source: SheetSource, locale: Locale): LetterSheet {
  const words = wordsFor(locale, letterWords);
  const { facts } = source;
  const conditions = facts.conditions.length > 0 ? facts.conditions : [words.noConditions];
  return {
    title: words.title,
    numberLine: words.number(source.letterNo),
    standingLine: `${words.standingTitle}：${words.standing[source.standing]}`,
    isValid: source.standing === 'valid',
    intro: words.intro(facts.propertyName, facts.applicantMasked, facts.caseNo),
    facts: factLines(source, locale),
    sections: [
      { heading: words.conditions, items: conditions },
      { heading: words.duties, items: facts.duties.map((duty) => words.duty[duty]) },
    ],
    signature: [
      words.signed(facts.propertyName),
      ...(source.issuedByName ? [words.signedBy(source.issuedByName)] : []),
      formatLongDate(source.issuedAt, locale),
      words.translation,
    ],
    verifyHint: words.verifyHint,
    verifyAddress: source.verifyAddress,
  };
}

function factLines({ facts }: SheetSource, locale: Locale): LetterSheet['facts'] {
  const words = wordsFor(locale, letterWords);
  const kinds: Record<string, string> = words.spaceKinds;
  const kind = kinds[facts.spaceKind] ?? facts.spaceKind;
  const route = facts.needsCommonRoute ? words.routeCommon : words.routeOwn;
  return [
    { term: words.compound, value: `${facts.compoundName}　${facts.compoundAddress}` },
    { term: words.door, value: facts.door },
    {
      term: words.space,
      value: words.spaceLine(facts.spaceCode, facts.spaceZone, words.level(facts.spaceLevel), kind),
    },
    {
      term: words.pile,
      value: words.pileLine(formatKw(facts.pileKw), facts.pilePhases, facts.smartCapable),
    },
    { term: words.route, value: route(facts.distanceM) },
    { term: words.consent, value: words.consentRules[facts.committeeRule] },
  ];
}
