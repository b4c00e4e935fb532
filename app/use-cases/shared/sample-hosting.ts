import type { HostingAnswer, HostingBlock, HostingCount } from '~/domain/capacity/hosting-answer';
import { numbersFrom } from '~/domain/shared/seeded-numbers';
import { type DemandModel, type HostedPiles, type HostingStop, hostingCapacity } from '~/planner';
import { type HostingInput, hostingSite, minuteOfInterval, placeOfNode } from './hosting-site';

/** Counting ends here, unless asked for more. */
export const MOST_PILES = 500;

export interface HostingQuestion {
  readonly computedAt: string;
  readonly upgradeKva: number | null;
  readonly isOwn: boolean;
  readonly nights?: number;
  readonly energyShare?: number;
  readonly nightShare?: number;
  readonly seed?: number;
  readonly most?: number;
}

/** Samples how many more standard piles fit at the assessment's grid; the same question has the same answer. */
export function sampleHosting(
  input: HostingInput,
  model: DemandModel,
  { computedAt, upgradeKva, isOwn, seed = 1, most = MOST_PILES, ...level }: HostingQuestion,
): HostingAnswer {
  const found = hostingCapacity(hostingSite(input, { most, upgradeKva }), model, {
    ...level,
    random: numbersFrom(seed),
  });
  const { source, licence, fromOn, toOn, stays } = model;
  return {
    computedAt,
    nights: found.nights,
    energyShare: found.energyShare,
    nightShare: found.nightShare,
    seed,
    pileKw: input.parameters.standardPileKw.value,
    most,
    hasCurve: input.transformer.baseCurveKw !== null,
    demand: { isOwn, source, licence, fromOn, toOn, stays },
    uncontrolled: countOf(found.uncontrolled, input),
    ordered: countOf(found.ordered, input),
    upgraded: found.upgraded && countOf(found.upgraded, input),
    upgradeKva,
  };
}

function countOf({ stoppedBy, ...count }: HostedPiles, input: HostingInput): HostingCount {
  return { ...count, stoppedBy: stoppedBy && blockOf(stoppedBy, input) };
}

function blockOf(stop: HostingStop, input: HostingInput): HostingBlock {
  return {
    ...placeOfNode(stop.node, input),
    weekday: stop.weekday || 7,
    fromMinute: minuteOfInterval(stop.firstInterval),
    toMinute: minuteOfInterval(stop.lastInterval + 1),
    missingKwh: stop.missingKwh,
  };
}
