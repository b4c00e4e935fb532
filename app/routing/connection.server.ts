import type { AppLoadContext } from '@remix-run/node';
import type { Assessment } from '~/domain/capacity/assess-connection';
import type { ConnectionInput } from '~/domain/capacity/connection-input';
import type { HostingAnswer } from '~/domain/capacity/hosting-answer';
import { hostingEstimate } from '~/domain/capacity/hosting-estimate';
import { siteFor } from '~/domain/capacity/transformer-ledger';
import type { CaseEvent } from '~/domain/installation/life-cycle';
import { utilityCodeOf } from '~/domain/installation/utility-code';
import { localTimeOf } from '~/domain/shared/local-time';
import { projectDay } from '~/use-cases/capacity/project-day.server';
import { assessCase, type CaseAssessment } from '~/use-cases/shared/installation/assess-case.server';
import type { CaseRow } from '~db/queries/cases.server';
import { getRulePack } from '~db/queries/compounds.server';
import { listAssessments, listSurveys } from '~db/queries/surveys.server';
import { findSpaceFeeder, listFeeders } from '~db/queries/transformers.server';
import { readCaseFile } from './case-file.server';
import { shapeDeskFile } from './desk-file.server';
import { askForHosting } from './hosting.server';

const ASSESSABLE: readonly CaseRow['status'][] = [
  'utility_intake',
  'survey',
  'assessment',
  'awaiting_upgrade',
];

/** The utility's case file: the shared file, surveys, what the engine says at this moment and what was decided before. */
export async function readConnection(context: AppLoadContext, request: Request, caseId: string) {
  const file = await readCaseFile(context, request, 'utility', caseId);
  const { row, now } = file;
  const { db } = context.deps;
  const [surveys, assessments, feeders, pack, spaceFeederId] = await Promise.all([
    listSurveys(db, row.compound_id, row.id),
    listAssessments(db, row.compound_id, row.id),
    listFeeders(db, row.compound_id),
    getRulePack(db, row.compound_id),
    row.parking_space_id ? findSpaceFeeder(db, row.compound_id, row.parking_space_id) : undefined,
  ]);
  const present = ASSESSABLE.includes(row.status)
    ? await assessCase(db, context.deps.sha256, row, spaceFeederId ?? '')
    : null;
  if (present?.ok && !present.hosting) askForHosting(context.deps, present.state, present.feederId);
  return {
    ...shapeDeskFile(context, file),
    today: localTimeOf(now).on,
    code: utilityCodeOf(row.status, {
      lastEvent: (file.events.at(-1)?.kind as CaseEvent | undefined) ?? null,
      returnedFrom: row.returned_from,
      queued: row.queue_rank !== null,
    }),
    documentKinds: pack.params.documentKinds,
    feeders: feeders.map(({ id, name }) => ({ id, name })),
    spaceFeederId: spaceFeederId ?? null,
    surveys: surveys.map(shapeSurvey),
    assessed: present?.ok ? shapePresent(present, row, now) : null,
    decisions: assessments.flatMap((kept) => (kept.decision ? [shapeDecision(kept)] : [])),
  };
}

export type ConnectionPage = Awaited<ReturnType<typeof readConnection>>;

function shapeSurvey(survey: Awaited<ReturnType<typeof listSurveys>>[number]) {
  return {
    id: survey.id,
    surveyedOn: survey.surveyed_on,
    surveyorName: survey.surveyor_name ?? '',
    feederName: survey.feeder_name,
    phases: survey.phases as 'any' | 'A' | 'B' | 'C' | 'ABC',
    cableLengthM: survey.cable_length_m,
    cableMm2: survey.cable_mm2,
    meterPosition: survey.meter_position,
    fireZoneOpen: survey.fire_ok === 1,
    commonRoute: survey.common_route === 1,
    note: survey.note,
  };
}

function shapePresent(present: CaseAssessment, row: CaseRow, now: string) {
  if (!present.verdict.ok) return null;
  const own = { feederId: present.feederId, kw: present.input.request.kw, pileKey: row.id };
  return {
    assessment: present.verdict,
    input: present.input,
    seen: present.fingerprint,
    isPreliminary: present.survey === null,
    transformerId: present.state.row.id,
    hosting: present.hosting,
    needFactor: hostingEstimate(
      siteFor(present.state, { feederId: present.feederId }),
      present.state.parameters,
    ),
    origins: originsOf(row, present.survey?.surveyed_on ?? null, now),
    day: projectDay(present.state, [own], now),
  };
}

/** Dates behind the figures of an assessment. */
export function originsOf(row: CaseRow, surveyedOn: string | null, at: string) {
  return {
    surveyedOn,
    submittedOn: row.submitted_at && localTimeOf(row.submitted_at).on,
    ledgerOn: localTimeOf(at).on,
  };
}

function shapeDecision(kept: Awaited<ReturnType<typeof listAssessments>>[number]) {
  return {
    id: kept.id,
    decision: kept.decision as 'direct' | 'ordered' | 'upgrade' | 'not-feasible',
    note: kept.decision_note ?? '',
    decidedBy: kept.decided_by_name ?? '',
    decidedAt: kept.decided_at ?? kept.made_at,
    validUntil: kept.valid_until,
    input: JSON.parse(kept.input) as ConnectionInput,
    assessment: JSON.parse(kept.outcome) as Assessment,
    hosting: kept.hosting === null ? null : (JSON.parse(kept.hosting) as HostingAnswer),
  };
}
