import type { NeededConsent } from '~/domain/resolution/installation-consent';
import { addPeriod, addWorkingDays, type WorkingDayCalendar } from '~/domain/shared/working-days';
import type { Trx } from '~db/client.server';
import {
  type CompoundRow,
  getRulePack,
  getWorkingDayCalendar,
  type RulePackParams,
} from '~db/queries/compounds.server';
import {
  insertResolution,
  listMemberIds,
  type ResolutionKind,
  type ResolutionParams,
} from '~db/queries/resolutions.server';
import type { Deps } from '../deps';

export type AskedConsent = NeededConsent & { rule: ResolutionKind };

export interface OpenedConsent {
  resolutionId: string;
  kind: ResolutionKind;
  legalMode: string;
  closesAt: string;
  memberCount: number;
}

/** Opens the notice, committee decision or owners' vote that a request needs, with its rule fixed for good. */
export async function openConsentInTransaction(
  trx: Trx,
  deps: Deps,
  request: { compound: CompoundRow; caseId: string; openedBy: string; asked: AskedConsent },
): Promise<OpenedConsent> {
  const { compound, asked } = request;
  const at = deps.clock();
  const { params: rules } = await getRulePack(trx, compound.id);
  const calendar = await getWorkingDayCalendar(trx);
  const memberIds = compound.committee_org_id ? await listMemberIds(trx, compound.committee_org_id) : [];
  const terms = termsOf(asked.rule, rules, at, calendar);
  const params: ResolutionParams = {
    notice: asked.rule === 'neighbours_notice' ? noticePeriod(rules) : null,
    committeeVote: asked.rule === 'committee_decision' ? rules.committeeVote : null,
    memberIds,
    majority: asked.majority,
    earliestVoteAt: terms.earliestVoteAt,
    graceDays: rules.resolutionGraceDays,
    openedBy: request.openedBy,
  };
  const resolutionId = deps.newId('res');
  await insertResolution(trx, {
    compound_id: compound.id,
    id: resolutionId,
    case_id: request.caseId,
    kind: asked.rule,
    legal_mode: compound.legal_mode,
    status: 'open',
    params: JSON.stringify(params),
    members_total: memberIds.length,
    opened_at: at,
    closes_at: terms.closesAt,
    result: null,
    decided_at: null,
  });
  return {
    resolutionId,
    kind: asked.rule,
    legalMode: compound.legal_mode,
    closesAt: terms.closesAt,
    memberCount: memberIds.length,
  };
}

function termsOf(
  kind: ResolutionKind,
  rules: RulePackParams,
  at: string,
  calendar: WorkingDayCalendar,
): { closesAt: string; earliestVoteAt: string | null } {
  if (kind === 'neighbours_notice') {
    return { closesAt: addPeriod(at, noticePeriod(rules), calendar).dueAt, earliestVoteAt: null };
  }
  if (kind === 'committee_decision') {
    return { closesAt: addWorkingDays(at, rules.committeeWorkingDays, calendar).dueAt, earliestVoteAt: null };
  }
  const notice = { amount: rules.assemblyNoticeDays, unit: 'days' } as const;
  const earliestVoteAt = addPeriod(at, notice, calendar).dueAt;
  return {
    closesAt: addWorkingDays(earliestVoteAt, rules.committeeWorkingDays, calendar).dueAt,
    earliestVoteAt,
  };
}

function noticePeriod(rules: RulePackParams) {
  return { amount: rules.noticeDays, unit: rules.noticeUnit };
}
