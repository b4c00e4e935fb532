/** Why the street office overrules or upholds a refusal: codes that can be counted, besides the words. */
export const MEDIATION_GROUNDS = {
  overrule: ['evidence-insufficient', 'ground-not-listed', 'agreed-in-mediation'],
  uphold: ['ground-proven', 'safety-first', 'no-right'],
} as const;

export type MediationDecision = keyof typeof MEDIATION_GROUNDS;
export type MediationGround = (typeof MEDIATION_GROUNDS)[MediationDecision][number];

/** The ground if it is one for this decision. */
export function groundFor(decision: MediationDecision, text: string): MediationGround | undefined {
  const grounds: readonly MediationGround[] = MEDIATION_GROUNDS[decision];
  return grounds.find((ground) => ground === text);
}
