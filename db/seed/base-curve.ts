/** The evening peak of homes after the working day, the morning rise, and the quiet of the night; 96 quarter-hours, peak = 1. */
export function homeCurve(dayKind: 'workday' | 'restday'): number[] {
  const hump = (hour: number, centre: number, width: number) => {
    const away = Math.abs(hour - centre);
    return Math.exp(-((Math.min(away, 24 - away) / width) ** 2));
  };
  const points = Array.from({ length: 96 }, (_, index) => {
    const hour = index / 4;
    const evening = hump(hour, 20, 2.4) + 0.25 * hump(hour, 23, 1.6);
    const morning =
      (dayKind === 'workday' ? 0.32 : 0.24) * hump(hour, dayKind === 'workday' ? 7.5 : 9.5, 1.4);
    const noon = (dayKind === 'workday' ? 0.22 : 0.36) * hump(hour, 12.2, 1.8);
    return 0.3 + 0.7 * evening + morning + noon;
  });
  const peak = Math.max(...points);
  return points.map((point) => point / peak);
}
