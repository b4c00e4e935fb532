import { capacityWords } from '~/i18n/capacity';
import { formatKwh } from '~/i18n/format';
import { useWords } from '~/i18n/locale-context';
import { LoadCurveChart, type LoadCurveData } from '../charts';

export type DayCurveData = LoadCurveData & { cars: number; energyPerCarKwh: number; unmetKwh: number };

/** The worst day with every promised pile on it, ordered and uncontrolled, and the assumptions under it. */
export function DayCurve({ day }: { day: DayCurveData }) {
  const words = useWords(capacityWords);
  return (
    <div className="flex flex-col gap-2">
      <LoadCurveChart title={words.curveTitle} data={day} />
      <p className="text-sm text-muted">
        {words.curveNote(day.cars, formatKwh(day.energyPerCarKwh))}
        {day.unmetKwh > 0.05 ? ` ${words.curveShort(formatKwh(day.unmetKwh))}` : ''}
      </p>
    </div>
  );
}
