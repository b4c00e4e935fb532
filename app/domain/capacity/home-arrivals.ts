/** When cars come home: mean and spread in minutes of the day, from public simulations of residential charging. */
const MEAN_MINUTE = 17 * 60 + 36;
const SPREAD_MINUTES = 3.4 * 60;

/** Minutes of the day at which `count` cars come home, spread evenly over the distribution's quantiles (logistic, same mean and spread). */
export function homeArrivals(count: number): number[] {
  const scale = (SPREAD_MINUTES * Math.sqrt(3)) / Math.PI;
  return Array.from({ length: count }, (_, index) => {
    const share = (index + 0.5) / count;
    return Math.round(MEAN_MINUTE + scale * Math.log(share / (1 - share)));
  });
}
