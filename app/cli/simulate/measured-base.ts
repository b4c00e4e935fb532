import type { Moment, Site } from './strategy';
import { slotsPerDay } from './wall-clock';

/** A meter at the transformer is believed by what it read in the quarter-hours of a day. */
const remembered = slotsPerDay;

const sameRatio = 1e-9;

/**
 * Corrects the forecast of the base load by what has been measured of it: later quarter-hours are as much above or below it
 * as the last day's were. Answers the site as it is then believed to be; what its lower limits carry stays as forecast.
 */
export function correctForecast(site: Site): (moment: Pick<Moment, 'slot'>) => Site {
  const forecastKw = site.baseKw.slice();
  const seen: { measuredKw: number; forecastKw: number }[] = [];
  let known: { slot: number; site: Site } | undefined;
  return ({ slot }) => {
    if (known?.slot === slot) return known.site;
    seen.push({ measuredKw: site.baseKw[slot]!, forecastKw: forecastKw[slot]! });
    if (seen.length > remembered) seen.shift();
    const measured = seen.reduce((sum, { measuredKw }) => sum + measuredKw, 0);
    const forecast = seen.reduce((sum, reading) => sum + reading.forecastKw, 0);
    const ratio = forecast > 0 ? measured / forecast : 1;
    known = { slot, site: Math.abs(ratio - 1) < sameRatio ? site : corrected(site, forecastKw, slot, ratio) };
    return known.site;
  };
}

function corrected(site: Site, forecastKw: Float64Array, slot: number, ratio: number): Site {
  const [root, ...others] = site.nodes;
  const more = (t: number) => (t > slot ? (ratio - 1) * forecastKw[t]! : 0);
  return {
    ...site,
    baseKw: site.baseKw.map((kw, t) => kw + more(t)),
    nodes: [{ ...root!, headroomKw: root!.headroomKw.map((kw, t) => kw - more(t)) }, ...others],
  };
}
