import type { InputAccount } from './input-account';
import type { StrategyFigures } from './metrics';
import type { Oddity } from './sessions';
import { strategyNames } from './strategies';

const reasons: Record<Oddity, { zh: string; en: string }> = {
  'missing-plug-out': { zh: '没有拔枪时间', en: 'no plug-out time' },
  'missing-energy': { zh: '没有电量', en: 'no energy' },
  'plug-out-not-after-plug-in': { zh: '拔枪不晚于插枪', en: 'plug-out not after plug-in' },
  duplicate: { zh: '重复', en: 'duplicate' },
  'zero-energy': { zh: '电量为零', en: 'zero energy' },
  'duration-disagrees': { zh: '时长与起止时间不符', en: 'duration disagrees with the times' },
  'missing-stated-departure': { zh: '车主未说离开时间（按实际）', en: 'no stated departure (actual used)' },
  'stated-before-arrival': { zh: '所说离开早于到达', en: 'stated departure before arrival' },
};

/** Columns a text takes on a terminal: a Chinese character or full-width mark takes two. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const char of text)
    width +=
      /[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]/.test(
        char,
      )
        ? 2
        : 1;
  return width;
}

function pad(text: string, width: number, side: 'left' | 'right'): string {
  const space = ' '.repeat(Math.max(0, width - displayWidth(text)));
  return side === 'left' ? text + space : space + text;
}

export function align(rows: string[][]): string[] {
  const widths = rows[0]!.map((_, c) => Math.max(...rows.map((row) => displayWidth(row[c]!))));
  return rows.map((row) =>
    row
      .map((cell, c) => pad(cell, widths[c]!, c < 2 ? 'left' : 'right'))
      .join('  ')
      .trimEnd(),
  );
}

function fixed(value: number | null, digits: number): string {
  return value === null ? '–' : value.toFixed(digits);
}

const columns: {
  zh: string;
  en: string;
  value: (figures: StrategyFigures) => number | null;
  digits: number;
}[] = [
  { zh: '电量满足', en: 'energy met %', value: (f) => f.energyMetPct, digits: 2 },
  { zh: '充满车辆', en: 'cars full %', value: (f) => f.carsFullPct, digits: 1 },
  { zh: '最差5%', en: 'p5 served %', value: (f) => f.fifthPercentilePct, digits: 1 },
  { zh: '公平', en: 'Jain', value: (f) => f.jainIndex, digits: 3 },
  { zh: '电费', en: 'yuan/kWh', value: (f) => f.yuanPerKwh, digits: 4 },
  { zh: '高于界', en: 'over bound %', value: (f) => f.costOverBoundPct, digits: 2 },
  { zh: '峰值', en: 'peak kW', value: (f) => f.peakKw, digits: 1 },
  { zh: '越限电量', en: 'over limit kWh', value: (f) => f.violationKwh, digits: 1 },
  { zh: '越限时段', en: 'intervals', value: (f) => f.violationSlots, digits: 0 },
  { zh: '改设/车时', en: 'changes/car-h', value: (f) => f.setPointChangesPerCarHour, digits: 2 },
  { zh: '决策中位', en: 'ms p50', value: (f) => f.decideMs?.p50 ?? null, digits: 2 },
  { zh: 'p99', en: 'p99', value: (f) => f.decideMs?.p99 ?? null, digits: 2 },
  { zh: '最大', en: 'max', value: (f) => f.decideMs?.max ?? null, digits: 1 },
];

export function describeFigures(figures: readonly StrategyFigures[]): string[] {
  return align([
    ['策略', '', ...columns.map(({ zh }) => zh)],
    ['strategy', '', ...columns.map(({ en }) => en)],
    ...figures.map((row) => {
      const { zh, en } = strategyNames[row.id]!;
      return [zh, en, ...columns.map(({ value, digits }) => fixed(value(row), digits))];
    }),
  ]);
}

function describeReason(entry: {
  reason: Oddity;
  rows: number;
  energyKwh: number;
  firstLine: number;
}): string {
  const { zh, en } = reasons[entry.reason];
  return `  ${zh} ${en}: ${entry.rows} 行 rows, ${entry.energyKwh.toFixed(1)} kWh, 首见 first at line ${entry.firstLine}`;
}

export function describeInput(account: InputAccount): string[] {
  const { impossible } = account;
  return [
    `读入 read ${account.rowCount} 行 rows; 重放 replayed ${account.replayedRows} 次充电 sessions, ${account.replayedKwh.toFixed(1)} kWh; 时段外 outside the period ${account.outsidePeriodRows}`,
    ...(account.leftOut.length > 0 ? ['不能重放（整个文件）left out (whole file):'] : []),
    ...account.leftOut.map(describeReason),
    ...(account.replayedButOdd.length > 0 ? ['照常重放，仅计数 replayed, counted only (whole file):'] : []),
    ...account.replayedButOdd.map(describeReason),
    `停留时间内充不完的电量 energy impossible in the stay at the pile's power: ${impossible.rows} 次 sessions, ${impossible.energyKwh.toFixed(1)} kWh`,
    ...(account.baseOverLimitSlots > 0
      ? [`仅基础负荷已越限 base load alone above the limit: ${account.baseOverLimitSlots} 个时段 intervals`]
      : []),
  ];
}
