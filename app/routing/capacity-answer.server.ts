import type { CapacityAnswer } from '~/components/application';
import { assessConnection, type Proposal } from '~/domain/capacity/assess-connection';
import { hostingEstimate } from '~/domain/capacity/hosting-estimate';
import { siteFor } from '~/domain/capacity/transformer-ledger';
import type { PileWish } from '~/domain/installation/application-draft';
import { phasesOfRating } from '~/domain/installation/pile-choice';
import type { Deps } from '~/use-cases/shared/deps';
import { loadTransformerState } from '~db/queries/capacity.server';
import { findFeeder } from '~db/queries/transformers.server';
import { readHosting } from './hosting.server';

/** How many more piles fit at a feeder's transformer today, and what is expected of one wish; null without grid data. */
export async function readCapacityAnswer(
  deps: Deps,
  compoundId: string,
  feederId: string,
  wish: PileWish | null,
): Promise<CapacityAnswer | null> {
  const { db } = deps;
  const feeder = await findFeeder(db, compoundId, feederId);
  const state = feeder && (await loadTransformerState(db, compoundId, feeder.transformer_id));
  if (!state) return null;
  const site = siteFor(state, { feederId });
  const needFactor = hostingEstimate(site, state.parameters);
  const proposal = wish ? proposalFor(site, wish, wish.smartCapable) : null;
  const { limitRate, powerFactor, standardPileKw } = state.parameters;
  return {
    sampled: await readHosting(deps, state, feederId),
    needFactor,
    proposal,
    orderableHelps:
      wish !== null &&
      proposal === 'upgrade' &&
      !wish.smartCapable &&
      proposalFor(site, wish, true) === 'ordered',
    transformerName: state.row.name,
    ratedKva: state.row.rated_kva,
    powerFactor: powerFactor.value,
    limitRate: limitRate.value,
    limitRateSource: limitRate.certainty === 'unverified' ? '' : limitRate.source,
    limitKw: state.row.rated_kva * powerFactor.value * limitRate.value,
    basePeakKw: state.row.base_peak_kw,
    basePeakOn: state.row.base_peak_on,
    basePeakSource: state.row.base_peak_source,
    pileCount: site.piles.length,
    standardPileKw: standardPileKw.value,
  };
}

function proposalFor(site: ReturnType<typeof siteFor>, wish: PileWish, orderable: boolean): Proposal | null {
  const verdict = assessConnection({
    ...site,
    request: { kw: wish.kw, phaseCount: phasesOfRating(wish.kw) ?? 1, orderable, cable: null },
  });
  return verdict.ok ? verdict.proposal : null;
}
