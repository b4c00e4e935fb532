import { judgeTag, type KnownTag, type PileAccess, type TagStatus } from '~/domain/gateway/judge-tag';
import { MINUTE_MS, msFromInstant } from '~/domain/shared/local-time';
import type { Db, Trx } from '~db/client.server';
import { type BookingRow, lockBookings } from '~db/queries/bookings.server';
import { findSharedPile, type SharedPileRow } from '~db/queries/shared-piles.server';
import type { Deps } from '../deps';
import { bookingForVisit, judgeWalkUp, placeWalkUp, type Visitor } from './walk-up.server';

/** A start that is older than this was kept by a station that could not reach us (OCPP 1.6 §3.7). */
const QUEUED_AFTER_MS = 15 * MINUTE_MS;

type Tag = KnownTag & { readonly vehicleId: string | null };

interface TagAtPile {
  readonly compoundId: string;
  readonly pileId: string;
  readonly tag: Tag | undefined;
  readonly pile: PileAccess;
}

/** Whether a tag may charge at a pile now, its slots and the walk-ups of a shared one included; nothing is taken by asking. */
export async function judgeTagVisit(db: Db | Trx, at: TagAtPile, nowAt: string): Promise<TagStatus> {
  const { compoundId, pileId, tag, pile } = at;
  const shared = await findSharedPile(db, compoundId, pileId);
  if (!shared || !isGuest(at)) return judgeTag(tag, pile);
  const visitor = visitorOf(at, tag!);
  const kind = kindOf(shared);
  const hasSlot = (await bookingForVisit(db, visitor, msFromInstant(nowAt))) !== undefined;
  const canWalkUp = !hasSlot && kind === 'common' && (await judgeWalkUp(db, visitor, nowAt)).ok;
  return judgeTag(tag, pile, { kind, hasSlot, canWalkUp });
}

export interface TagVisit {
  readonly status: TagStatus;
  /** The booking that the session belongs to. */
  readonly booking?: BookingRow;
  /** The owner's own car at a pile that is lent. */
  readonly ownerAtLent: boolean;
}

/**
 * The same for a session that begins: finds the booking it belongs to, or makes that of a walk-up once for `key`. Locks the
 * compound's bookings where the pile is shared; a start that was queued is judged by the time it began.
 */
export async function openTagVisit(
  trx: Trx,
  deps: Pick<Deps, 'clock' | 'newId'>,
  at: TagAtPile,
  start: { startedAt: string; isOver: boolean; key: string },
): Promise<TagVisit> {
  const { compoundId, pileId, tag, pile } = at;
  const shared = await findSharedPile(trx, compoundId, pileId);
  if (!shared) return { status: judgeTag(tag, pile), ownerAtLent: false };
  await lockBookings(trx, compoundId);
  if (!isGuest(at)) {
    const status = judgeTag(tag, pile);
    return { status, ownerAtLent: shared.kind === 'lent' && status === 'Accepted' };
  }
  const visitor = visitorOf(at, tag!);
  const kind = kindOf(shared);
  const nowMs = msFromInstant(deps.clock());
  const startedMs = msFromInstant(start.startedAt);
  const momentMs = nowMs - startedMs > QUEUED_AFTER_MS ? startedMs : nowMs;
  const own = await bookingForVisit(trx, visitor, momentMs);
  if (own || start.isOver || kind === 'lent')
    return {
      status: judgeTag(tag, pile, { kind, hasSlot: own !== undefined, canWalkUp: false }),
      booking: own,
      ownerAtLent: false,
    };
  const walkUp = await placeWalkUp(trx, deps, visitor, { idempotencyKey: start.key, personId: null });
  return {
    status: judgeTag(tag, pile, { kind, hasSlot: false, canWalkUp: walkUp.ok }),
    booking: walkUp.ok ? walkUp.booking : undefined,
    ownerAtLent: false,
  };
}

/** A tag that is good, at a pile with power that is not its household's own. */
function isGuest({ tag, pile }: TagAtPile): boolean {
  return tag?.status === 'active' && pile.energised && pile.householdId !== tag.householdId;
}

function kindOf(shared: SharedPileRow): 'common' | 'lent' {
  return shared.kind === 'lent' ? 'lent' : 'common';
}

function visitorOf({ compoundId, pileId }: TagAtPile, tag: Tag): Visitor {
  return { compoundId, pileId, householdId: tag.householdId, vehicleId: tag.vehicleId };
}
