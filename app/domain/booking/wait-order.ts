import { DAY_MS } from '../shared/local-time';

/** What a waiting household has of its own. */
export type OwnMeans = 'nothing' | 'space' | 'pile';

/** One entry of the wait list with what decides its place. */
export interface Waiting {
  readonly id: string;
  readonly own: OwnMeans;
  /** Minutes of shared slots that the household got in the last 28 days and holds ahead. */
  readonly gotMinutes: number;
  /** When its latest slot began or begins, epoch ms; null where it never had one. */
  readonly lastGotMs: number | null;
  readonly joinedMs: number;
  /** It let an offer pass, and nobody has been let by for it since. */
  readonly standsBack: boolean;
  /** Days since its latest slot on which its waiting ended without an offer. */
  readonly emptyDays: number;
}

/** How far back minutes count. */
export const GOT_WITHIN_MS = 28 * DAY_MS;

/** After so many days of waiting without an offer a household counts as one without anything of its own. */
export const EMPTY_DAYS_COUNT = 3;

const RANK: Record<OwnMeans, number> = { nothing: 0, space: 1, pile: 2 };

/** Who comes first where one slot becomes free; the same for every slot and every caller. */
export function waitOrder<Entry extends Waiting>(entries: readonly Entry[]): Entry[] {
  return entries.toSorted(comesBefore);
}

/** Negative where `a` comes before `b`; 0 for an entry and itself alone. */
export function comesBefore(a: Waiting, b: Waiting): number {
  return (
    Number(a.standsBack) - Number(b.standsBack) ||
    rankOf(a) - rankOf(b) ||
    a.gotMinutes - b.gotMinutes ||
    (a.lastGotMs ?? 0) - (b.lastGotMs ?? 0) ||
    a.joinedMs - b.joinedMs ||
    (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
  );
}

function rankOf({ own, emptyDays }: Waiting): number {
  return emptyDays >= EMPTY_DAYS_COUNT ? RANK.nothing : RANK[own];
}
