export type FenVerdict =
  | { ok: true; amountFen: number }
  | { ok: false; reason: 'not-a-number' | 'more-than-two-decimals' | 'too-large' };

/** The integer nearest to `numerator / denominator`, halves away from zero; both safe integers, denominator > 0. */
export function divideHalfUp(numerator: number, denominator: number): number {
  const magnitude = Math.abs(numerator);
  const remainder = magnitude % denominator;
  const quotient = (magnitude - remainder) / denominator + (2 * remainder >= denominator ? 1 : 0);
  return numerator < 0 && quotient !== 0 ? -quotient : quotient;
}

/** Whole fen from a yuan text such as `12`, `12.3` or `-0.05`; at most two decimals and twelve whole digits. */
export function fenFromYuan(text: string): FenVerdict {
  const match = /^([+-]?)(\d+)(?:\.(\d+))?$/.exec(text.trim());
  if (!match) return { ok: false, reason: 'not-a-number' };
  const [, sign, whole = '0', decimals = ''] = match;
  if (decimals.length > 2) return { ok: false, reason: 'more-than-two-decimals' };
  if (whole.replace(/^0+/, '').length > 12) return { ok: false, reason: 'too-large' };
  const magnitude = Number(whole) * 100 + Number(decimals.padEnd(2, '0') || '0');
  return { ok: true, amountFen: sign === '-' && magnitude > 0 ? -magnitude : magnitude };
}

/** Yuan text with exactly two decimals, `-0.05` for −5 fen. */
export function yuanFromFen(amountFen: number): string {
  const magnitude = Math.abs(amountFen);
  const text = `${Math.floor(magnitude / 100)}.${String(magnitude % 100).padStart(2, '0')}`;
  return amountFen < 0 ? `-${text}` : text;
}

/** Fen for `energyWh` at a price in 1/10000 yuan per kWh, rounded once by the named rule. */
export function fenForEnergy(energyWh: number, pricePerKwhE4: number): number {
  return divideHalfUp(energyWh * pricePerKwhE4, 100_000);
}
