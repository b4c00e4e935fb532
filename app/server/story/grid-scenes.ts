import type { ConnectionDecision, PhysicalReason } from '~/domain/capacity/connection-decision';
import type { AcceptanceValues } from '~/domain/compliance/acceptance';
import { type AcceptanceContext, acceptanceItemsFor } from '~/domain/compliance/acceptance-items';
import { addDays, localTimeOf } from '~/domain/shared/local-time';
import { answerIntake } from '~/use-cases/connection/answer-intake.server';
import { decideConnection } from '~/use-cases/connection/decide-connection.server';
import { recordSurvey } from '~/use-cases/connection/record-survey.server';
import { connectStation } from '~/use-cases/gateway/connect-station.server';
import { recordBoot } from '~/use-cases/gateway/record-boot.server';
import { recordStatus } from '~/use-cases/gateway/record-status.server';
import { energisePile } from '~/use-cases/pile/energise-pile.server';
import { recordClearance } from '~/use-cases/pile/record-clearance.server';
import { advanceCase } from '~/use-cases/shared/installation/advance-case.server';
import { assessCase } from '~/use-cases/shared/installation/assess-case.server';
import { hashStationPassword } from '~/use-cases/shared/station-password.server';
import { recordAcceptance } from '~/use-cases/works/record-acceptance.server';
import { findVisibleCase } from '~db/queries/cases.server';
import { findPileOfCase, insertStation, updatePile } from '~db/queries/piles.server';
import type { DemoStation } from '~db/seed/demo-stations';
import type { CaseThread } from './application-scenes';
import { makePicture } from './papers';
import { actingStaff, done, type Scene, type Stage } from './stage';

export interface StorySurvey {
  cableLengthM?: number;
  cableMm2?: number;
  fireZoneOpen?: boolean;
  note?: string;
}

/** What the utility does about a case. */
export function utilityScenes(stage: Stage, thread: CaseThread) {
  const { deps } = stage;
  const { caseId, member } = thread;
  const clerk = actingStaff('gongdian');
  const scene = (at: string, play: () => Promise<unknown>): Scene => ({ at, play });

  async function decide(decision: ConnectionDecision, note: string, physicalReason: PhysicalReason | null) {
    const found = await findVisibleCase(deps.db, clerk.grants, caseId);
    if (!found) throw new Error(`The utility does not see ${caseId}`);
    const assessed = await assessCase(deps.db, deps.sha256, found.row, member.feederId);
    if (!assessed.ok) throw new Error(`${caseId} cannot be assessed: ${assessed.reason}`);
    const seen = assessed.fingerprint;
    done(await decideConnection(deps, clerk, { caseId, decision, note, physicalReason, seen }));
  }

  return {
    accepts: (at: string) =>
      scene(at, async () => done(await answerIntake(deps, clerk, { caseId, answer: { kind: 'accept' } }))),
    surveys: (at: string, survey: StorySurvey = {}) =>
      scene(at, async () => {
        const findings = {
          surveyedOn: localTimeOf(at).on,
          feederId: member.feederId,
          phases: member.pile.kw > 7 ? ('ABC' as const) : ('any' as const),
          cableLengthM: survey.cableLengthM ?? 34,
          cableMm2: survey.cableMm2 ?? (member.pile.kw > 7 ? 10 : 6),
          meterPosition: '地下一层集中表箱',
          fireZoneOpen: survey.fireZoneOpen ?? true,
          commonRoute: member.pile.commonRoute === 'new',
          note: survey.note ?? '沿既有桥架敷设，无需新开孔洞。',
        };
        done(await recordSurvey(deps, clerk, { caseId, findings }));
      }),
    decides: (at: string, decision: ConnectionDecision, note: string, reason: PhysicalReason | null = null) =>
      scene(at, () => decide(decision, note, reason)),
  };
}

