import { formatKw, formatKwh, formatPercent } from '~/i18n/format';

/** A step's figure with its unit; shares as percent. */
export function quantity(value: number | null, unit: string): string {
  if (value === null) return '–';
  if (unit === 'kW') return formatKw(value);
  return unit === 'kWh' ? formatKwh(value, 0) : formatPercent(value, 1);
}
