/** The safety duties that a letter fixes, by party; worded in the letter, named here so that a letter stays readable. */
export const SAFETY_DUTIES = [
  'licensed-installer',
  'own-meter',
  'no-common-parts',
  'inform-before-works',
  'maintenance',
  'property-cooperation',
] as const;
export type SafetyDuty = (typeof SAFETY_DUTIES)[number];

/** What a consent letter says, frozen when it is issued; the applicant's name is masked from the start. */
export interface LetterFacts {
  readonly version: 1;
  readonly caseNo: string;
  readonly compoundName: string;
  readonly compoundAddress: string;
  readonly propertyName: string;
  readonly door: string;
  readonly applicantMasked: string;
  readonly spaceCode: string;
  readonly spaceZone: string;
  readonly spaceLevel: number;
  readonly spaceKind: string;
  readonly pileKw: number;
  readonly pilePhases: number;
  readonly smartCapable: boolean;
  readonly needsCommonRoute: boolean;
  readonly distanceM: number;
  readonly conditions: readonly string[];
  readonly duties: readonly SafetyDuty[];
  readonly committeeRule: 'none' | 'neighbours_notice' | 'committee_decision' | 'assembly';
}

/** The duties that fit the request: without a new route the letter forbids touching common parts. */
export function dutiesOf(request: { needsCommonRoute: boolean }): SafetyDuty[] {
  return SAFETY_DUTIES.filter((duty) => duty !== 'no-common-parts' || !request.needsCommonRoute);
}

/** One condition a line; empty lines and spaces around are dropped. */
export function conditionsFrom(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
