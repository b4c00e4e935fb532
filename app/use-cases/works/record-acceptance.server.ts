import {
  type AcceptanceValues,
  type AcceptanceVerdict,
  judgeAcceptance,
} from '~/domain/compliance/acceptance';
import type { AcceptanceContext, PileKind } from '~/domain/compliance/acceptance-items';
import { can } from '~/domain/permissions/can';
import { ampsFromKw, minimumKw, type PhaseCount } from '~/domain/shared/electrical';
import { localTimeOf } from '~/domain/shared/local-time';
import type { AccessRefusal, ActingPerson, Deps, Refusal } from '~/use-cases/shared/deps';
import { advanceCase, type CaseStep } from '~/use-cases/shared/installation/advance-case.server';
import {
  attachEvidence,
  type FileRefusal,
  type GivenFile,
  type StoredFile,
  storeEvidence,
} from '~/use-cases/shared/installation/evidence-file.server';
import { explainMovedOn, type MovedOn } from '~/use-cases/shared/installation/moved-on.server';
import type { Db, Trx } from '~db/client.server';
import { ACCEPTANCE_PHOTO, countAcceptancePhotos, insertAcceptance } from '~db/queries/acceptance.server';
import { findLastEntry } from '~db/queries/capacity.server';
import { type CaseRow, findVisibleCase, lockCase } from '~db/queries/cases.server';
import { findPileByMeter, insertPile } from '~db/queries/piles.server';
import { findLatestSurvey } from '~db/queries/surveys.server';

export interface AcceptanceInput {
  caseId: string;
  installedOn: string;
  pileKind: PileKind;
  location: AcceptanceContext['location'];
  earthing: AcceptanceContext['earthing'];
  vendor: string;
  model: string;
  cccNo: string;
  values: AcceptanceValues;
  photos: readonly GivenFile[];
}

export type AcceptanceOutcome =
  | {
      ok: true;
      result: 'pass' | 'pass-with-minor' | 'fail';
      major: string[];
      minor: string[];
      pileId: string | null;
    }
  | AccessRefusal
  | MovedOn
  | FileRefusal
  | Refusal<'in-the-future'>
  | Refusal<'meter-taken'>
  | Refusal<'not-approved'>
  | Extract<AcceptanceVerdict, { ok: false }>;

/**
 * Judges the finished works by the checklist and keeps every value. A pass makes the pile, on the feeder, phases and
 * mode that were approved; a fail sends the works back with what failed.
 */
export async function recordAcceptance(
  deps: Deps,
  actor: ActingPerson,
  input: AcceptanceInput,
): Promise<AcceptanceOutcome> {
  const found = await findVisibleCase(deps.db, actor.grants, input.caseId);
  if (!found) return { ok: false, reason: 'not-found' };
  if (!can(actor, 'case.accept-works', { tenancy: found.tenancy })) return { ok: false, reason: 'forbidden' };
  if (found.row.status !== 'works') return explainMovedOn(deps.db, found.row);
  if (input.installedOn > localTimeOf(deps.clock()).on) return { ok: false, reason: 'in-the-future' };
  const judged = await judgeWorks(deps.db, found.row, input);
  if (!judged.ok) return judged;
  const stored = await storePhotos(deps, input.photos);
  if (!stored.ok) return stored;
  const compoundId = found.row.compound_id;
  const outcome = await deps.db
    .transaction()
    .execute((trx) => recordInTransaction(trx, deps, actor, found.row, input, judged, stored.files));
  if (outcome.ok) deps.bus.publish('compound-changed', { compoundId });
  else await removeFiles(deps, stored.files);
  return outcome;
}

type JudgedWorks = Extract<AcceptanceVerdict, { ok: true }> & {
  values: AcceptanceValues;
  context: AcceptanceContext;
  approved: NonNullable<Awaited<ReturnType<typeof findLastEntry>>>;
};

async function judgeWorks(
  db: Db,
  row: CaseRow,
  input: AcceptanceInput,
): Promise<JudgedWorks | Refusal<'not-approved'> | Extract<AcceptanceVerdict, { ok: false }>> {
  const survey = await findLatestSurvey(db, row.compound_id, row.id);
  const approved = await findLastEntry(db, row.compound_id, row.id);
  if (!survey || approved?.kind !== 'reserved') return { ok: false, reason: 'not-approved' };
  const photos = (await countAcceptancePhotos(db, row.compound_id, row.id)) + input.photos.length;
  const values = { ...input.values, photos: photos > 0 ? photos : null };
  const context: AcceptanceContext = {
    pileKind: input.pileKind,
    location: input.location,
    earthing: input.earthing,
    ordered: approved.mode === 'ordered',
    plannedSectionMm2: survey.cable_mm2,
    ratedCurrentA: Math.round(ampsFromKw(approved.pile_kw, phaseCountOf(approved.phases)) * 10) / 10,
  };
  const verdict = judgeAcceptance(values, context);
  return verdict.ok ? { ...verdict, values, context, approved } : verdict;
}

