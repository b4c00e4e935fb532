/** Shares of all spaces with slow and fast piles, their ratings in kW, and the factors of the design formula. */
export interface SiteSizing {
  readonly spaces: number;
  readonly slowShare: number;
  readonly slowKw: number;
  readonly fastShare: number;
  readonly fastKw: number;
  readonly simultaneity: number;
  readonly needFactor: number;
  readonly transformerLoadRate: number;
  readonly powerFactor: number;
}

/** Transformer capacity in kVA for a new site: S = Kt·Kx·Cn·(Kn·Pn + Km·Pm) / (η·cosφ). */
export function siteKva(site: SiteSizing): number {
  const ratedKw = site.spaces * (site.slowShare * site.slowKw + site.fastShare * site.fastKw);
  return (site.simultaneity * site.needFactor * ratedKw) / (site.transformerLoadRate * site.powerFactor);
}
