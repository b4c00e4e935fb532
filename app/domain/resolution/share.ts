/** A share of a whole in integers; `strict` means more than, otherwise at least. */
export interface Share {
  readonly numerator: number;
  readonly denominator: number;
  readonly strict: boolean;
}

export const MORE_THAN_HALF: Share = { numerator: 1, denominator: 2, strict: true };
export const AT_LEAST_HALF: Share = { numerator: 1, denominator: 2, strict: false };
export const AT_LEAST_TWO_THIRDS: Share = { numerator: 2, denominator: 3, strict: false };
export const AT_LEAST_THREE_QUARTERS: Share = { numerator: 3, denominator: 4, strict: false };

/** The smallest whole number that meets the share of `whole`; both are integers (heads, cm²). */
export function neededOf(whole: number, share: Share): number {
  const product = whole * share.numerator;
  const remainder = product % share.denominator;
  const floor = (product - remainder) / share.denominator;
  return share.strict || remainder > 0 ? floor + 1 : floor;
}
