import type { JsonValue } from '~/domain/case-log/canonical-json';
import { can } from '~/domain/permissions/can';
import { type AssemblyVerdict, decideAssembly, type Tally } from '~/domain/resolution/assembly-vote';
import { type CommitteeVerdict, decideCommittee } from '~/domain/resolution/committee-vote';
import { decideExternal, type StatusVerdict } from '~/domain/resolution/resolution-status';
import { DAY_MS, instantFromMs, msFromLocal } from '~/domain/shared/local-time';
import type { Trx } from '~db/client.server';
import { findVisibleResolution, lockResolution, type Resolution } from '~db/queries/resolutions.server';
import type { AccessRefusal, ActingPerson, Deps, Refusal } from '../shared/deps';
import {
  attachEvidence,
  type FileRefusal,
  type GivenFile,
  type StoredFile,
  storeEvidence,
} from '../shared/installation/evidence-file.server';
import { finishResolution } from '../shared/installation/finish-resolution.server';

export interface OfficialResultInput {
  resolutionId: string;
  /** Number of the record in the authority's system or of the minutes. */
  reference: string;
  decidedOn: string;
  /** Owners' vote: whole cm² and heads. */
  tally: Tally | null;
  /** Committee: how many took part, agreed and disagreed. */
  count: { present: number; yes: number; no: number } | null;
  evidence: GivenFile | null;
}

type Counted = Exclude<AssemblyVerdict, { ok: true }> | Exclude<CommitteeVerdict, { ok: true }>;

export type OfficialResultOutcome =
  | { ok: true; status: 'passed' | 'failed' }
  | AccessRefusal
  | FileRefusal
  | Refusal<Extract<StatusVerdict, { ok: false }>['reason']>
  | Refusal<'decided-here' | 'evidence-missing' | 'figures-missing' | 'decided-in-future' | 'case-moved-on'>
  | Refusal<'notice-too-short', { earliestAt: string }>
  | Refusal<
      Extract<Counted['reason'], 'tally-inconsistent' | 'count-inconsistent' | 'no-electorate' | 'no-members'>
    >;

/** Takes over the outcome of a vote that was held outside, with the figures and the paper that shows it. */
export async function recordOfficialResult(
  deps: Deps,
  actor: ActingPerson,
  input: OfficialResultInput,
): Promise<OfficialResultOutcome> {
  const found = await findVisibleResolution(deps.db, actor.grants, input.resolutionId);
  if (!found) return { ok: false, reason: 'not-found' };
  if (!can(actor, 'case.decide-committee', { tenancy: found.tenancy }))
    return { ok: false, reason: 'forbidden' };
  if (!input.evidence) return { ok: false, reason: 'evidence-missing' };
  const stored = await storeEvidence(deps, input.evidence);
  if (!stored.ok) return stored;
  const { compound_id: compoundId } = found.resolution;
  const outcome = await deps.db
    .transaction()
    .execute((trx) => recordInTransaction(trx, deps, actor, compoundId, input, stored.file));
  if (!outcome.ok) await deps.documents.remove(stored.file.storageKey);
  else deps.bus.publish('compound-changed', { compoundId });
  return outcome;
}

async function recordInTransaction(
  trx: Trx,
  deps: Deps,
  actor: ActingPerson,
  compoundId: string,
  input: OfficialResultInput,
  file: StoredFile,
): Promise<OfficialResultOutcome> {
  const resolution = await lockResolution(trx, compoundId, input.resolutionId);
  if (!resolution) return { ok: false, reason: 'not-found' };
  const verdict = judgeOfficial(resolution, input, file.sha256, deps.clock());
  if (!verdict.ok) return verdict;
  const documentId = await attachEvidence(trx, deps, file, {
    compoundId,
    caseId: resolution.case_id,
    kind: 'resolution-record',
    personId: actor.personId,
  });
  const evidence = { evidenceDocumentId: documentId, evidenceSha256: file.sha256 };
  const finished = await finishResolution(trx, deps, resolution, {
    status: verdict.status,
    actorId: actor.personId,
    result: { ...verdict.result, ...evidence, reference: input.reference.trim(), decidedOn: input.decidedOn },
  });
  return finished ? { ok: true, status: verdict.status } : { ok: false, reason: 'case-moved-on' };
}

type Judged =
  | { ok: true; status: 'passed' | 'failed'; result: { [key: string]: JsonValue } }
  | Exclude<OfficialResultOutcome, { ok: true } | AccessRefusal>;

function judgeOfficial(
  resolution: Resolution,
  input: OfficialResultInput,
  evidenceHash: string,
  now: string,
): Judged {
  if (resolution.kind === 'neighbours_notice') return { ok: false, reason: 'decided-here' };
  if (resolution.kind === 'committee_decision' && resolution.legal_mode === 'platform_allowed') {
    return { ok: false, reason: 'decided-here' };
  }
  if (msFromLocal(input.decidedOn) > Date.parse(now)) return { ok: false, reason: 'decided-in-future' };
  const endOfDay = instantFromMs(msFromLocal(input.decidedOn) + DAY_MS - 1);
  const decidedAt = endOfDay < now ? endOfDay : now;
  const { earliestVoteAt } = resolution.params;
  if (resolution.status === 'open' && earliestVoteAt !== null && decidedAt < earliestVoteAt) {
    return { ok: false, reason: 'notice-too-short', earliestAt: earliestVoteAt };
  }
  const figures = countFigures(resolution, input);
  if (!figures.ok) return figures;
  const status = decideExternal(
    {
      status: resolution.status,
      legalMode: resolution.legal_mode,
      openedAt: resolution.opened_at,
      closesAt: resolution.closes_at,
      proposerId: resolution.params.openedBy,
    },
    { reference: input.reference, decidedAt, evidenceHash, passed: figures.passed },
  );
  if (!status.ok) return { ok: false, reason: status.reason };
  return { ok: true, status: figures.passed ? 'passed' : 'failed', result: figures.result };
}

type Figures =
  | { ok: true; passed: boolean; result: { [key: string]: JsonValue } }
  | Exclude<OfficialResultOutcome, { ok: true } | AccessRefusal>;

function countFigures(resolution: Resolution, input: OfficialResultInput): Figures {
  if (resolution.kind === 'assembly') {
    if (!input.tally) return { ok: false, reason: 'figures-missing' };
    const verdict = decideAssembly(resolution.params.majority ?? 'ordinary', input.tally);
    if (!verdict.ok && (verdict.reason === 'tally-inconsistent' || verdict.reason === 'no-electorate')) {
      return { ok: false, reason: verdict.reason };
    }
    const { total, participated, yes, majority } = verdict;
    const failing = verdict.ok ? null : verdict.reason;
    return {
      ok: true,
      passed: verdict.ok,
      result: { majority, total: { ...total }, participated: { ...participated }, yes: { ...yes }, failing },
    };
  }
  if (!input.count || !resolution.params.committeeVote) return { ok: false, reason: 'figures-missing' };
  const count = { members: resolution.members_total, ...input.count };
  const verdict = decideCommittee(count, resolution.params.committeeVote);
  if (!verdict.ok && (verdict.reason === 'count-inconsistent' || verdict.reason === 'no-members')) {
    return { ok: false, reason: verdict.reason };
  }
  return { ok: true, passed: verdict.ok, result: { ...count, failing: verdict.ok ? null : verdict.reason } };
}
