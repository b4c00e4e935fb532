import { divideHalfUp } from '../shared/money-fen';
import type { PricedLine } from '../tariff/price-energy';

/** What a slot promises and costs; the same pricing makes the bill. */
export interface Quote {
  readonly energyWh: number;
  readonly electricityFen: number;
  readonly serviceFen: number;
  readonly totalFen: number;
  readonly lines: readonly PricedLine[];
}

export const EMPTY_QUOTE: Quote = { energyWh: 0, electricityFen: 0, serviceFen: 0, totalFen: 0, lines: [] };

/** The quote at the same prices a kWh for another energy, whole Wh ≥ 0; lines and sums stay equal. */
export function quoteForEnergy(quote: Quote, energyWh: number): Quote {
  if (quote.energyWh <= 0 || energyWh <= 0) return EMPTY_QUOTE;
  const upTo = (amount: number) => divideHalfUp(amount * energyWh, quote.energyWh);
  const before = { energyWh: 0, electricityFen: 0, serviceFen: 0 };
  const lines = quote.lines.map((line) => {
    const part = (key: keyof typeof before) => {
      const from = upTo(before[key]);
      before[key] += line[key];
      return upTo(before[key]) - from;
    };
    return {
      ...line,
      energyWh: part('energyWh'),
      electricityFen: part('electricityFen'),
      serviceFen: part('serviceFen'),
    };
  });
  const electricityFen = upTo(quote.electricityFen);
  const serviceFen = upTo(quote.serviceFen);
  return { energyWh, electricityFen, serviceFen, totalFen: electricityFen + serviceFen, lines };
}

/** Both quotes together, one after the other. */
export function joinQuotes(first: Quote, then: Quote): Quote {
  return {
    energyWh: first.energyWh + then.energyWh,
    electricityFen: first.electricityFen + then.electricityFen,
    serviceFen: first.serviceFen + then.serviceFen,
    totalFen: first.totalFen + then.totalFen,
    lines: [...first.lines, ...then.lines],
  };
}

/**
 * What the quote's guarantee takes off a bill, fen ≤ 0: for energy up to the promise nobody pays more a kWh than quoted, whenever
 * the night's plan let it flow. Energy beyond the promise is at the price of its time.
 */
export function guaranteeFen(
  quote: Quote,
  bill: { readonly energyWh: number; readonly electricityFen: number; readonly serviceFen: number },
): number {
  if (quote.energyWh <= 0 || bill.energyWh <= 0) return 0;
  const covered = Math.min(bill.energyWh, quote.energyWh);
  const billed = bill.electricityFen + bill.serviceFen;
  const coveredFen = divideHalfUp(billed * covered, bill.energyWh);
  const quotedFen = divideHalfUp(quote.totalFen * covered, quote.energyWh);
  return Math.min(0, quotedFen - coveredFen);
}
