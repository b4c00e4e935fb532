import { instantFromMs } from '../shared/local-time';
import type { IntervalEnergy } from '../shared/meter-points';
import { fenForEnergy } from '../shared/money-fen';
import { type BandSegment, bandsFor } from './bands';
import type { BandKind, TariffVersion } from './tariff-version';

/** What the operator asks for its service, apart from the energy, in 1/10000 yuan per kWh. */
export interface ServiceFee {
  readonly perKwhE4: number;
  readonly byBandE4: Readonly<Partial<Record<BandKind, number>>>;
}

/** One line of the bill: one stretch of one band; each of its two amounts is rounded once. */
export interface PricedLine {
  readonly startAt: string;
  readonly endAt: string;
  readonly kind: BandKind;
  readonly versionId: string;
  readonly energyWh: number;
  readonly energyPriceE4: number;
  readonly servicePriceE4: number;
  readonly electricityFen: number;
  readonly serviceFen: number;
}

export interface PricedEnergy {
  readonly ok: true;
  readonly lines: readonly PricedLine[];
  readonly energyWh: number;
  readonly electricityFen: number;
  readonly serviceFen: number;
  readonly totalFen: number;
}

export type PricingVerdict =
  | PricedEnergy
  | { ok: false; reason: 'no-tariff' | 'bad-interval' | 'bad-energy' | 'bad-service-fee'; at: string };

export const NO_SERVICE_FEE: ServiceFee = { perKwhE4: 0, byBandE4: {} };

interface Stretch {
  readonly band: BandSegment;
  readonly start: number;
  readonly end: number;
  usedFrom: number;
  usedUntil: number;
  energyWh: number;
}

/** The one pricing of energy, for estimate, running cost and bill: splits whole Wh at band edges and keeps 电费 and 服务费 apart, in fen. */
export function priceEnergy(
  intervals: readonly IntervalEnergy[],
  versions: readonly TariffVersion[],
  serviceFee: ServiceFee,
): PricingVerdict {
  if (intervals.length === 0)
    return { ok: true, lines: [], energyWh: 0, electricityFen: 0, serviceFen: 0, totalFen: 0 };
  let startMs = Number.POSITIVE_INFINITY;
  let endMs = Number.NEGATIVE_INFINITY;
  for (const { startAt, endAt } of intervals) {
    startMs = Math.min(startMs, Date.parse(startAt));
    endMs = Math.max(endMs, Date.parse(endAt));
  }
  const firstAt = intervals[0]?.startAt ?? '';
  if (Number.isNaN(startMs) || Number.isNaN(endMs)) return { ok: false, reason: 'bad-interval', at: firstAt };
  for (const fee of [serviceFee.perKwhE4, ...Object.values(serviceFee.byBandE4)]) {
    if (!Number.isSafeInteger(fee) || fee < 0) return { ok: false, reason: 'bad-service-fee', at: firstAt };
  }
  const verdict = bandsFor({ startAt: instantFromMs(startMs), endAt: instantFromMs(endMs) }, versions);
  if (!verdict.ok) return verdict;
  const stretches = verdict.bands.map(stretchOf);
  for (const interval of intervals) {
    if (!Number.isSafeInteger(interval.energyWh) || interval.energyWh < 0) {
      return { ok: false, reason: 'bad-energy', at: interval.startAt };
    }
    if (!(Date.parse(interval.startAt) < Date.parse(interval.endAt))) {
      return { ok: false, reason: 'bad-interval', at: interval.startAt };
    }
    spread(interval, stretches);
  }
  return summed(
    stretches.filter((stretch) => stretch.energyWh > 0).map((stretch) => priced(stretch, serviceFee)),
  );
}

/** Whole Wh to each stretch by time; the running total is floored, so the parts always add up to the interval. */
function spread(interval: IntervalEnergy, stretches: readonly Stretch[]): void {
  const start = Date.parse(interval.startAt);
  const end = Date.parse(interval.endAt);
  let given = 0;
  for (const stretch of stretches) {
    if (stretch.end <= start) continue;
    if (stretch.start >= end) break;
    const until = Math.min(end, stretch.end);
    const upTo =
      until === end ? interval.energyWh : Math.floor((interval.energyWh * (until - start)) / (end - start));
    if (upTo > given) {
      stretch.usedFrom = Math.min(stretch.usedFrom, Math.max(start, stretch.start));
      stretch.usedUntil = Math.max(stretch.usedUntil, until);
    }
    stretch.energyWh += upTo - given;
    given = upTo;
  }
}

function stretchOf(band: BandSegment): Stretch {
  const start = Date.parse(band.startAt);
  const end = Date.parse(band.endAt);
  return { band, start, end, usedFrom: end, usedUntil: start, energyWh: 0 };
}

function priced({ band, energyWh, usedFrom, usedUntil }: Stretch, serviceFee: ServiceFee): PricedLine {
  const servicePriceE4 = serviceFee.byBandE4[band.kind] ?? serviceFee.perKwhE4;
  return {
    startAt: instantFromMs(usedFrom),
    endAt: instantFromMs(usedUntil),
    kind: band.kind,
    versionId: band.versionId,
    energyWh,
    energyPriceE4: band.priceE4,
    servicePriceE4,
    electricityFen: fenForEnergy(energyWh, band.priceE4),
    serviceFen: fenForEnergy(energyWh, servicePriceE4),
  };
}

function summed(lines: readonly PricedLine[]): PricedEnergy {
  const total = (of: (line: PricedLine) => number) => lines.reduce((sum, line) => sum + of(line), 0);
  const electricityFen = total((line) => line.electricityFen);
  const serviceFen = total((line) => line.serviceFen);
  return {
    ok: true,
    lines,
    energyWh: total((line) => line.energyWh),
    electricityFen,
    serviceFen,
    totalFen: electricityFen + serviceFen,
  };
}
