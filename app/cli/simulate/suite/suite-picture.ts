import { scaleLinear } from 'd3-scale';
import type { StrategyFigures } from '../metrics';
import { strategyNames } from '../strategies';
import type { CaseResult } from './case-result';
import type { SuiteResult } from './run-suite';

const width = 1120;
const height = 620;
const fonts = "'Noto Sans SC','Noto Sans CJK SC','PingFang SC','Microsoft YaHei',sans-serif";
const muted = '#5c6762';

const lines: { id: string; colour: string; dash: string }[] = [
  { id: 'first-come', colour: '#8a94a0', dash: '2 3' },
  { id: 'equal-share', colour: '#b25e09', dash: '8 3' },
  { id: 'least-laxity', colour: '#3d5a9e', dash: '8 3 2 3' },
  { id: 'price-mpc', colour: '#8b3a74', dash: '4 3' },
  { id: 'planned-expecting', colour: '#0a7d5a', dash: '' },
  { id: 'offline-optimum', colour: '#17211d', dash: '1 4' },
];

interface Plot {
  left: number;
  zh: string;
  en: string;
  digits: number;
  /** The figure cannot be higher. */
  most: number;
  value: (figures: StrategyFigures) => number | null;
}

const plots: Plot[] = [
  {
    left: 64,
    zh: '满足的电量（%）',
    en: 'Energy met (%)',
    digits: 0,
    most: 100,
    value: (f) => f.energyMetPct,
  },
  {
    left: 620,
    zh: '电费（元/kWh）',
    en: 'Price (yuan/kWh)',
    digits: 2,
    most: Infinity,
    value: (f) => f.yuanPerKwh,
  },
];
const box = { top: 130, width: 430, height: 340 };

const px = (value: number) => value.toFixed(1);

const title = '限值越小，各策略满足的电量与电费';

/** Energy and price against the limit, a line a strategy, one file of sessions below the other. */
export function drawSuite(results: readonly { name: string; suite: SuiteResult }[]): string {
  const whole = height * results.length;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${whole}" width="${width}" height="${whole}" role="img" aria-labelledby="title desc" font-family="${fonts}" font-size="13" fill="#17211d">`,
    `<title id="title">${title}</title>`,
    '<desc id="desc">Energy met and price paid by each strategy, over the limit as part of the uncontrolled peak.</desc>',
    `<rect width="${width}" height="${whole}" fill="#ffffff"/>`,
    ...results.map(({ name, suite }, k) => drawFile(name, suite, k * height)),
    '</svg>',
    '',
  ].join('\n');
}

function drawFile(name: string, { cases }: SuiteResult, top: number): string {
  const rungs = cases.filter(({ alpha }) => alpha !== null);
  return [
    `<g transform="translate(0 ${top})">`,
    `<text x="64" y="34" font-size="20" font-weight="600">${title} <tspan font-size="13" font-weight="400" fill="${muted}">${name}</tspan></text>`,
    `<text x="64" y="56" fill="${muted}">Energy met and price paid as the limit shrinks</text>`,
    ...plots.map((plot) => drawPlot(plot, rungs)),
    ...lines.map(drawKey),
    '</g>',
  ].join('\n');
}

function drawPlot(plot: Plot, rungs: readonly CaseResult[]): string {
  const bottom = box.top + box.height;
  const series = lines.map(({ id, colour, dash }) => ({
    colour,
    dash,
    points: rungs.flatMap(({ alpha, figures }) => {
      const row = figures.find((figure) => figure.id === id);
      const value = row ? plot.value(row) : null;
      return value === null ? [] : [{ alpha: alpha!, value }];
    }),
  }));
  const values = series.flatMap(({ points }) => points.map(({ value }) => value));
  const nice = scaleLinear([Math.min(...values), Math.max(...values)], [bottom, box.top]).nice(5);
  const [lowest = 0, highest = 0] = nice.domain();
  const y = nice.domain([lowest, Math.min(highest, plot.most)]);
  const x = scaleLinear([0, 1], [plot.left, plot.left + box.width]);
  const path = (points: { alpha: number; value: number }[]) =>
    points.map(({ alpha, value }, k) => `${k === 0 ? 'M' : 'L'}${px(x(alpha))} ${px(y(value))}`).join('');
  return [
    `<text x="${plot.left}" y="${box.top - 32}" font-size="15" font-weight="600">${plot.zh} <tspan font-size="13" font-weight="400" fill="${muted}">${plot.en}</tspan></text>`,
    ...y
      .ticks(5)
      .map(
        (tick) =>
          `<path d="M${plot.left} ${px(y(tick))}h${box.width}" stroke="#dfe5e2" fill="none"/><text x="${plot.left - 8}" y="${px(y(tick) + 4)}" text-anchor="end" fill="${muted}">${tick.toFixed(plot.digits)}</text>`,
      ),
    ...x
      .ticks(5)
      .map(
        (tick) =>
          `<text x="${px(x(tick))}" y="${bottom + 22}" text-anchor="middle" fill="${muted}">${tick.toFixed(1)}</text>`,
      ),
    `<text x="${plot.left + box.width / 2}" y="${bottom + 44}" text-anchor="middle" fill="${muted}">限值 ÷ 不控制峰值 limit ÷ uncontrolled peak</text>`,
    ...series.map(
      ({ colour, dash, points }) =>
        `<path d="${path(points)}" fill="none" stroke="${colour}" stroke-width="2.2"${dash ? ` stroke-dasharray="${dash}"` : ''}/>`,
    ),
  ].join('\n');
}

function drawKey({ id, colour, dash }: (typeof lines)[number], k: number): string {
  const left = 64 + (k % 3) * 370;
  const top = 560 + Math.floor(k / 3) * 26;
  const { zh, en } = strategyNames[id]!;
  return `<path d="M${left} ${top}h28" fill="none" stroke="${colour}" stroke-width="2.2"${dash ? ` stroke-dasharray="${dash}"` : ''}/><text x="${left + 36}" y="${top + 5}">${zh} <tspan fill="${muted}">${en}</tspan></text>`;
}
