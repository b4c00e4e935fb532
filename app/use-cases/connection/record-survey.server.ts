import type { InputIssue } from '~/domain/capacity/connection-input';
import { can } from '~/domain/permissions/can';
import { addDays, localTimeOf } from '~/domain/shared/local-time';
import type { AccessRefusal, ActingPerson, Deps, Refusal } from '~/use-cases/shared/deps';
import { advanceCase } from '~/use-cases/shared/installation/advance-case.server';
import { assessCase } from '~/use-cases/shared/installation/assess-case.server';
import { explainMovedOn, type MovedOn } from '~/use-cases/shared/installation/moved-on.server';
import type { Trx } from '~db/client.server';
import { findVisibleCase, lockCase } from '~db/queries/cases.server';
import { insertAssessment, insertSurvey } from '~db/queries/surveys.server';
import { findFeeder } from '~db/queries/transformers.server';

/** What the surveyor found: phases `A`, `B`, `C`, `ABC`, or `any` where the assessment may choose. */
export interface SurveyFindings {
  surveyedOn: string;
  feederId: string;
  phases: 'A' | 'B' | 'C' | 'ABC' | 'any';
  cableLengthM: number;
  cableMm2: number;
  meterPosition: string;
  fireZoneOpen: boolean;
  commonRoute: boolean;
  note: string;
}

type SurveyOutcome =
  | { ok: true; surveyId: string; proposal: string }
  | AccessRefusal
  | MovedOn
  | Refusal<'unknown-feeder'>
  | Refusal<'phase-mismatch'>
  | Refusal<'in-the-future'>
  | Refusal<'bad-input', { issues: InputIssue[] }>;

/** Records an on-site survey and, in the same transaction, what the engine proposes on it; again while assessing replaces neither. */
export async function recordSurvey(
  deps: Deps,
  actor: ActingPerson,
  input: { caseId: string; findings: SurveyFindings },
): Promise<SurveyOutcome> {
  const found = await findVisibleCase(deps.db, actor.grants, input.caseId);
  if (!found) return { ok: false, reason: 'not-found' };
  if (!can(actor, 'case.survey', { tenancy: found.tenancy })) return { ok: false, reason: 'forbidden' };
  const { findings } = input;
  if (findings.surveyedOn > localTimeOf(deps.clock()).on) return { ok: false, reason: 'in-the-future' };
  if (
    (found.row.pile_phases === 3) !== (findings.phases === 'ABC') &&
    !(found.row.pile_phases === 3 && findings.phases === 'any')
  )
    return { ok: false, reason: 'phase-mismatch' };
  const compoundId = found.row.compound_id;
  const outcome = await deps.db
    .transaction()
    .execute((trx) => recordInTransaction(trx, deps, actor, compoundId, input.caseId, findings))
    .catch(refusalThrown);
  if (outcome.ok) deps.bus.publish('compound-changed', { compoundId });
  return outcome;
}

async function recordInTransaction(
  trx: Trx,
  deps: Deps,
  actor: ActingPerson,
  compoundId: string,
  caseId: string,
  findings: SurveyFindings,
): Promise<SurveyOutcome> {
  const at = deps.clock();
  const row = await lockCase(trx, compoundId, caseId, at);
  if (!row) return { ok: false, reason: 'not-found' };
  if (!(await findFeeder(trx, compoundId, findings.feederId))) return { ok: false, reason: 'unknown-feeder' };
  const step = { compoundId, caseId, actorId: actor.personId, actorRole: 'utility' as const };
  const surveyId = deps.newId('survey');
  const words = findings.note.trim() || undefined;
  const surveyed = await advanceCase(trx, deps, { ...step, event: 'surveyed', data: { surveyId }, words });
  if (!surveyed.ok) return explainMovedOn(trx, row);
  await insertSurvey(trx, {
    compound_id: compoundId,
    id: surveyId,
    case_id: caseId,
    surveyed_on: findings.surveyedOn,
    surveyor_id: actor.personId,
    feeder_id: findings.feederId,
    phases: row.pile_phases === 3 ? 'ABC' : findings.phases,
    cable_length_m: findings.cableLengthM,
    cable_mm2: findings.cableMm2,
    meter_position: findings.meterPosition,
    fire_ok: findings.fireZoneOpen ? 1 : 0,
    common_route: findings.commonRoute ? 1 : 0,
    note: findings.note,
    recorded_at: at,
  });
  const assessed = await assessCase(trx, deps.sha256, row, findings.feederId);
  if (!assessed.ok) throw new RefusedSurvey({ ok: false, reason: 'unknown-feeder' });
  if (!assessed.verdict.ok) throw new RefusedSurvey(assessed.verdict);
  const { verdict, input, hosting } = assessed;
  const assessmentId = deps.newId('assess');
  await insertAssessment(trx, {
    compound_id: compoundId,
    id: assessmentId,
    case_id: caseId,
    survey_id: surveyId,
    input: JSON.stringify(input),
    outcome: JSON.stringify(verdict),
    proposal: verdict.proposal,
    made_at: at,
    valid_until: addDays(localTimeOf(at).on, input.parameters.validDays.value),
    hosting: hosting && JSON.stringify(hosting),
  });
  const data = { assessmentId, proposal: verdict.proposal };
  const logged = await advanceCase(trx, deps, { ...step, event: 'assessed', data });
  if (!logged.ok) throw new Error(`A surveyed case refused its assessment: ${logged.reason}`);
  return { ok: true, surveyId, proposal: verdict.proposal };
}

/** Rolls the transaction back and carries the refusal out of it. */
class RefusedSurvey extends Error {
  constructor(readonly refusal: Extract<SurveyOutcome, { ok: false }>) {
    super(refusal.reason);
  }
}

function refusalThrown(error: unknown): SurveyOutcome {
  if (error instanceof RefusedSurvey) return error.refusal;
  throw error;
}
