import { EmptyState, Section, Table } from '~/components/ui';
import { formatDayAndTime, formatKwh, formatNumber } from '~/i18n/format';
import { useLocale, useWords } from '~/i18n/locale-context';
import { nightWords } from '~/i18n/night';
import type { NightCar } from './night';

const kw = (value: number | null) => (value === null ? '–' : formatNumber(value, 1));

/** Every car that charges, with its four limits, what it has and why. */
export function CarTable({ cars, now }: { cars: readonly NightCar[]; now: string }) {
  const words = useWords(nightWords);
  const locale = useLocale();
  return (
    <Section title={words.carTable}>
      <Table
        caption={words.carTable}
        isCaptionHidden
        rows={cars}
        rowKey={(car) => car.id}
        isMarked={(car) => car.reason === 'short'}
        empty={<EmptyState title={words.carsEmpty}>{words.carsEmptyHelp}</EmptyState>}
        columns={[
          {
            key: 'car',
            header: words.car,
            isRowHeader: true,
            cell: (car) => `${car.plateMasked ?? words.unknownCar} · ${car.spaceCode}`,
          },
          {
            key: 'limits',
            header: words.limits,
            align: 'end',
            cell: (car) =>
              [car.desiredKw, car.sentKw, car.ackedKw, car.measuredKw].map((value) => kw(value)).join(' / '),
          },
          {
            key: 'energy',
            header: words.energy,
            align: 'end',
            cell: (car) => `${formatNumber(car.deliveredKwh, 1)} / ${formatNumber(car.wishKwh, 1)}`,
          },
          {
            key: 'ready',
            header: words.ready,
            cell: (car) => formatDayAndTime(car.readyAt, now, locale),
          },
          {
            key: 'reason',
            header: words.reason,
            cell: (car) => {
              if (!car.steered || !car.reason) return words.notSteered;
              const { reason, unmetKwh } = car;
              return reason === 'short'
                ? `${words.reasons.short} · ${words.shortBy(formatKwh(unmetKwh))}`
                : words.reasons[reason];
            },
          },
        ]}
      />
    </Section>
  );
}
