import { occupiesConnector } from '~/domain/gateway/occupancy';
import { can, canSee } from '~/domain/permissions/can';
import { instantFromMs, MINUTE_MS, msFromInstant } from '~/domain/shared/local-time';
import { announceBookings } from '~/use-cases/shared/booking/announce-bookings';
import type { PlacementRefusal } from '~/use-cases/shared/booking/place-booking.server';
import type { AccessRefusal, ActingPerson, Deps, Refusal } from '~/use-cases/shared/deps';
import { householdCard } from '~/use-cases/shared/visit/household-card.server';
import { checkInBooking } from '~/use-cases/shared/visit/visit-record.server';
import { bookingForVisit, placeWalkUp, type WalkUpVerdict } from '~/use-cases/shared/visit/walk-up.server';
import type { Trx } from '~db/client.server';
import { type BookingRow, findBookingByKey, lockBookings } from '~db/queries/bookings.server';
import { queueCommand } from '~db/queries/commands.server';
import { listRunningSessions } from '~db/queries/sessions.server';
import { findSharedPileByCode } from '~db/queries/shared-piles.server';
import { lockConnector } from '~db/queries/stations.server';
import { findVisitUnderWay } from '~db/queries/visits.server';

/** How long a start waits for its station. */
const GOOD_FOR_MS = 2 * MINUTE_MS;
const CONNECTOR = 1;

export interface StartInput {
  readonly code: string;
  readonly householdId: string;
  /** The same form starts once. */
  readonly formId: string;
}

type Pile = NonNullable<Awaited<ReturnType<typeof findSharedPileByCode>>>;

export type StartOutcome =
  | { ok: true; bookingId: string | null; commandId: string | null; isRepeat: boolean }
  | AccessRefusal
  | Refusal<'offline' | 'faulted' | 'occupied' | 'charging-already'>
  | PlacementRefusal
  | Exclude<WalkUpVerdict, { ok: true }>;

/** Starts the pile in front of a person: in the household's slot, or as a walk-up; the owner of a lent pile needs neither. */
export async function startCharging(
  deps: Deps,
  actor: ActingPerson,
  input: StartInput,
): Promise<StartOutcome> {
  const pile = await findSharedPileByCode(deps.db, input.code);
  const resource = pile && { tenancy: pile.tenancy, householdId: input.householdId };
  if (!pile || !resource || !canSee(actor, resource)) return { ok: false, reason: 'not-found' };
  if (!can(actor, 'booking.make', resource)) return { ok: false, reason: 'forbidden' };
  if (pile.online !== 1 || !pile.identity) return { ok: false, reason: 'offline' };
  const { identity, compound_id: compoundId } = pile;
  const outcome = await deps.db
    .transaction()
    .execute((trx) => startInTransaction(trx, deps, actor, input, pile));
  if (outcome.ok && !outcome.isRepeat) {
    deps.bus.publish('command-queued', { identity });
    announceBookings(deps, compoundId);
  }
  return outcome;
}

async function startInTransaction(
  trx: Trx,
  deps: Deps,
  actor: ActingPerson,
  { householdId, formId }: StartInput,
  pile: Pile,
): Promise<StartOutcome> {
  const { compound_id: compoundId, pile_id: pileId } = pile;
  const connector = await lockConnector(trx, compoundId, pileId, CONNECTOR);
  await lockBookings(trx, compoundId);
  const [running] = await listRunningSessions(trx, { compoundId, pileId });
  if (running)
    return { ok: false, reason: running.household_id === householdId ? 'charging-already' : 'occupied' };
  if (connector.status === 'Faulted' || connector.status === 'Unavailable')
    return { ok: false, reason: 'faulted' };
  if (occupiesConnector(connector.status) && (await isAnothers(trx, pile, householdId)))
    return { ok: false, reason: 'occupied' };
  const isOwner = pile.owner_household_id === householdId;
  const taken = isOwner ? null : await takeSlot(trx, deps, actor, { householdId, formId, pile });
  if (taken && !taken.ok) return taken;
  const booking = taken?.booking ?? null;
  const holder = { compoundId, householdId, vehicleId: booking?.vehicle_id ?? null };
  const idTag = await householdCard(trx, deps, holder);
  const at = deps.clock();
  const commandId = deps.newId('cmd');
  const queued = await queueCommand(trx, {
    id: commandId,
    compoundId,
    pileId,
    connectorId: CONNECTOR,
    action: 'RemoteStartTransaction',
    idempotencyKey: `scan:${pileId}:${householdId}:${formId}`,
    payload: { connectorId: CONNECTOR, idTag },
    limitKw: null,
    at,
    expiresAt: instantFromMs(msFromInstant(at) + GOOD_FOR_MS),
  });
  return {
    ok: true,
    bookingId: booking?.id ?? null,
    commandId: queued ? commandId : null,
    isRepeat: !queued,
  };
}

/** Whether the car that is plugged in belongs to a visit of somebody else. */
async function isAnothers(trx: Trx, { compound_id, pile_id }: Pile, householdId: string): Promise<boolean> {
  const visit = await findVisitUnderWay(trx, compound_id, pile_id);
  return visit !== undefined && visit.household_id !== householdId;
}

type Taken = { ok: true; booking: BookingRow } | Extract<StartOutcome, { ok: false }>;

async function takeSlot(
  trx: Trx,
  deps: Deps,
  actor: ActingPerson,
  { householdId, formId, pile }: { householdId: string; formId: string; pile: Pile },
): Promise<Taken> {
  const { compound_id: compoundId, pile_id: pileId } = pile;
  const visitor = { compoundId, pileId, householdId, vehicleId: null };
  const idempotencyKey = `scan:${pileId}:${formId}`;
  const own =
    (await bookingForVisit(trx, visitor, msFromInstant(deps.clock()))) ??
    (await findBookingByKey(trx, compoundId, householdId, idempotencyKey));
  const by = { by: 'scan', personId: actor.personId } as const;
  if (own) return { ok: true, booking: await checkInBooking(trx, deps, own, by) };
  const walkUp = await placeWalkUp(trx, deps, visitor, { idempotencyKey, personId: actor.personId });
  if (!walkUp.ok) return walkUp;
  return { ok: true, booking: await checkInBooking(trx, deps, walkUp.booking, by) };
}