/** What the operator does about a case. */
export function operatorScenes(stage: Stage, thread: CaseThread) {
  const { deps } = stage;
  const { caseId } = thread;
  const operator = actingStaff('yunying');
  const scene = (at: string, play: () => Promise<unknown>): Scene => ({ at, play });
  return {
    inspects: (at: string, pileId: string, measured: Partial<Record<string, number>> = {}) =>
      scene(at, async () => {
        stage.nameNext('pile', pileId);
        const input = acceptanceOf(thread, at, measured);
        const outcome = done(await recordAcceptance(deps, operator, { caseId, ...input }));
        const passes = Object.keys(measured).length === 0;
        if (passes !== (outcome.result === 'pass'))
          throw new Error(`The inspection of ${caseId} gave ${JSON.stringify(outcome)}`);
      }),
    issuesStation: (at: string, station: DemoStation) =>
      scene(at, () => issueStation(stage, thread, station)),
    connects: (at: string, station: DemoStation) =>
      scene(at, async () => {
        const key = { ...station, compoundId: thread.member.compoundId };
        await connectStation(deps, key, 'story');
        const boot = { vendor: '示范电气', model: 'SF-7', firmware: '2.4.1' };
        await recordBoot(deps, key, boot, { probeCapabilities: false, installFallback: false });
        await recordStatus(deps, key, { connectorId: 1, status: 'Available', errorCode: null, statusAt: at });
      }),
    energises: (at: string, station: DemoStation) =>
      scene(at, async () => {
        const clearance = {
          caseId,
          tradeSettlement: true,
          subsidised: false,
          cccNo: cccOf(thread),
          verificationNo: `JD-${at.slice(0, 4)}-${thread.member.phone.slice(-3)}`,
          verificationUntilOn: addDays(localTimeOf(at).on, 3 * 365),
          platformLinkedOn: localTimeOf(at).on,
        };
        done(await recordClearance(deps, operator, clearance));
        if (station.idTag) stage.nameNext('tag', `tag_${station.idTag.slice(2)}`);
        done(await energisePile(deps, operator, { caseId }));
      }),
    retires: (at: string, words: string) => scene(at, () => retire(stage, thread, words)),
  };
}

async function issueStation(stage: Stage, thread: CaseThread, station: DemoStation): Promise<void> {
  const { deps } = stage;
  const { compoundId } = thread.member;
  const { identity, pileId } = station;
  await deps.db.transaction().execute(async (trx) => {
    await insertStation(trx, {
      identity,
      compound_id: compoundId,
      pile_id: pileId,
      password_hash: hashStationPassword(station.password),
      node: null,
      connected_at: null,
      last_seen_at: null,
    });
    const issued = await advanceCase(trx, deps, {
      compoundId,
      caseId: thread.caseId,
      event: 'station_issued',
      actorId: actingStaff('yunying').personId,
      actorRole: 'operator',
      data: { identity, rotated: false },
    });
    done(issued);
  });
}

async function retire(stage: Stage, thread: CaseThread, words: string): Promise<void> {
  const { deps } = stage;
  const { compoundId } = thread.member;
  await deps.db.transaction().execute(async (trx) => {
    const pile = await findPileOfCase(trx, compoundId, thread.caseId);
    if (!pile) throw new Error(`${thread.caseId} has no pile to retire`);
    const retired = await advanceCase(trx, deps, {
      compoundId,
      caseId: thread.caseId,
      event: 'retired',
      actorId: actingStaff('yunying').personId,
      actorRole: 'operator',
      data: { pileId: pile.id },
      words,
    });
    const { at } = done(retired);
    await updatePile(trx, compoundId, pile.id, { status: 'retired', retired_at: at });
  });
}

function cccOf(thread: CaseThread): string {
  return `20260112${thread.member.phone.slice(-6)}`;
}

const TEXTS: Record<string, (thread: CaseThread) => string> = {
  'consent-letter': (thread) => thread.letterNo,
  'supply-plan': (thread) => `GDFA-${thread.member.phone.slice(-4)}`,
  'installer-licence': () => '示范承装修试 5-1-00231',
  'product-certificate': cccOf,
  'meter-number': (thread) => `4101${thread.member.phone.slice(-8)}`,
  'signed-installer': () => '宋工',
  'signed-owner': (thread) => thread.member.name,
  'signed-property': () => '周敏',
  'signed-utility': () => '赵建军',
};

const MEASURED: Record<string, number> = {
  'mount-height': 1.45,
  'edge-clearance': 0.45,
  'rcd-current': 30,
  'rcd-trip-time': 0.04,
  'earth-resistance': 2.1,
  'insulation-resistance': 220,
  'full-load-temperature': 41,
  'ip-indoor': 54,
};

function acceptanceOf(thread: CaseThread, at: string, measured: Partial<Record<string, number>>) {
  const isThreePhase = thread.member.pile.kw > 7;
  const context: AcceptanceContext = {
    pileKind: 'private',
    location: 'underground',
    earthing: 'TN',
    ordered: true,
    plannedSectionMm2: isThreePhase ? 10 : 6,
    ratedCurrentA: 32,
  };
  const found: Record<string, number> = {
    ...MEASURED,
    'cable-section': context.plannedSectionMm2,
    'breaker-rating': 40,
    ...measured,
  };
  const values: AcceptanceValues = Object.fromEntries(
    acceptanceItemsFor(context).map(({ key, kind }) => [
      key,
      kind === 'yes-no' ? true : kind === 'text' ? TEXTS[key]?.(thread) : found[key],
    ]),
  );
  return {
    installedOn: localTimeOf(at).on,
    pileKind: context.pileKind,
    location: context.location,
    earthing: context.earthing,
    vendor: '示范电气',
    model: 'SF-7',
    cccNo: cccOf(thread),
    values,
    photos: [{ name: '现场照片.png', bytes: makePicture('site', Number(thread.member.phone.slice(-2))) }],
  };
}
