import type { AppLoadContext } from '@remix-run/node';
import type {
  GuestSlot,
  LendingOverview,
  LendingPage,
  LentTerms,
  OwnPile,
} from '~/components/lending/lending-page';
import { bookableGaps } from '~/domain/booking/bookable-gaps';
import type { BookingStatus } from '~/domain/booking/booking-life';
import { guestMark } from '~/domain/booking/guest-mark';
import { lendingGaps } from '~/domain/booking/lending';
import { type SharingRules, takeBackFen } from '~/domain/booking/sharing-rules';
import { localTimeOf, msFromInstant } from '~/domain/shared/local-time';
import type { Viewer } from '~/server/viewer';
import { lendingFactsOf } from '~/use-cases/shared/sharing/pile-to-share.server';
import type { Db } from '~db/client.server';
import type { BookingRow } from '~db/queries/bookings.server';
import { listCompoundContacts } from '~db/queries/households.server';
import { listLenderIncome } from '~db/queries/lender-income.server';
import {
  findPileToShare,
  listBlockedGuests,
  listBookingsAtPile,
  type PileToShare,
} from '~db/queries/lending.server';
import { COMMON_BOARD, findPriceBoard } from '~db/queries/price-boards.server';
import { findSharedPile, type SharedPileRow, toOpeningHours } from '~db/queries/shared-piles.server';
import { listOwnPiles } from '~db/queries/sharing-desk.server';
import { getSharingRules } from '~db/queries/sharing-rules.server';
import { refuse, requireRole } from './guard.server';
import { type OwnHousehold, ownHouseholds } from './own-household.server';
import { readExceptions } from './pile-desk.server';
import { pricedBands } from './public-pile.server';
import { sharingHousehold } from './sharing-household.server';

const GUESTS = ['offered', 'booked', 'active'];
/** What a lender's price begins from where the compound publishes none: an assumption of ours. */
const USUAL_SERVICE_FEN = 30;
const E4_PER_FEN = 100;

/** The piles of a household with how each is lent, and what it has earned; null without a household. */
export async function readLendingOverview(
  context: AppLoadContext,
  request: Request,
): Promise<LendingOverview | null> {
  const household = sharingHousehold(context, request);
  if (!household) return null;
  const { db, clock } = context.deps;
  const { compoundId, householdId } = household;
  const now = clock();
  const rows = await listOwnPiles(db, compoundId, householdId);
  const { rules } = await getSharingRules(db, compoundId);
  return {
    now,
    piles: await Promise.all(rows.map((row) => ownPileOf(db, compoundId, row, now))),
    income: await listLenderIncome(db, compoundId, householdId),
    operatorShare: rules.operatorShare,
  };
}

type OwnPileRow = Awaited<ReturnType<typeof listOwnPiles>>[number];

async function ownPileOf(db: Db, compoundId: string, row: OwnPileRow, now: string): Promise<OwnPile> {
  const key = { compoundId, pileId: row.id };
  const bookings = await listBookingsAtPile(db, key, [...GUESTS, 'requested'], msFromInstant(now));
  const pile = await findPileToShare(db, compoundId, row.id);
  const papers = pile
    ? { ...lendingFactsOf(pile), insurancePolicy: '-', insuredUntilOn: '9999-12-31' }
    : null;
  const next = bookings.find(({ status, start_at }) => status !== 'requested' && start_at > now);
  const status = row.sharing_status;
  return {
    pileId: row.id,
    spaceCode: row.space_code,
    state: status === 'open' || status === 'paused' ? status : 'not-lent',
    isReady: papers !== null && lendingGaps(papers, localTimeOf(now).on).length === 0,
    requests: bookings.filter((booking) => booking.status === 'requested').length,
    next: next ? { startAt: next.start_at, endAt: next.end_at } : null,
  };
}

/** The viewer's own pile with the household that owns it; 404 for anybody else's. */
export async function ownPile(
  context: AppLoadContext,
  request: Request,
  pileId: string,
): Promise<{ viewer: Viewer; household: OwnHousehold; pile: PileToShare }> {
  const viewer = requireRole(context, request, 'resident');
  for (const household of ownHouseholds(viewer)) {
    const pile = await findPileToShare(context.deps.db, household.compoundId, pileId);
    if (pile?.household_id === household.householdId) return { viewer, household, pile };
  }
  throw refuse('not-found');
}

