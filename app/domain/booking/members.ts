/** How an operator lets a pile be used: by all in turn, by the households near it, or by the cars that are bound to it. */
export const COMMON_MODES = ['time-shared', 'nearby', 'many-cars'] as const;
export type CommonMode = (typeof COMMON_MODES)[number];

const MOST_MEMBERS = 500;

export type MembersFault = 'mode' | 'no-members' | 'too-many-members' | 'members-not-meant';

/** Whether the households that a pile is bound to go with its mode; null where they do. */
export function membersFault(mode: string, members: readonly string[]): MembersFault | null {
  if (!(COMMON_MODES as readonly string[]).includes(mode)) return 'mode';
  if (mode === 'time-shared') return members.length > 0 ? 'members-not-meant' : null;
  if (members.length === 0) return 'no-members';
  return members.length > MOST_MEMBERS ? 'too-many-members' : null;
}
