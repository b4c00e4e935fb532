import type { AppLoadContext } from '@remix-run/node';
import { hostingEstimate } from '~/domain/capacity/hosting-estimate';
import { capacityShares, siteFor } from '~/domain/capacity/transformer-ledger';
import { type CaseStatus, closedStatuses } from '~/domain/installation/life-cycle';
import { localTimeOf } from '~/domain/shared/local-time';
import { projectDay } from '~/use-cases/capacity/project-day.server';
import type { Deps } from '~/use-cases/shared/deps';
import {
  listCapacityEntries,
  loadTransformerState,
  type TransformerState,
} from '~db/queries/capacity.server';
import { listAllTransformerCaps } from '~db/queries/transformer-caps.server';
import {
  findVisibleTransformer,
  listCasesOfTransformer,
  listTransformers,
} from '~db/queries/transformers.server';
import { refuse, requireRole } from './guard.server';
import { readHosting } from './hosting.server';

/** Every transformer of the utility with its bar in figures and how many more piles it can host. */
export async function readTransformers(context: AppLoadContext, request: Request) {
  const viewer = requireRole(context, request, 'utility');
  const grants = viewer.grants.filter((grant) => grant.role === 'utility');
  const { db, clock } = context.deps;
  const rows = await listTransformers(db, grants);
  const transformers = await Promise.all(
    rows.map(async (row) => {
      const state = await loadTransformerState(db, row.compound_id, row.id);
      return state && { compoundName: row.compound_name, ...(await summaryOf(context.deps, state)) };
    }),
  );
  return { today: localTimeOf(clock()).on, transformers: transformers.filter((one) => one !== undefined) };
}

/** One transformer: bar, worst day, ledger, cases, limits and measurements. */
export async function readTransformer(context: AppLoadContext, request: Request, transformerId: string) {
  const viewer = requireRole(context, request, 'utility');
  const { db, clock } = context.deps;
  const grants = viewer.grants.filter((grant) => grant.role === 'utility');
  const found = await findVisibleTransformer(db, grants, transformerId);
  const state = found && (await loadTransformerState(db, found.compound_id, transformerId));
  if (!found || !state) throw refuse('not-found');
  const now = clock();
  const [cases, entries, caps] = await Promise.all([
    listCasesOfTransformer(db, found.compound_id, transformerId, closedStatuses),
    listCapacityEntries(db, found.compound_id, transformerId),
    listAllTransformerCaps(db, found.compound_id, transformerId),
  ]);
  return {
    now,
    today: localTimeOf(now).on,
    compoundName: found.compound_name,
    ...(await summaryOf(context.deps, state)),
    curve: state.worstDay && {
      dayKind: state.worstDay.dayKind,
      measuredOn: state.worstDay.measuredOn,
      source: state.worstDay.source,
    },
    day: projectDay(state, [], now),
    cases: cases.map((row) => ({ ...row, status: row.status as CaseStatus })),
    entries: entries.reverse().map(shapeEntry),
    caps: caps.map((cap) => ({
      id: cap.id,
      fromAt: cap.from_at,
      toAt: cap.to_at,
      capKw: cap.cap_kw,
      reason: cap.reason,
      createdBy: cap.created_by_name ?? '',
      state: capState(cap, now),
    })),
  };
}

export type TransformerPage = Awaited<ReturnType<typeof readTransformer>>;

async function summaryOf(deps: Deps, state: TransformerState) {
  const { row } = state;
  const site = siteFor(state, { feederId: null });
  return {
    id: row.id,
    name: row.name,
    code: row.code,
    ownership: row.ownership,
    ratedKva: row.rated_kva,
    basePeakKw: row.base_peak_kw,
    basePeakOn: row.base_peak_on,
    basePeakSource: row.base_peak_source,
    updatedOn: row.updated_at.slice(0, 10),
    limitRate: state.parameters.limitRate,
    powerFactor: state.parameters.powerFactor,
    loadRate: row.base_peak_kw / (row.rated_kva * state.parameters.powerFactor.value),
    shares: capacityShares(state),
    hosting: hostingEstimate(site, state.parameters),
    sampled: await readHosting(deps, state, null),
    queued: state.holds.filter((hold) => hold.state === 'queued').length,
  };
}

function shapeEntry(entry: Awaited<ReturnType<typeof listCapacityEntries>>[number]) {
  return {
    id: entry.id,
    at: entry.at,
    caseId: entry.case_id,
    who: entry.case_no ?? ([entry.space_code, entry.identity].filter(Boolean).join(' · ') || entry.source),
    state: entry.kind as 'queued' | 'reserved' | 'committed' | 'existing' | 'released',
    kw: entry.pile_kw,
    mode: entry.mode as 'direct' | 'ordered',
    phases: entry.phases,
    source: entry.source,
  };
}

function capState(cap: { from_at: string; to_at: string; lifted_at: string | null }, now: string) {
  if (cap.lifted_at) return 'lifted' as const;
  if (cap.to_at <= now) return 'over' as const;
  return cap.from_at <= now ? ('running' as const) : ('ahead' as const);
}
