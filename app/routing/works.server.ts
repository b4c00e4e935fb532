import type { AppLoadContext } from '@remix-run/node';
import type { AcceptanceValue, JudgedItem } from '~/domain/compliance/acceptance';
import {
  type AcceptanceContext,
  acceptanceItemsFor,
  acceptanceLimit,
} from '~/domain/compliance/acceptance-items';
import { CCC_REQUIRED_FROM } from '~/domain/compliance/energising-gates';
import { ampsFromKw, type PhaseCount } from '~/domain/shared/electrical';
import { localTimeOf } from '~/domain/shared/local-time';
import { type AcceptanceScope, readScope } from '~/forms/acceptance.server';
import { readGates } from '~/use-cases/shared/installation/read-gates.server';
import { countAcceptancePhotos, listAcceptances } from '~db/queries/acceptance.server';
import { findLastEntry } from '~db/queries/capacity.server';
import type { CaseRow } from '~db/queries/cases.server';
import { listLettersOfCase } from '~db/queries/letters.server';
import { findLatestSurvey } from '~db/queries/surveys.server';
import { readCaseFile } from './case-file.server';
import { shapeDeskFile } from './desk-file.server';

/** The operator's case file: the approved plan, the checklist, inspections, credentials and the gates before power. */
export async function readWorks(context: AppLoadContext, request: Request, caseId: string) {
  const file = await readCaseFile(context, request, 'operator', caseId);
  const { row, now } = file;
  const { db } = context.deps;
  const scope = readScope(new URL(request.url).searchParams, file.rawFacts.space_level);
  const [plan, inspections, photoCount, gates, letters] = await Promise.all([
    readPlan(context, row),
    listAcceptances(db, row.compound_id, row.id),
    countAcceptancePhotos(db, row.compound_id, row.id),
    readGates(db, row.compound_id, row.id, now),
    listLettersOfCase(db, row.compound_id, row.id),
  ]);
  const past = inspections.map(shapeInspection);
  const letterNo = letters.find((letter) => letter.revokedAt === null)?.letterNo ?? '';
  return {
    ...shapeDeskFile(context, file),
    today: localTimeOf(now).on,
    scope,
    plan,
    checklist: plan && shapeChecklist(scope, plan),
    typed: { 'consent-letter': letterNo, 'supply-plan': plan?.planNo ?? '', ...(past[0]?.values ?? {}) },
    inspections: past,
    photoCount,
    cccRequiredFrom: CCC_REQUIRED_FROM.value,
    gates: gates.shut,
    pile: gates.pile && shapePapers(gates.pile),
    station: gates.station && {
      identity: gates.station.identity,
      isOnline: gates.station.online === 1,
      connectedAt: gates.station.connected_at,
      lastSeenAt: gates.station.last_seen_at,
    },
  };
}

export type WorksPage = Awaited<ReturnType<typeof readWorks>>;

async function readPlan(context: AppLoadContext, row: CaseRow) {
  const { db } = context.deps;
  const entry = await findLastEntry(db, row.compound_id, row.id);
  const survey = await findLatestSurvey(db, row.compound_id, row.id);
  if (!entry || !survey || !['reserved', 'committed'].includes(entry.kind)) return null;
  return {
    kw: entry.pile_kw,
    mode: entry.mode as 'direct' | 'ordered',
    phases: entry.phases,
    cableMm2: survey.cable_mm2,
    planNo: row.case_no ?? '',
  };
}

type Plan = NonNullable<Awaited<ReturnType<typeof readPlan>>>;

/** The checklist's context of a scope and an approved plan. */
export function acceptanceContextOf(scope: AcceptanceScope, plan: Plan): AcceptanceContext {
  const phaseCount: PhaseCount = plan.phases.length === 3 ? 3 : 1;
  return {
    ...scope,
    ordered: plan.mode === 'ordered',
    plannedSectionMm2: plan.cableMm2,
    ratedCurrentA: Math.round(ampsFromKw(plan.kw, phaseCount) * 10) / 10,
  };
}

function shapeChecklist(scope: AcceptanceScope, plan: Plan) {
  const context = acceptanceContextOf(scope, plan);
  return acceptanceItemsFor(context)
    .filter((item) => item.key !== 'photos')
    .map((item) => ({
      key: item.key,
      name: item.name,
      english: item.english,
      kind: item.kind,
      unit: item.unit,
      isMandatory: item.mandatory,
      limit: acceptanceLimit(item, context),
    }));
}

export type ChecklistItem = ReturnType<typeof shapeChecklist>[number];

function shapeInspection(row: Awaited<ReturnType<typeof listAcceptances>>[number]) {
  const { values } = JSON.parse(row.item_values) as { values: Record<string, AcceptanceValue | null> };
  const { items } = JSON.parse(row.outcome) as { items: JudgedItem[] };
  return {
    id: row.id,
    result: row.result as 'pass' | 'pass-with-minor' | 'fail',
    installedOn: row.installed_on,
    inspectedBy: row.inspected_by_name ?? '',
    inspectedAt: row.inspected_at,
    values,
    items,
  };
}

type Pile = NonNullable<Awaited<ReturnType<typeof readGates>>['pile']>;

function shapePapers(pile: Pile) {
  return {
    id: pile.id,
    meterNo: pile.meter_no,
    isEnergised: pile.energised_at !== null,
    tradeSettlement: pile.trade_settlement === 1,
    subsidised: pile.subsidised === 1,
    cccNo: pile.ccc_no ?? '',
    verificationNo: pile.verification_no ?? '',
    verificationUntilOn: pile.verification_until_on ?? '',
    platformLinkedOn: pile.platform_linked_at ?? '',
  };
}
