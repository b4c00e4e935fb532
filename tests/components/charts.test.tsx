import { describe, expect, test } from 'vitest';
import {
  CapacityBar,
  LoadCurveChart,
  type LoadCurveData,
  MyLineChart,
  type PriceBand,
  ScheduleChart,
} from '~/components/charts';
import { chartGeometry, stepArea, stepLine, timeTicks } from '~/components/charts/chart-geometry';
import { renderPage, textOf } from './render-page';

const startAt = '2026-11-24T14:30:00Z';
const bands: PriceBand[] = [
  { fromIndex: 0, toIndex: 2, kind: 'peak', word: '峰' },
  { fromIndex: 2, toIndex: 4, kind: 'valley', word: '谷' },
];
const time = { startAt, intervalMinutes: 15, bands };

function rowsOf(html: string): string[] {
  const body = html.slice(html.indexOf('<tbody'), html.indexOf('</tbody>'));
  return [...body.matchAll(/<tr[^>]*>(.*?)<\/tr>/g)].map((match) => textOf(match[1] ?? ''));
}

const load: LoadCurveData = {
  ...time,
  baseKw: [210.5, 200, 190, 180],
  orderedKw: [0, 14, 98.2, 91],
  uncontrolledKw: [480.4, 430, 300, 220],
  limitKw: [400, 400, 400, 400],
};

