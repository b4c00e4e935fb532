import { guaranteeFen, type Quote } from '../booking/quote';
import type { IntervalEnergy } from '../shared/meter-points';
import { divideHalfUp } from '../shared/money-fen';
import { type PricedLine, type PricingVerdict, priceEnergy, type ServiceFee } from '../tariff/price-energy';
import type { TariffVersion } from '../tariff/tariff-version';

export interface ChargeBillInput {
  /** What passed, by the meter. */
  readonly intervals: readonly IntervalEnergy[];
  readonly versions: readonly TariffVersion[];
  readonly serviceFee: ServiceFee;
  readonly quote: Quote;
  /** What is owed for a promise that was not kept, fen ≥ 0. */
  readonly owedFen: number;
  /** For the space after the slot, fen ≥ 0. */
  readonly occupationFen: number;
  /** Share of the service fee, 0 to 1, that the operator keeps; null where the pile is not lent. */
  readonly operatorShare: number | null;
}

/** A visit in whole fen; its parts add up to the total, which is a credit where more is owed to the household than by it. */
export interface ChargeBill {
  readonly ok: true;
  readonly energyWh: number;
  readonly lines: readonly PricedLine[];
  readonly electricityFen: number;
  readonly serviceFen: number;
  /** What the quote's guarantee takes off, ≤ 0. */
  readonly guaranteeFen: number;
  /** What is paid back, ≤ 0, in full even where little or nothing came. */
  readonly compensationFen: number;
  readonly occupationFen: number;
  readonly totalFen: number;
  /** The lender's part of the service fee. */
  readonly lenderFen: number;
}

export type ChargeBillVerdict = ChargeBill | Exclude<PricingVerdict, { ok: true }>;

/** The one bill of a visit, for its running cost and its end: the same pricing that made the quote. */
export function chargeBill(input: ChargeBillInput): ChargeBillVerdict {
  const priced = priceEnergy(input.intervals, input.versions, input.serviceFee);
  if (!priced.ok) return priced;
  const { energyWh, lines, electricityFen, serviceFen } = priced;
  const guarantee = guaranteeFen(input.quote, priced);
  const chargedFen = electricityFen + serviceFen + guarantee;
  const paidBack = Math.max(0, input.owedFen);
  const { occupationFen, operatorShare } = input;
  return {
    ok: true,
    energyWh,
    lines,
    electricityFen,
    serviceFen,
    guaranteeFen: guarantee,
    compensationFen: paidBack === 0 ? 0 : -paidBack,
    occupationFen,
    totalFen: chargedFen - paidBack + occupationFen,
    lenderFen: operatorShare === null ? 0 : lenderFen(serviceFen, operatorShare),
  };
}

const SHARE_PARTS = 10_000;

function lenderFen(serviceFen: number, operatorShare: number): number {
  return divideHalfUp(serviceFen * Math.round((1 - operatorShare) * SHARE_PARTS), SHARE_PARTS);
}
