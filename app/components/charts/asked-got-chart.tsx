import { HOURS_A_BAND, type HourBand } from '~/domain/booking/fairness-month';
import { timeFromMinute } from '~/domain/shared/local-time';
import { chartWords } from '~/i18n/charts';
import { fairnessWords } from '~/i18n/fairness';
import { formatNumber } from '~/i18n/format';
import { useLocale } from '~/i18n/locale-context';
import { ChartFrame } from './chart-frame';
import type { ChartSize } from './chart-geometry';

const frame = {
  narrow: { width: 360, height: 220, left: 34, right: 6, top: 12, bottom: 26, everyBand: 3 },
  wide: { width: 960, height: 260, left: 44, right: 8, top: 12, bottom: 30, everyBand: 1 },
} as const;

const TICKS = 4;
const hoursOf = (minutes: number) => minutes / 60;
const timeOf = (fromHour: number) =>
  `${timeFromMinute(fromHour * 60)}–${timeFromMinute((fromHour + HOURS_A_BAND) * 60)}`;

type Figures = { askedMinutes: number; gotMinutes: number };
const figuresOf = ({ told }: HourBand): Figures | null => (told && told !== 'too-few' ? told : null);

/** What was asked for and got over the hours of the day, as pairs of bars. */
export function AskedGotChart({ hours }: { hours: readonly HourBand[] }) {
  const locale = useLocale();
  const words = fairnessWords[locale];
  const hoursText = (minutes: number) => formatNumber(hoursOf(minutes), 1);
  const busiest = hours.reduce<HourBand | null>((most, band) => {
    const [one, other] = [most && figuresOf(most), figuresOf(band)];
    return other && other.askedMinutes > (one?.askedMinutes ?? 0) ? band : most;
  }, null);
  const top = busiest && figuresOf(busiest);
  return (
    <ChartFrame
      title={words.hoursTitle}
      unit={words.hoursUnit}
      summary={
        busiest && top
          ? words.hoursSummary(
              timeOf(busiest.fromHour),
              hoursText(top.askedMinutes),
              hoursText(top.gotMinutes),
            )
          : words.hoursSummaryNone
      }
      legend={[
        { label: words.asked, className: 'fill-base-load', kind: 'area' },
        { label: words.got, className: 'fill-accent', kind: 'area' },
        { label: words.bandHidden, className: 'fill-paper', kind: 'hatch' },
      ]}
      table={{
        columns: [words.hour, words.asked, words.got],
        rows: hours.map((band) => {
          const figures = figuresOf(band);
          const hidden = band.told === 'too-few' ? words.bandHidden : '–';
          return [
            timeOf(band.fromHour),
            figures ? hoursText(figures.askedMinutes) : hidden,
            figures ? hoursText(figures.gotMinutes) : hidden,
          ];
        }),
      }}
      tableLabel={chartWords[locale].showTable}
      viewBoxOf={(size) => frame[size]}
    >
      {(size) => <Bars size={size} hours={hours} />}
    </ChartFrame>
  );
}

/** 0 and round steps up to the first at or above `highest`: written out, as a phone loads this chart. */
function roundTicks(highest: number): number[] {
  const rough = highest / TICKS;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5].find((factor) => factor * power >= rough) ?? 10) * power;
  return Array.from({ length: Math.ceil(highest / step) + 1 }, (_, index) => index * step);
}

function Bars({ size, hours }: { size: ChartSize; hours: readonly HourBand[] }) {
  const { width, height, left, right, top, bottom, everyBand } = frame[size];
  const baseline = height - bottom;
  const highest = Math.max(1, ...hours.map((band) => hoursOf(figuresOf(band)?.askedMinutes ?? 0)));
  const ticks = roundTicks(highest);
  const y = (value: number) => baseline - (value / (ticks.at(-1) ?? 1)) * (baseline - top);
  const step = (width - left - right) / hours.length;
  const bar = step * 0.36;
  return (
    <g fontSize={12} className="fill-muted">
      {ticks.map((tick) => (
        <g key={tick}>
          <line x1={left} x2={width - right} y1={y(tick)} y2={y(tick)} className="stroke-line" />
          <text x={left - 6} y={y(tick) + 4} textAnchor="end">
            {tick}
          </text>
        </g>
      ))}
      {hours.map((band, index) => {
        const x = left + index * step + (step - 2 * bar) / 2;
        const figures = figuresOf(band);
        return (
          <g key={band.fromHour}>
            {figures ? (
              <>
                <Bar
                  x={x}
                  width={bar}
                  top={y(hoursOf(figures.askedMinutes))}
                  {...{ baseline }}
                  fill="asked"
                />
                <Bar
                  x={x + bar}
                  width={bar}
                  top={y(hoursOf(figures.gotMinutes))}
                  {...{ baseline }}
                  fill="got"
                />
              </>
            ) : null}
            {band.told === 'too-few' ? (
              <path
                d={`M${x} ${baseline}l${bar} -10M${x + bar} ${baseline}l${bar} -10`}
                className="stroke-line-strong"
              />
            ) : null}
            {index % everyBand === 0 ? (
              <text x={left + index * step} y={baseline + 18} textAnchor={index === 0 ? 'start' : 'middle'}>
                {timeFromMinute(band.fromHour * 60)}
              </text>
            ) : null}
          </g>
        );
      })}
      <line x1={left} x2={width - right} y1={baseline} y2={baseline} className="stroke-muted" />
    </g>
  );
}

type BarProps = { x: number; width: number; top: number; baseline: number; fill: 'asked' | 'got' };

function Bar({ x, width, top, baseline, fill }: BarProps) {
  return (
    <rect
      x={x}
      y={top}
      width={width}
      height={Math.max(0, baseline - top)}
      className={fill === 'asked' ? 'fill-base-load' : 'fill-accent'}
    />
  );
}
