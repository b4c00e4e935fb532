import { AT_LEAST_THREE_QUARTERS, AT_LEAST_TWO_THIRDS, MORE_THAN_HALF, neededOf, type Share } from './share';

/** 民法典 278: items 6 to 8 (rebuilding, changing the use of common parts) are special, all others ordinary. */
export type Majority = 'ordinary' | 'special';

/** Exclusive area in whole cm² and number of owners. */
export interface Weight {
  readonly areaCm2: number;
  readonly heads: number;
}

/** Counted votes; who abstains takes part without agreeing. */
export interface Tally {
  readonly total: Weight;
  readonly participated: Weight;
  readonly yes: Weight;
}

export interface AssemblyRule {
  readonly participation: Share;
  readonly ordinary: Share;
  readonly special: Share;
}

export const CIVIL_CODE_278: AssemblyRule = {
  participation: AT_LEAST_TWO_THIRDS,
  ordinary: MORE_THAN_HALF,
  special: AT_LEAST_THREE_QUARTERS,
};

export interface AssemblyNumbers {
  readonly majority: Majority;
  readonly total: Weight;
  readonly participated: Weight;
  readonly neededParticipation: Weight;
  readonly yes: Weight;
  readonly neededYes: Weight;
}

export type AssemblyVerdict =
  | ({ ok: true } & AssemblyNumbers)
  | ({ ok: false; reason: 'no-electorate' | 'tally-inconsistent' | 'quorum' | 'majority' } & AssemblyNumbers);

/** Whether an owners' vote passes: participation of all, then agreement of those who took part, each by area and by heads. */
export function decideAssembly(
  majority: Majority,
  tally: Tally,
  rule: AssemblyRule = CIVIL_CODE_278,
): AssemblyVerdict {
  const { total, participated, yes } = tally;
  const neededParticipation = neededWeight(total, rule.participation);
  const neededYes = neededWeight(participated, rule[majority]);
  const numbers = { majority, total, participated, neededParticipation, yes, neededYes };
  if (total.areaCm2 <= 0 || total.heads <= 0) return { ok: false, reason: 'no-electorate', ...numbers };
  if (!isWithin(participated, total) || !isWithin(yes, participated)) {
    return { ok: false, reason: 'tally-inconsistent', ...numbers };
  }
  if (!reaches(participated, neededParticipation)) return { ok: false, reason: 'quorum', ...numbers };
  if (!reaches(yes, neededYes)) return { ok: false, reason: 'majority', ...numbers };
  return { ok: true, ...numbers };
}

function neededWeight(whole: Weight, share: Share): Weight {
  return { areaCm2: neededOf(whole.areaCm2, share), heads: neededOf(whole.heads, share) };
}

function reaches(weight: Weight, needed: Weight): boolean {
  return weight.areaCm2 >= needed.areaCm2 && weight.heads >= needed.heads;
}

function isWithin(part: Weight, whole: Weight): boolean {
  const values = [part.areaCm2, part.heads, whole.areaCm2, whole.heads];
  return (
    values.every((value) => Number.isSafeInteger(value) && value >= 0) &&
    part.areaCm2 <= whole.areaCm2 &&
    part.heads <= whole.heads
  );
}
