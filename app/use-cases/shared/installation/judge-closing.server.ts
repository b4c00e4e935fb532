import type { JsonValue } from '~/domain/case-log/canonical-json';
import { decideClose, type StatusVerdict } from '~/domain/resolution/resolution-status';
import type { Resolution } from '~db/queries/resolutions.server';
import type { Refusal } from '../deps';
import type { NoticeStanding, ResolutionStanding } from './resolution-standing.server';

export type ClosingVerdict =
  | { ok: true; status: 'passed' | 'failed'; result: { [key: string]: JsonValue } }
  | Refusal<Extract<StatusVerdict, { ok: false }>['reason']>
  | Refusal<'quorum'>
  | Refusal<'notice-running', { endsAt: string }>
  | Refusal<'objections-open', { open: number }>
  | Refusal<'calendar-provisional'>;

/** What closing at this instant gives, by the domain's rules. */
export function judgeClosing(
  resolution: Resolution,
  standing: ResolutionStanding,
  now: string,
): ClosingVerdict {
  if (standing.kind === 'neighbours_notice') return judgeNotice(standing);
  if (standing.kind === 'assembly') return { ok: false, reason: 'external-result-needed' };
  const { verdict, isSettled, yes, no, abstained } = standing;
  const closed = decideClose(
    {
      status: resolution.status,
      legalMode: resolution.legal_mode,
      openedAt: resolution.opened_at,
      closesAt: isSettled && now < resolution.closes_at ? now : resolution.closes_at,
      proposerId: resolution.params.openedBy,
    },
    verdict.ok,
    now,
  );
  if (!closed.ok) return { ok: false, reason: closed.reason };
  if (!closed.binding) return { ok: false, reason: 'external-result-needed' };
  if (!isSettled && !verdict.ok && verdict.reason === 'quorum') return { ok: false, reason: 'quorum' };
  return {
    ok: true,
    status: verdict.ok ? 'passed' : 'failed',
    result: { members: verdict.members, yes, no, abstained, neededYes: verdict.neededYes },
  };
}

function judgeNotice({ verdict, objections, open }: NoticeStanding): ClosingVerdict {
  if (verdict.ok) return { ok: true, status: 'passed', result: { objections } };
  if (verdict.reason === 'objections-upheld') {
    return { ok: true, status: 'failed', result: { objections, upheld: verdict.objectionIds } };
  }
  if (verdict.reason === 'objections-open') return { ok: false, reason: 'objections-open', open };
  if (verdict.reason === 'calendar-provisional') return { ok: false, reason: 'calendar-provisional' };
  return { ok: false, reason: 'notice-running', endsAt: verdict.endsAt };
}
