import { type TermsFault, termsFault } from '~/domain/booking/lending';
import type { OpeningException, OpeningHours } from '~/domain/booking/opening-hours';
import { DAY_MS, instantFromMs, isInstant, msFromInstant } from '~/domain/shared/local-time';
import type { Trx } from '~db/client.server';
import {
  deletePileException,
  insertPileException,
  listPileExceptions,
  listPileHouseholds,
  type SharedPileRow,
  toOpeningException,
  toOpeningHours,
  updateSharedPile,
} from '~db/queries/shared-piles.server';
import { listStranded, type SlotsBooked, takeBackAll, unconfirmed } from '../booking/booked-slots.server';
import { slotFreed } from '../booking/slot-freed.server';
import type { Deps, Refusal } from '../deps';
import type { TakenBack } from './take-back.server';

const YEAR_MS = 366 * DAY_MS;
const NOTE_LENGTH = 200;

export interface ExceptionInput {
  kind: 'closed' | 'open';
  startAt: string;
  endAt: string;
  note: string;
}

/** What may be changed at a shared pile; what is absent stays. */
export interface TermsChange {
  /** Paused takes no new slots and keeps the booked ones; closed ends the sharing. */
  status?: 'open' | 'paused' | 'closed';
  hours?: readonly OpeningHours[];
  stepMinutes?: number;
  minMinutes?: number;
  maxMinutes?: number;
  bufferMinutes?: number;
  latestNoticeMinutes?: number;
  graceMinutes?: number;
  walkUps?: boolean;
  needsApproval?: boolean;
  addException?: ExceptionInput;
  removeExceptionId?: string;
  /** The booked slots that the person takes back, because the change leaves no room for them. */
  takeBackIds?: readonly string[];
}

export type TermsOutcome =
  | { ok: true; takenBack: TakenBack[] }
  | SlotsBooked
  | Refusal<'terms', { fault: TermsFault }>
  | Refusal<'exception'>;

/** Changes when and how a pile is shared; the caller has locked the compound's bookings. */
export async function changeTerms(
  trx: Trx,
  deps: Pick<Deps, 'clock' | 'newId'>,
  pile: SharedPileRow,
  change: TermsChange,
  by: { personId: string; members: readonly string[] },
): Promise<TermsOutcome> {
  const at = deps.clock();
  const key = { compoundId: pile.compound_id, pileId: pile.pile_id };
  const terms = mergedTerms(pile, change);
  const fault = termsFault(terms);
  if (fault) return { ok: false, reason: 'terms', fault };
  if (change.addException && !isException(change.addException, at)) return { ok: false, reason: 'exception' };
  const exceptions = await exceptionsAfter(trx, pile, change, at);
  const next = { hours: terms.hours, exceptions, members: by.members };
  const closes = change.status === 'closed';
  const stranded = await listStranded(trx, key, at, closes ? null : next);
  const refusal = unconfirmed(stranded, change.takeBackIds ?? []);
  if (refusal) return refusal;
  await store(trx, deps, pile, change, by.personId);
  const takenBack = await takeBackAll(trx, deps, stranded, {
    reason: closes ? 'pile-closed' : 'hours-changed',
    personId: by.personId,
    lenderHouseholdId: pile.lender_household_id,
  });
  if (!closes) await slotFreed(trx, deps, key);
  return { ok: true, takenBack };
}

function mergedTerms(pile: SharedPileRow, change: TermsChange) {
  return {
    hours: change.hours ?? toOpeningHours(pile.hours),
    stepMinutes: change.stepMinutes ?? pile.step_minutes,
    minMinutes: change.minMinutes ?? pile.min_minutes,
    maxMinutes: change.maxMinutes ?? pile.max_minutes,
    bufferMinutes: change.bufferMinutes ?? pile.buffer_minutes,
    latestNoticeMinutes: change.latestNoticeMinutes ?? pile.latest_notice_minutes,
    graceMinutes: change.graceMinutes ?? pile.grace_minutes,
  };
}

function isException({ startAt, endAt, note }: ExceptionInput, nowAt: string): boolean {
  if (!isInstant(startAt) || !isInstant(endAt) || note.length > NOTE_LENGTH) return false;
  const lengthMs = msFromInstant(endAt) - msFromInstant(startAt);
  return lengthMs > 0 && lengthMs <= YEAR_MS && endAt > nowAt;
}

async function exceptionsAfter(
  trx: Trx,
  pile: SharedPileRow,
  { addException, removeExceptionId }: TermsChange,
  nowAt: string,
): Promise<OpeningException[]> {
  const toAt = instantFromMs(msFromInstant(nowAt) + YEAR_MS);
  const fromAt = instantFromMs(msFromInstant(nowAt) - YEAR_MS);
  const rows = await listPileExceptions(trx, pile.compound_id, [pile.pile_id], { fromAt, toAt });
  const kept = rows.filter(({ id }) => id !== removeExceptionId).map(toOpeningException);
  if (!addException) return kept;
  const { kind, startAt, endAt } = addException;
  return [...kept, { kind, start: msFromInstant(startAt), end: msFromInstant(endAt) }];
}

async function store(
  trx: Trx,
  deps: Pick<Deps, 'clock' | 'newId'>,
  pile: SharedPileRow,
  change: TermsChange,
  personId: string,
): Promise<void> {
  const at = deps.clock();
  const terms = mergedTerms(pile, change);
  await updateSharedPile(trx, pile.compound_id, pile.pile_id, {
    status: change.status ?? pile.status,
    hours: JSON.stringify(terms.hours),
    step_minutes: terms.stepMinutes,
    min_minutes: terms.minMinutes,
    max_minutes: terms.maxMinutes,
    buffer_minutes: terms.bufferMinutes,
    latest_notice_minutes: terms.latestNoticeMinutes,
    grace_minutes: terms.graceMinutes,
    walk_ups: (change.walkUps ?? pile.walk_ups === 1) ? 1 : 0,
    needs_approval: (change.needsApproval ?? pile.needs_approval === 1) ? 1 : 0,
    updated_at: at,
  });
  if (change.removeExceptionId)
    await deletePileException(trx, pile.compound_id, pile.pile_id, change.removeExceptionId);
  if (change.addException) {
    const { kind, startAt, endAt, note } = change.addException;
    await insertPileException(trx, {
      compound_id: pile.compound_id,
      id: deps.newId('exception'),
      pile_id: pile.pile_id,
      kind,
      start_at: startAt,
      end_at: endAt,
      note,
      created_by: personId,
      created_at: at,
    });
  }
}

/** The households that a pile is bound to; none where it is for the whole compound. */
export async function membersOf(trx: Trx, pile: Pick<SharedPileRow, 'compound_id' | 'pile_id'>) {
  const rows = await listPileHouseholds(trx, pile.compound_id, [pile.pile_id]);
  return rows.flatMap(({ relation, household_id }) => (relation === 'member' ? [household_id] : []));
}
