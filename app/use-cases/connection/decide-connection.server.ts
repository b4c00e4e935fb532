import type { Assessment } from '~/domain/capacity/assess-connection';
import {
  type ConnectionDecision,
  type DecisionVerdict,
  judgeDecision,
} from '~/domain/capacity/connection-decision';
import { can } from '~/domain/permissions/can';
import { addDays, localTimeOf } from '~/domain/shared/local-time';
import type { AccessRefusal, ActingPerson, Deps, Refusal } from '~/use-cases/shared/deps';
import { advanceCase, type CaseStep } from '~/use-cases/shared/installation/advance-case.server';
import { assessCase, type CaseAssessment, claimOf } from '~/use-cases/shared/installation/assess-case.server';
import { explainMovedOn, type MovedOn } from '~/use-cases/shared/installation/moved-on.server';
import type { Trx } from '~db/client.server';
import { queueCapacity, reserveCapacity } from '~db/queries/capacity.server';
import { type CaseRow, findVisibleCase, lockCase } from '~db/queries/cases.server';
import { nextNumber } from '~db/queries/counter.server';
import { findLatestSurvey, insertAssessment, type SurveyRow } from '~db/queries/surveys.server';
import { findFeeder, lockTransformer } from '~db/queries/transformers.server';

export interface DecisionInput {
  caseId: string;
  decision: ConnectionDecision;
  note: string;
  physicalReason: string | null;
  /** The fingerprint of the figures the deciding person had before the eyes. */
  seen: string;
}

export type DecisionOutcome =
  | { ok: true; status: CaseRow['status']; queueRank: number | null }
  | AccessRefusal
  | MovedOn
  | Refusal<'no-survey'>
  | Refusal<'numbers-changed', { fingerprint: string; assessment: Assessment | null }>
  | Extract<DecisionVerdict, { ok: false }>;

/**
 * A person at the utility decides on a connection. Under the transformer's lock the engine reckons again; only on the
 * figures that were shown does the decision stand, and with it the ledger's line, in one transaction.
 */
export async function decideConnection(
  deps: Deps,
  actor: ActingPerson,
  input: DecisionInput,
): Promise<DecisionOutcome> {
  const found = await findVisibleCase(deps.db, actor.grants, input.caseId);
  if (!found) return { ok: false, reason: 'not-found' };
  if (!can(actor, 'case.decide-connection', { tenancy: found.tenancy }))
    return { ok: false, reason: 'forbidden' };
  const compoundId = found.row.compound_id;
  const survey = await findLatestSurvey(deps.db, compoundId, input.caseId);
  const feeder = survey && (await findFeeder(deps.db, compoundId, survey.feeder_id));
  if (!feeder) return { ok: false, reason: 'no-survey' };
  const outcome = await deps.db
    .transaction()
    .execute((trx) => decideInTransaction(trx, deps, actor, compoundId, feeder.transformer_id, input));
  if (outcome.ok) deps.bus.publish('compound-changed', { compoundId });
  return outcome;
}

async function decideInTransaction(
  trx: Trx,
  deps: Deps,
  actor: ActingPerson,
  compoundId: string,
  transformerId: string,
  input: DecisionInput,
): Promise<DecisionOutcome> {
  await lockTransformer(trx, compoundId, transformerId);
  const row = await lockCase(trx, compoundId, input.caseId, deps.clock());
  if (!row) return { ok: false, reason: 'not-found' };
  if (
    row.status !== 'assessment' &&
    !(row.status === 'awaiting_upgrade' && input.decision === 'not-feasible')
  )
    return explainMovedOn(trx, row);
  const assessed = await assessCase(trx, deps.sha256, row, '');
  if (!assessed.ok || !assessed.survey) return { ok: false, reason: 'no-survey' };
  const { survey, verdict, fingerprint } = assessed;
  if (fingerprint !== input.seen || !verdict.ok || assessed.state.row.id !== transformerId)
    return { ok: false, reason: 'numbers-changed', fingerprint, assessment: verdict.ok ? verdict : null };
  const judged = judgeDecision(verdict, input.decision, {
    note: input.note,
    orderable: row.smart_capable === 1,
    fireZoneOpen: survey.fire_ok === 1,
    physicalReason: input.physicalReason,
  });
  if (!judged.ok) return judged;
  return storeDecision(trx, deps, actor, input, { assessed, survey, verdict, row });
}

const eventOf = {
  direct: 'approved_direct',
  ordered: 'approved_ordered',
  upgrade: 'upgrade_required',
  'not-feasible': 'found_not_feasible',
} as const;

async function storeDecision(
  trx: Trx,
  deps: Deps,
  actor: ActingPerson,
  input: DecisionInput,
  found: { assessed: CaseAssessment; survey: SurveyRow; verdict: Assessment; row: CaseRow },
): Promise<DecisionOutcome> {
  const { assessed, survey, verdict, row } = found;
  const at = deps.clock();
  const assessmentId = deps.newId('assess');
  const transformerId = assessed.state.row.id;
  const queueRank =
    input.decision === 'upgrade'
      ? (row.queue_rank ?? (await nextNumber(trx, `queue:${row.compound_id}:${transformerId}`)))
      : row.queue_rank;
  const step: CaseStep = {
    compoundId: row.compound_id,
    caseId: row.id,
    event: eventOf[input.decision],
    actorId: actor.personId,
    actorRole: 'utility',
    data: {
      assessmentId,
      proposal: verdict.proposal,
      decision: input.decision,
      ...(input.physicalReason && input.decision === 'not-feasible' ? { reason: input.physicalReason } : {}),
      ...(input.decision === 'upgrade' ? { queueRank } : {}),
    },
    words: input.note.trim() || undefined,
    patch: { queue_rank: queueRank },
  };
  const advanced = await advanceCase(trx, deps, step);
  if (!advanced.ok) throw new Error(`A case in ${row.status} refused ${step.event}`);
  await insertAssessment(trx, {
    compound_id: row.compound_id,
    id: assessmentId,
    case_id: row.id,
    survey_id: survey.id,
    input: JSON.stringify(assessed.input),
    outcome: JSON.stringify(verdict),
    proposal: verdict.proposal,
    made_at: at,
    valid_until: addDays(localTimeOf(at).on, assessed.input.parameters.validDays.value),
    hosting: assessed.hosting && JSON.stringify(assessed.hosting),
    decision: input.decision,
    decision_note: input.note,
    decided_by: actor.personId,
    decided_at: at,
  });
  await writeLedger(trx, deps, input.decision, found, { at, source: `assessment:${assessmentId}` });
  return { ok: true, status: advanced.status, queueRank: input.decision === 'upgrade' ? queueRank : null };
}

async function writeLedger(
  trx: Trx,
  deps: Deps,
  decision: ConnectionDecision,
  {
    assessed,
    survey,
    verdict,
    row,
  }: { assessed: CaseAssessment; survey: SurveyRow; verdict: Assessment; row: CaseRow },
  note: { at: string; source: string },
): Promise<void> {
  const id = deps.newId('cap');
  if (decision === 'direct' || decision === 'ordered') {
    await reserveCapacity(trx, { id, ...claimOf(assessed, row, survey, decision, verdict.phase), ...note });
  } else if (decision === 'upgrade') {
    const mode = row.smart_capable === 1 ? 'ordered' : 'direct';
    await queueCapacity(trx, { id, ...claimOf(assessed, row, survey, mode, verdict.phase), ...note });
  }
}