describe('the load curve', () => {
  const html = renderPage(<LoadCurveChart title="1# 变压器" data={load} />);

  test('has every one of its numbers in the table behind it', () => {
    expect(rowsOf(html)).toEqual([
      '11-24 22:30 210.5 0.0 210.5 480.4 400.0 峰',
      '11-24 22:45 200.0 14.0 214.0 430.0 400.0 峰',
      '11-24 23:00 190.0 98.2 288.2 300.0 400.0 谷',
      '11-24 23:15 180.0 91.0 271.0 220.0 400.0 谷',
    ]);
  });

  test('tells in words its unit, time, highest load, limit and what would happen uncontrolled', () => {
    const text = textOf(html);
    expect(text).toContain('单位：kW · 11月24日（周二）22:30 至 11月24日（周二）23:30');
    expect(text).toContain('最高 288.2 kW，在 23:00；限值 400.0 kW。');
    expect(text).toContain('若不管控，22:30 会到 480.4 kW，超过限值。');
  });

  test('names each thing drawn in its legend', () => {
    for (const word of ['居民基础负荷', '有序充电', '若不管控', '限值', '峰', '谷']) {
      expect(html).toMatch(new RegExp(`</svg>${word}</li>`));
    }
  });

  test('is an image with a name, with no inline style for the content policy to refuse', () => {
    expect(html).toMatch(/role="img" aria-label="1# 变压器 – 最高 288\.2 kW/);
    expect(html).not.toContain('style=');
  });

  test('is silent about an uncontrolled load that stays within the limit', () => {
    const quiet = { ...load, uncontrolledKw: [300, 300, 300, 300] };
    expect(textOf(renderPage(<LoadCurveChart title="1#" data={quiet} />))).not.toContain('超过限值');
  });
});

describe('the schedule', () => {
  const cars = Array.from({ length: 10 }, (_, index) => ({
    key: `car${index}`,
    label: `车${index}`,
    powerKw: [0, 0, index + 1, index + 1],
  }));

  test('draws eight layers at most and keeps every car in the table', () => {
    const html = renderPage(
      <ScheduleChart title="今晚" data={{ ...time, series: cars, limitKw: [60, 60, 90, 90] }} />,
    );
    expect(textOf(html)).toContain('其余 3 项');
    expect(html.match(/fill-series-\d"[^>]*stroke-width="0.75"/g)).toHaveLength(16);
    expect(rowsOf(html)[2]).toBe('11-24 23:00 1.0 2.0 3.0 4.0 5.0 6.0 7.0 8.0 9.0 10.0 55.0 90.0 谷');
    expect(textOf(html)).toContain('限值 60.0–90.0 kW');
  });

  test('shows now only while it lies within the chart', () => {
    const data = { ...time, series: cars.slice(0, 1), limitKw: [60, 60, 60, 60] };
    const within = renderPage(
      <ScheduleChart title="今晚" data={{ ...data, nowAt: '2026-11-24T15:00:00Z' }} />,
    );
    expect(within).toContain('现在 23:00');
    const later = renderPage(
      <ScheduleChart title="今晚" data={{ ...data, nowAt: '2026-11-25T15:00:00Z' }} />,
    );
    expect(later).not.toContain('现在 23:00');
  });
});

describe("one car's night", () => {
  test('tells its energy and from when to when', () => {
    const data = { ...time, powerKw: [0, 7, 7, 0], readyByAt: '2026-11-24T15:30:00Z' };
    const html = renderPage(<MyLineChart title="今晚充电" data={data} />, { locale: 'en' });
    expect(textOf(html)).toContain('3.5 kWh in all, from 22:45 to 23:15.');
    expect(html).toContain('ready by 23:30');
  });

  test('says so when nothing is planned', () => {
    const html = renderPage(<MyLineChart title="今晚充电" data={{ ...time, powerKw: [0, 0, 0, 0] }} />);
    expect(textOf(html)).toContain('这段时间没有安排充电。');
  });
});

describe('the capacity bar', () => {
  const transformer = {
    nameplateKw: 567,
    limitKw: 453.6,
    basePeakKw: 240,
    committedKw: 84,
    reservedKw: 35,
  };

  test('divides the nameplate without gap: the parts add up to it', () => {
    const html = renderPage(<CapacityBar title="1#" data={transformer} />);
    expect(rowsOf(html)).toEqual([
      '基础负荷最高 240.0 kW 42.3%',
      '已承诺 84.0 kW 14.8%',
      '已预留 35.0 kW 6.2%',
      '还能用 94.6 kW 16.7%',
      '规则留出不用 113.4 kW 20.0%',
      '限值 453.6 kW 80.0%',
    ]);
  });

  test('says by how much a transformer is over its limit', () => {
    const html = renderPage(<CapacityBar title="1#" data={{ ...transformer, committedKw: 220 }} />);
    expect(textOf(html)).toContain('已超出限值 41.4 kW');
    expect(rowsOf(html)).toContain('还能用 0.0 kW 0.0%');
  });
});

describe('the drawing', () => {
  const geometry = chartGeometry('narrow', { startAt, intervalMinutes: 15 }, 2, 10);

  test('holds each value to the end of its interval', () => {
    const { x, y } = geometry;
    const corner = (index: number, value: number) =>
      [x(index), y(value)].map((place) => Math.round(place * 10) / 10).join();
    const cornersOf = (path: string) =>
      path.split(/[ML]|Z/).filter((text, index, all) => text && text !== all[index - 1]);
    const upper = [corner(0, 4), corner(1, 4), corner(1, 8), corner(2, 8)];
    expect(cornersOf(stepLine(geometry, [4, 8]))).toEqual(upper);
    expect(cornersOf(stepArea(geometry, [], [4, 8]))).toEqual([
      ...upper,
      corner(2, 0),
      corner(1, 0),
      corner(0, 0),
    ]);
    expect(stepLine(geometry, [])).toBe('');
  });

  test('marks whole hours of the Shanghai clock', () => {
    const ticks = timeTicks({ startAt, intervalMinutes: 15 }, 8, 1);
    expect(ticks.map((tick) => [tick.index, tick.isMidnight])).toEqual([
      [2, false],
      [6, true],
    ]);
  });

  test.each([
    [7, [0, 2, 4, 6, 8]],
    [430, [0, 100, 200, 300, 400, 500]],
    [0, [0, 0.2, 0.4, 0.6, 0.8, 1]],
    [900, [0, 200, 400, 600, 800, 1000]],
  ])('has round numbers up to %d kW', (highest, ticks) => {
    const time = { startAt, intervalMinutes: 15 };
    expect(chartGeometry('wide', time, 96, highest).powerTicks).toEqual(ticks);
  });
});
