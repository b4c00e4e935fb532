import { type AssessmentVerdict, assessConnection, type Proposal } from '~/domain/capacity/assess-connection';
import type { ConnectionInput } from '~/domain/capacity/connection-input';
import type { HostingAnswer } from '~/domain/capacity/hosting-answer';
import { type ConnectionMode, siteFor } from '~/domain/capacity/transformer-ledger';
import { canonicalJson, type JsonValue } from '~/domain/case-log/canonical-json';
import type { PhaseCount } from '~/domain/shared/electrical';
import type { PhaseAdvice } from '~/planner';
import type { Db, Trx } from '~db/client.server';
import { loadTransformerState, type TransformerState } from '~db/queries/capacity.server';
import type { CaseRow } from '~db/queries/cases.server';
import { findLatestSurvey, type SurveyRow } from '~db/queries/surveys.server';
import { findFeeder } from '~db/queries/transformers.server';
import { advisePilePhase } from './advise-pile-phase';
import { findCurrentHosting } from './hosting-answer.server';

/** Best first. */
const PROPOSALS: readonly Proposal[] = ['direct', 'ordered', 'upgrade'];

/** Energy a night, kWh, that decides between phases. */
const TELLING_KWH = 0.1;

export interface CaseAssessment {
  readonly ok: true;
  readonly survey: SurveyRow | null;
  readonly feederId: string;
  readonly state: TransformerState;
  readonly input: ConnectionInput;
  readonly verdict: AssessmentVerdict;
  /** The sampled hosting answer for the feeder on the ledger of this moment; null where none is kept. */
  readonly hosting: HostingAnswer | null;
  /** Changes with every figure the verdict rests on. */
  readonly fingerprint: string;
}

/** What the engine says of a case on the figures of this moment; before the survey by the space's own feeder and without a cable. */
export async function assessCase(
  db: Db | Trx,
  sha256: (text: string) => string,
  row: CaseRow,
  spaceFeederId: string,
): Promise<CaseAssessment | { ok: false; reason: 'no-transformer' }> {
  const survey = (await findLatestSurvey(db, row.compound_id, row.id)) ?? null;
  const feederId = survey?.feeder_id ?? spaceFeederId;
  const feeder = await findFeeder(db, row.compound_id, feederId);
  const state = feeder && (await loadTransformerState(db, row.compound_id, feeder.transformer_id));
  if (!state) return { ok: false, reason: 'no-transformer' };
  const phaseCount: PhaseCount = row.pile_phases === 3 ? 3 : 1;
  const input: ConnectionInput = {
    ...siteFor(state, { feederId, caseId: row.id, rank: row.queue_rank }),
    request: {
      kw: row.pile_kw ?? state.parameters.standardPileKw.value,
      phaseCount,
      orderable: row.smart_capable === 1,
      cable: survey && { lengthM: survey.cable_length_m, sectionMm2: survey.cable_mm2 },
    },
  };
  const assessed = onAdvisedPhase(input, adviceFor(state, feederId, row, survey));
  const seen = { input: assessed.input, surveyId: survey?.id ?? null } as unknown as JsonValue;
  const fingerprint = sha256(canonicalJson(seen)).slice(0, 16);
  const hosting = await findCurrentHosting(db, sha256, state, feederId);
  return { ok: true, survey, feederId, state, ...assessed, hosting, fingerprint };
}

/** Where the survey leaves the phase open: the phases by the energy that the nights deliver, best first. */
function adviceFor(
  state: TransformerState,
  feederId: string,
  row: CaseRow,
  survey: SurveyRow | null,
): PhaseAdvice[] {
  if (row.pile_phases === 3 || (survey && survey.phases !== 'any')) return [];
  const kw = row.pile_kw ?? state.parameters.standardPileKw.value;
  const days = state.baseLoads.map((day) => day.pointsKw);
  return advisePilePhase(state, days, { feederId, kw, caseId: row.id });
}

/**
 * The assessment on the phase that delivers most, where phases differ in energy and the proposal is no worse by it; else on
 * the phase with the least unbalance.
 */
function onAdvisedPhase(
  input: ConnectionInput,
  advice: readonly PhaseAdvice[],
): { input: ConnectionInput; verdict: AssessmentVerdict } {
  const verdict = assessConnection(input);
  const least = advice.at(-1)?.deliveredKwh ?? 0;
  if (!verdict.ok) return { input, verdict };
  for (const { phase, deliveredKwh } of advice) {
    if (deliveredKwh <= least + TELLING_KWH) break;
    const advised = { ...input, request: { ...input.request, phase } };
    const other = assessConnection(advised);
    if (other.ok && PROPOSALS.indexOf(other.proposal) <= PROPOSALS.indexOf(verdict.proposal))
      return { input: advised, verdict: other };
  }
  return { input, verdict };
}

/** The phases a connection takes: what the survey fixed, else the engine's choice. */
export function phasesOf(survey: SurveyRow, row: CaseRow, bestPhase: string | null): string {
  if (row.pile_phases === 3) return 'ABC';
  return survey.phases === 'any' ? (bestPhase ?? 'A') : survey.phases;
}

/** The capacity claim of a case as the ledger takes it. */
export function claimOf(
  assessed: CaseAssessment,
  row: CaseRow,
  survey: SurveyRow,
  mode: ConnectionMode,
  bestPhase: string | null,
) {
  return {
    compoundId: row.compound_id,
    transformerId: assessed.state.row.id,
    feederId: assessed.feederId,
    phases: phasesOf(survey, row, bestPhase),
    caseId: row.id,
    mode,
    orderable: row.smart_capable === 1,
    pileKw: assessed.input.request.kw,
  };
}
