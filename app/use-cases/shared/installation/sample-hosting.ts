import type { HostingAnswer, HostingBlock, HostingCount } from '~/domain/capacity/hosting-answer';
import { numbersFrom } from '~/domain/shared/seeded-numbers';
import {
  type DemandModel,
  type HostedPiles,
  type HostingCapacity,
  type HostingOptions,
  type HostingStop,
  hostingCapacity,
  hostingSteps,
} from '~/planner';
import { type HostingInput, hostingSite, minuteOfInterval, placeOfNode } from './hosting-site';

/** Counting ends here, unless asked for more. */
const MOST_PILES = 500;
const FIRST_SEED = 1;
const SLICE_NIGHTS = 5;

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
  question: HostingQuestion,
): HostingAnswer {
  const found = hostingCapacity(siteOf(input, question), model, optionsOf(question));
  return answerOf(found, input, model, question);
}

/** The same in slices of a few milliseconds; `rest` lets other work go on in between. */
export async function sampleHostingInSlices(
  input: HostingInput,
  model: DemandModel,
  question: HostingQuestion,
  rest: () => Promise<void>,
): Promise<HostingAnswer> {
  const steps = hostingSteps(siteOf(input, question), model, optionsOf(question));
  let step = steps.next();
  for (let nights = 1; !step.done; nights++) {
    if (nights % SLICE_NIGHTS === 0) await rest();
    step = steps.next();
  }
  return answerOf(step.value, input, model, question);
}

function siteOf(input: HostingInput, { most = MOST_PILES, upgradeKva }: HostingQuestion) {
  return hostingSite(input, { most, upgradeKva });
}

function optionsOf({ seed = FIRST_SEED, nights, energyShare, nightShare }: HostingQuestion): HostingOptions {
  return { random: numbersFrom(seed), nights, energyShare, nightShare };
}

function answerOf(
  found: HostingCapacity,
  input: HostingInput,
  { source, licence, fromOn, toOn, stays }: DemandModel,
  { computedAt, upgradeKva, isOwn, seed = FIRST_SEED, most = MOST_PILES }: HostingQuestion,
): HostingAnswer {
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
