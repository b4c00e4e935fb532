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