/** How the own pile is lent, what is missing, who comes and what they pay. */
export async function readLendingPage(
  context: AppLoadContext,
  request: Request,
  pileId: string,
): Promise<LendingPage> {
  const { household, pile } = await ownPile(context, request, pileId);
  const { db, clock } = context.deps;
  const { compoundId, householdId } = household;
  const now = clock();
  const row = await findSharedPile(db, compoundId, pileId);
  const lent = row?.kind === 'lent' && row.status !== 'closed' ? row : null;
  const board = await findPriceBoard(db, compoundId, pileId, now);
  const common = board ?? (await findPriceBoard(db, compoundId, COMMON_BOARD, now));
  const serviceE4 = common?.serviceFee.perKwhE4 ?? USUAL_SERVICE_FEN * E4_PER_FEN;
  const contacts = await listCompoundContacts(db, compoundId);
  const own = (await listOwnPiles(db, compoundId, householdId)).find(({ id }) => id === pileId);
  return {
    now,
    pileId,
    spaceCode: own?.space_code ?? '',
    gaps: gapsOf(pile, lent, board !== undefined, now),
    operatorName: contacts.find(({ kind }) => kind === 'operator')?.name ?? null,
    serviceFen: Math.round(serviceE4 / E4_PER_FEN),
    bands: await pricedBands(db, compoundId, msFromInstant(now), {
      perKwhE4: serviceE4,
      byBandE4: board?.serviceFee.byBandE4 ?? {},
    }),
    lent: lent && (await readTerms(db, lent, board?.notice ?? '', now)),
  };
}

function gapsOf(pile: PileToShare, lent: SharedPileRow | null, hasPrice: boolean, now: string) {
  return bookableGaps(
    {
      ...lendingFactsOf(pile),
      kind: 'lent',
      status: lent?.status ?? 'open',
      hasPrice: lent === null || hasPrice,
      insurancePolicy: lent?.insurance_policy ?? '',
      insuredUntilOn: lent?.insured_until_on ?? '',
    },
    localTimeOf(now).on,
  );
}

async function readTerms(db: Db, row: SharedPileRow, notice: string, now: string): Promise<LentTerms> {
  const { compound_id: compoundId, pile_id: pileId } = row;
  const key = { compoundId, pileId };
  const bookings = await listBookingsAtPile(db, key, [...GUESTS, 'requested'], msFromInstant(now));
  const { rules } = await getSharingRules(db, compoundId);
  const slots = bookings.map((booking) => guestSlot(booking, rules, msFromInstant(now)));
  return {
    code: row.code,
    isPaused: row.status === 'paused',
    hours: toOpeningHours(row.hours),
    minMinutes: row.min_minutes,
    maxMinutes: row.max_minutes,
    needsApproval: row.needs_approval === 1,
    notice,
    insurancePolicy: row.insurance_policy ?? '',
    insuredUntilOn: row.insured_until_on ?? '',
    exceptions: await readExceptions(db, row, now),
    blocked: (await listBlockedGuests(db, compoundId, pileId)).map(({ id, at }) => ({
      mark: guestMark(pileId, id),
      at,
    })),
    requests: slots.filter(({ status }) => status === 'requested'),
    guests: slots.filter(({ status }) => status !== 'requested'),
  };
}

function guestSlot(row: BookingRow, rules: SharingRules, nowMs: number): GuestSlot {
  const canTakeBack = row.status === 'booked' || row.status === 'offered';
  const fen = row.status === 'booked' ? takeBackFen(row.start_ms, nowMs, rules) : 0;
  return {
    bookingId: row.id,
    mark: guestMark(row.pile_id, row.household_id),
    status: row.status as BookingStatus,
    startAt: row.start_at,
    endAt: row.end_at,
    promisedWh: row.promised_wh,
    answerByAt: row.answer_by_at,
    takeBackFen: canTakeBack ? fen : null,
  };
}
