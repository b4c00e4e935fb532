import type { JsonValue } from '~/domain/case-log/canonical-json';
import { GENESIS_HASH, linkEvent } from '~/domain/case-log/hash-chain';
import {
  type CaseEvent,
  closedStatuses,
  decideTransition,
  type Transition,
} from '~/domain/installation/life-cycle';
import type { Role } from '~/domain/permissions/can';
import { type ConsentRule, neededConsent } from '~/domain/resolution/installation-consent';
import { instantFromMs, msFromInstant } from '~/domain/shared/local-time';
import { addWorkingDays, workingDaysBetween } from '~/domain/shared/working-days';
import type { Trx } from '~db/client.server';
import { releaseReservation } from '~db/queries/capacity.server';
import {
  type CaseRow,
  insertCaseEvent,
  insertCaseNote,
  lockCase,
  updateCase,
} from '~db/queries/cases.server';
import {
  type CompoundRow,
  getCompound,
  getRulePack,
  getWorkingDayCalendar,
} from '~db/queries/compounds.server';
import { insertOutboxMessage } from '~db/queries/outbox.server';
import type { Deps } from '../deps';

export interface CaseStep {
  compoundId: string;
  caseId: string;
  event: CaseEvent;
  actorId: string | null;
  actorRole: Role | 'system';
  /** What the log keeps of the step; no personal data beyond ids. */
  data?: { [key: string]: JsonValue };
  /** What the person wrote: kept beside the log, which holds the hash of it. */
  words?: string;
  /** Whether the committee or the owners are asked for this request; by the compound's rule where left out. */
  committeeAsked?: boolean;
  /** Further columns of the case that the step fixes. */
  patch?: Parameters<typeof updateCase>[3];
}

export type CaseStepOutcome =
  | { ok: true; row: CaseRow; status: CaseRow['status']; seq: number; at: string }
  | Extract<Transition, { ok: false }>
  | { ok: false; reason: 'not-found' };

/**
 * Takes a case one step along its life cycle inside the caller's transaction: locks it, decides, sets the clock,
 * gives its capacity back where it ends, appends to its hash-chained log and leaves the notification in the outbox.
 */
export async function advanceCase(trx: Trx, deps: Deps, step: CaseStep): Promise<CaseStepOutcome> {
  const at = deps.clock();
  const row = await lockCase(trx, step.compoundId, step.caseId, at);
  if (!row) return { ok: false, reason: 'not-found' };
  const compound = await getCompound(trx, step.compoundId);
  const transition = decideTransition(
    {
      status: row.status,
      returnedFrom: row.returned_from,
      committeeAsked: step.committeeAsked ?? consentNeeded(compound, row).rule !== 'none',
    },
    step.event,
  );
  if (!transition.ok) return transition;

  const clock = await clockAfter(trx, row, transition, at, step.event);
  await updateCase(trx, step.compoundId, step.caseId, {
    status: transition.status,
    ...clock,
    returned_from: transition.pausesClock ? row.status : null,
    closed_at: closedStatuses.includes(transition.status) ? at : row.closed_at,
    ...step.patch,
  });
  if (closedStatuses.includes(transition.status)) {
    const note = { id: deps.newId('cap'), at, source: `case:${step.event}` };
    await releaseReservation(trx, step.compoundId, step.caseId, note);
  }
  const seq = await appendCaseEvent(trx, deps, row, step, at);
  await insertOutboxMessage(trx, {
    id: deps.newId('msg'),
    topic: 'case.advanced',
    idempotencyKey: `case.advanced:${step.caseId}:${seq}`,
    compoundId: step.compoundId,
    payload: {
      caseId: step.caseId,
      seq,
      event: step.event,
      status: transition.status,
      holder: transition.holder,
    },
    at,
  });
  return { ok: true, row, status: transition.status, seq, at };
}

/** What the compound and the law ask beyond the property's consent for a resident's own space. */
export function consentNeeded(
  compound: Pick<CompoundRow, 'committee_rule'>,
  row: Pick<CaseRow, 'needs_common_route'>,
) {
  return neededConsent(compound.committee_rule as ConsentRule, {
    space: 'own',
    newCommonRoute: row.needs_common_route === 1,
  });
}

/** Appends one event to the hash-chained log of a case that this transaction has locked; returns its number. */
async function appendCaseEvent(
  trx: Trx,
  deps: Deps,
  row: CaseRow,
  step: CaseStep,
  at: string,
): Promise<number> {
  const data = step.words ? { ...step.data, wordsSha256: deps.sha256(step.words) } : (step.data ?? {});
  const event = {
    caseId: step.caseId,
    seq: row.log_seq + 1,
    at,
    kind: step.event,
    actorId: step.actorId,
    payload: { compoundId: step.compoundId, actorRole: step.actorRole, data },
  };
  const linked = linkEvent(row.log_hash || GENESIS_HASH, event, deps.sha256);
  await insertCaseEvent(trx, {
    compound_id: step.compoundId,
    case_id: step.caseId,
    seq: event.seq,
    at,
    actor_id: event.actorId,
    actor_role: step.actorRole,
    kind: event.kind,
    data: JSON.stringify(data),
    prev_hash: linked.prevHash,
    hash: linked.hash,
  });
  if (step.words) {
    await insertCaseNote(trx, {
      compound_id: step.compoundId,
      case_id: step.caseId,
      seq: event.seq,
      words: step.words,
    });
  }
  await updateCase(trx, step.compoundId, step.caseId, { log_seq: event.seq, log_hash: linked.hash });
  return event.seq;
}

async function clockAfter(
  trx: Trx,
  row: CaseRow,
  transition: Extract<Transition, { ok: true }>,
  at: string,
  event: CaseEvent,
) {
  if (event === 'escalated') return { escalated_at: at };
  if (transition.status === row.status && row.due_at) return {};
  const calendar = await getWorkingDayCalendar(trx);
  if (transition.pausesClock) {
    const left = row.due_at
      ? workingDaysBetween(at, instantFromMs(msFromInstant(row.due_at) - 1), calendar)
      : null;
    return { due_at: null, due_provisional: 0, paused_days_left: left };
  }
  const { params } = await getRulePack(trx, row.compound_id);
  const days = event === 'resubmitted' ? (row.paused_days_left ?? null) : null;
  const allowance = days ?? (transition.clock ? params[transition.clock] : null);
  if (allowance === null)
    return { due_at: null, due_provisional: 0, paused_days_left: null, escalated_at: null };
  const due = addWorkingDays(at, allowance, calendar);
  return {
    due_at: due.dueAt,
    due_provisional: due.provisional ? 1 : 0,
    paused_days_left: null,
    escalated_at: null,
  };
}