async function storePhotos(
  deps: Deps,
  photos: readonly GivenFile[],
): Promise<{ ok: true; files: StoredFile[] } | FileRefusal> {
  const files: StoredFile[] = [];
  for (const photo of photos) {
    const stored = await storeEvidence(deps, photo);
    if (!stored.ok) {
      await removeFiles(deps, files);
      return stored;
    }
    files.push(stored.file);
  }
  return { ok: true, files };
}

async function removeFiles(deps: Deps, files: readonly StoredFile[]): Promise<void> {
  await Promise.all(files.map((file) => deps.documents.remove(file.storageKey)));
}

async function recordInTransaction(
  trx: Trx,
  deps: Deps,
  actor: ActingPerson,
  seen: CaseRow,
  input: AcceptanceInput,
  judged: JudgedWorks,
  photos: readonly StoredFile[],
): Promise<AcceptanceOutcome> {
  const at = deps.clock();
  const row = await lockCase(trx, seen.compound_id, seen.id, at);
  if (!row) return { ok: false, reason: 'not-found' };
  if (row.status !== 'works') return explainMovedOn(trx, row);
  const passed = judged.result !== 'fail';
  const pileId = passed ? deps.newId('pile') : null;
  if (pileId && !(await makePile(trx, row, input, judged, pileId, at)))
    return { ok: false, reason: 'meter-taken' };
  const acceptanceId = deps.newId('accept');
  await insertAcceptance(trx, {
    compound_id: row.compound_id,
    id: acceptanceId,
    case_id: row.id,
    installed_on: input.installedOn,
    item_values: JSON.stringify({ values: judged.values, context: judged.context }),
    outcome: JSON.stringify({ items: judged.items, major: judged.major, minor: judged.minor }),
    result: judged.result,
    inspected_by: actor.personId,
    inspected_at: at,
  });
  const owner = { compoundId: row.compound_id, caseId: row.id, personId: actor.personId };
  for (const photo of photos) await attachEvidence(trx, deps, photo, { ...owner, kind: ACCEPTANCE_PHOTO });
  const step: CaseStep = {
    compoundId: row.compound_id,
    caseId: row.id,
    event: passed ? 'acceptance_passed' : 'acceptance_failed',
    actorId: actor.personId,
    actorRole: 'operator',
    data: {
      acceptanceId,
      result: judged.result,
      major: judged.major,
      minor: judged.minor,
      photos: photos.length,
    },
  };
  const advanced = await advanceCase(trx, deps, step);
  if (!advanced.ok) throw new Error(`A case in works refused ${step.event}`);
  return { ok: true, result: judged.result, major: judged.major, minor: judged.minor, pileId };
}

async function makePile(
  trx: Trx,
  row: CaseRow,
  input: AcceptanceInput,
  { values, approved }: JudgedWorks,
  pileId: string,
  at: string,
): Promise<boolean> {
  const meterNo = String(values['meter-number'] ?? '').trim();
  if (await findPileByMeter(trx, row.compound_id, meterNo)) return false;
  const floorKw = minimumKw(phaseCountOf(approved.phases));
  return insertPile(trx, {
    compound_id: row.compound_id,
    id: pileId,
    case_id: row.id,
    parking_space_id: row.parking_space_id ?? '',
    household_id: row.household_id,
    feeder_id: approved.feeder_id,
    phases: approved.phases,
    max_kw: approved.pile_kw,
    min_kw: floorKw,
    fallback_kw: floorKw,
    pile_class: input.pileKind,
    mode: approved.mode,
    status: 'commissioning',
    meter_no: meterNo,
    installed_on: input.installedOn,
    ccc_no: input.cccNo.trim() || null,
    vendor: input.vendor.trim() || null,
    model: input.model.trim() || null,
    created_at: at,
  });
}

function phaseCountOf(phases: string): PhaseCount {
  return phases.length === 3 ? 3 : 1;
}
