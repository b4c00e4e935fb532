import type { OccupationRule } from '~/domain/booking/occupation';
import { occupationFault, serviceFeeFrom } from '~/domain/booking/service-fee';
import { can, canSee } from '~/domain/permissions/can';
import { isInstant } from '~/domain/shared/local-time';
import type { BandKind } from '~/domain/tariff/tariff-version';
import type { AccessRefusal, ActingPerson, Deps, Refusal } from '~/use-cases/shared/deps';
import type { Trx } from '~db/client.server';
import { lockBookings } from '~db/queries/bookings.server';
import { COMMON_BOARD, insertPriceBoard, listPriceBoards } from '~db/queries/price-boards.server';
import { findTenancy } from '~db/queries/tenancy.server';

export interface PricesInput {
  compoundId: string;
  /** Yuan per kWh as text, at most four decimals. */
  perKwh: string;
  byBand: Partial<Record<BandKind, string>>;
  occupation: OccupationRule | null;
  notice: string;
  /** Null for at once. */
  validFromAt: string | null;
}

export type PublishOutcome =
  | { ok: true; version: number; validFromAt: string }
  | AccessRefusal
  | Refusal<'not-a-price' | 'too-high', { field: 'perKwh' | BandKind }>
  | Refusal<'occupation', { field: keyof OccupationRule }>
  | Refusal<'notice'>
  | Refusal<'backdated'>
  | Refusal<'same-moment'>;

const SHORTEST_NOTICE = 4;
const LONGEST_NOTICE = 500;

/** Publishes the next version of a compound's price board for its shared piles; what is published is never changed. */
export async function publishPrices(
  deps: Deps,
  actor: ActingPerson,
  input: PricesInput,
): Promise<PublishOutcome> {
  const tenancy = await findTenancy(deps.db, input.compoundId);
  if (!tenancy || !canSee(actor, { tenancy })) return { ok: false, reason: 'not-found' };
  if (!can(actor, 'sharing.publish-prices', { tenancy })) return { ok: false, reason: 'forbidden' };
  const fee = serviceFeeFrom(input.perKwh, input.byBand);
  if (!fee.ok) return fee;
  const fault = input.occupation && occupationFault(input.occupation);
  if (fault) return { ok: false, reason: 'occupation', field: fault };
  const notice = input.notice.trim();
  if (notice.length < SHORTEST_NOTICE || notice.length > LONGEST_NOTICE)
    return { ok: false, reason: 'notice' };
  const outcome = await deps.db.transaction().execute((trx) =>
    publishInTransaction(trx, deps, actor, {
      ...input,
      notice,
      serviceFee: JSON.stringify(fee.serviceFee),
    }),
  );
  if (outcome.ok) deps.bus.publish('compound-changed', { compoundId: input.compoundId });
  return outcome;
}

async function publishInTransaction(
  trx: Trx,
  deps: Deps,
  actor: ActingPerson,
  { compoundId, occupation, notice, serviceFee, validFromAt }: PricesInput & { serviceFee: string },
): Promise<PublishOutcome> {
  await lockBookings(trx, compoundId);
  const at = deps.clock();
  const fromAt = validFromAt ?? at;
  if (!isInstant(fromAt) || fromAt < at) return { ok: false, reason: 'backdated' };
  const known = await listPriceBoards(trx, compoundId, COMMON_BOARD);
  if (known.some((board) => board.valid_from_at === fromAt)) return { ok: false, reason: 'same-moment' };
  const version = (known[0]?.version ?? 0) + 1;
  await insertPriceBoard(trx, {
    compound_id: compoundId,
    id: deps.newId('board'),
    board: COMMON_BOARD,
    version,
    valid_from_at: fromAt,
    service_fee: serviceFee,
    occupation: occupation && JSON.stringify(occupation),
    notice,
    published_at: at,
    published_by: actor.personId,
  });
  return { ok: true, version, validFromAt: fromAt };
}
