import {
  type ConnectionInput,
  type FeederBase,
  type PileLoad,
  requestAsPile,
  standardRequest,
  type TransformerBase,
} from './connection-input';
import { floorAtPeak, limitPower, loadAfter, valleyEnergy } from './connection-steps';
import type { CapacityParameters } from './parameters';

/** How many more standard piles fit today on top of those that hold or await capacity. */
export interface HostingEstimate {
  readonly uncontrolled: number;
  readonly ordered: number;
  readonly capped: boolean;
}

const MOST_ASKED = 5000;

/** The instant answer for a resident, by the rules of the assessment without cable and phase, which only a survey knows; at most 5000. */
export function hostingEstimate(
  site: { transformer: TransformerBase; feeders: readonly FeederBase[]; piles: readonly PileLoad[] },
  parameters: CapacityParameters,
): HostingEstimate {
  const request = standardRequest(parameters);
  const input: ConnectionInput = { ...site, request, parameters };
  const limitKw = limitPower(input).value ?? 0;
  const node = { basePeakKw: site.transformer.basePeakKw, limitKw };
  const added = (count: number) => Array.from({ length: count }, () => requestAsPile(request, null));

  const fitsUncontrolled = (count: number) =>
    loadAfter('load-after', node, [...site.piles, ...added(count)], input).ok === true &&
    site.feeders.every((f) => loadAfter('feeder-load', f, [...f.piles, ...added(count)], input).ok === true);
  const fitsOrdered = (count: number) =>
    floorAtPeak('floor-at-peak', node, [...site.piles, ...added(count)], input).ok === true &&
    site.feeders.every(
      (f) => floorAtPeak('feeder-floor', f, [...f.piles, ...added(count)], input).ok === true,
    ) &&
    valleyEnergy(limitKw, site.piles.length + count, input).ok === true;

  const uncontrolled = mostThatFit(fitsUncontrolled);
  const ordered = Math.max(uncontrolled, mostThatFit(fitsOrdered));
  return { uncontrolled, ordered, capped: ordered >= MOST_ASKED };
}

function mostThatFit(fits: (count: number) => boolean): number {
  if (!fits(1)) return 0;
  let low = 1;
  let high = MOST_ASKED + 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (fits(middle)) low = middle;
    else high = middle;
  }
  return low;
}
