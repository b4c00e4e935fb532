export type ResolutionStatus = 'open' | 'passed' | 'failed' | 'lapsed' | 'withdrawn';

/** Where a binding vote may be held in this city: only in the authority's system, here too, or here without effect. */
export type LegalMode = 'official_external' | 'platform_allowed' | 'advisory_only';

/** The outcome as written in the authority's system, with the file that shows it. */
export interface ExternalResult {
  readonly reference: string;
  readonly decidedAt: string;
  readonly evidenceHash: string;
  readonly passed: boolean;
}

export const RESOLUTION_TRANSITIONS: Readonly<Record<ResolutionStatus, readonly ResolutionStatus[]>> = {
  open: ['passed', 'failed', 'lapsed', 'withdrawn'],
  passed: [],
  failed: [],
  lapsed: [],
  withdrawn: [],
};

export interface OpenResolution {
  readonly status: ResolutionStatus;
  readonly legalMode: LegalMode;
  readonly openedAt: string;
  readonly closesAt: string;
  readonly proposerId: string;
}

export type StatusVerdict =
  | { ok: true; status: ResolutionStatus; binding: boolean }
  | {
      ok: false;
      reason:
        | 'not-open'
        | 'still-voting'
        | 'external-result-needed'
        | 'external-result-before-opening'
        | 'evidence-missing'
        | 'not-the-proposer'
        | 'result-exists';
    };

/** Closes the vote held here; where the city wants its own system the outcome binds only through `decideExternal`. */
export function decideClose(resolution: OpenResolution, passes: boolean, nowAt: string): StatusVerdict {
  if (resolution.status !== 'open') return { ok: false, reason: 'not-open' };
  if (Date.parse(nowAt) < Date.parse(resolution.closesAt)) return { ok: false, reason: 'still-voting' };
  if (resolution.legalMode === 'official_external') return { ok: false, reason: 'external-result-needed' };
  return {
    ok: true,
    status: passes ? 'passed' : 'failed',
    binding: resolution.legalMode === 'platform_allowed',
  };
}

/** Takes over the result of the authority's system, which binds in every mode. */
export function decideExternal(resolution: OpenResolution, result: ExternalResult): StatusVerdict {
  if (resolution.status !== 'open') return { ok: false, reason: 'not-open' };
  if (result.reference.trim() === '' || result.evidenceHash.trim() === '') {
    return { ok: false, reason: 'evidence-missing' };
  }
  if (Date.parse(result.decidedAt) < Date.parse(resolution.openedAt)) {
    return { ok: false, reason: 'external-result-before-opening' };
  }
  return { ok: true, status: result.passed ? 'passed' : 'failed', binding: true };
}

/** Ends a vote that nobody closed within `graceDays` days after its end, so that it cannot hold a case for ever. */
export function decideLapse(resolution: OpenResolution, graceDays: number, nowAt: string): StatusVerdict {
  if (resolution.status !== 'open') return { ok: false, reason: 'not-open' };
  const lapsesMs = Date.parse(resolution.closesAt) + graceDays * 86_400_000;
  if (Date.parse(nowAt) < lapsesMs) return { ok: false, reason: 'still-voting' };
  return { ok: true, status: 'lapsed', binding: false };
}

/** Takes a proposal back; only the proposer may, and only before voting has ended. */
export function decideWithdraw(resolution: OpenResolution, actorId: string, nowAt: string): StatusVerdict {
  if (resolution.status !== 'open') return { ok: false, reason: 'not-open' };
  if (actorId !== resolution.proposerId) return { ok: false, reason: 'not-the-proposer' };
  if (Date.parse(nowAt) >= Date.parse(resolution.closesAt)) return { ok: false, reason: 'result-exists' };
  return { ok: true, status: 'withdrawn', binding: false };
}
