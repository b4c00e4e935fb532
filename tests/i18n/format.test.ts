import { describe, expect, test } from 'vitest';
import {
  formatAgo,
  formatDate,
  formatDateTime,
  formatDayAndTime,
  formatDuration,
  formatFen,
  formatIsoDate,
  formatKva,
  formatKw,
  formatKwh,
  formatLongDate,
  formatMonth,
  formatNumber,
  formatPercent,
  formatPricePerKwh,
  formatRelativeDue,
  formatTime,
  formatTimeRange,
  formatWorkingDaysLeft,
} from '~/i18n/format';

const evening = '2026-11-25T15:10:00Z';
const morning = '2026-11-25T21:40:00Z';

describe('an instant', () => {
  test('is read on the clock of Shanghai, whatever the machine', () => {
    expect(formatDate(morning, 'zh-CN')).toBe('11月26日（周四）');
    expect(formatDate(morning, 'en')).toBe('Thu 26 Nov');
    expect(formatTime(morning)).toBe('05:40');
    expect(formatDateTime(morning, 'zh-CN')).toBe('11月26日（周四）05:40');
    expect(formatDateTime(morning, 'en')).toBe('Thu 26 Nov, 05:40');
    expect(formatTimeRange(evening, morning)).toBe('23:10–05:40');
  });

  test('changes day, month and year at Shanghai midnight', () => {
    expect(formatLongDate('2026-12-31T15:59:59Z', 'zh-CN')).toBe('2026年12月31日');
    expect(formatLongDate('2026-12-31T16:00:00Z', 'zh-CN')).toBe('2027年1月1日');
    expect(formatIsoDate('2026-12-31T16:00:00Z')).toBe('2027-01-01');
    expect(formatMonth('2026-12-31T16:00:00Z', 'en')).toBe('Jan 2027');
  });

  test('near now is named by its day', () => {
    expect(formatDayAndTime(evening, '2026-11-25T01:00:00Z', 'zh-CN')).toBe('今天 23:10');
    expect(formatDayAndTime(morning, '2026-11-25T01:00:00Z', 'zh-CN')).toBe('明天 05:40');
    expect(formatDayAndTime(evening, '2026-11-26T01:00:00Z', 'en')).toBe('yesterday 23:10');
    expect(formatDayAndTime(evening, '2026-11-20T01:00:00Z', 'en')).toBe('Wed 25 Nov, 23:10');
  });

  test('that is none is an error, never a wrong date', () => {
    expect(() => formatDate('soon', 'zh-CN')).toThrow(RangeError);
  });
});

describe('a date', () => {
  test('is that day in Shanghai', () => {
    expect(formatDate('2026-11-29', 'zh-CN')).toBe('11月29日（周日）');
    expect(formatDate('2026-11-30', 'en')).toBe('Mon 30 Nov');
    expect(formatMonth('2026-11', 'zh-CN')).toBe('2026年11月');
  });
});

describe('a quantity', () => {
  test('carries its unit and a fixed number of decimals', () => {
    expect(formatKwh(18.44)).toBe('18.4 kWh');
    expect(formatKw(7)).toBe('7.0 kW');
    expect(formatKva(630)).toBe('630 kVA');
    expect(formatPercent(0.618)).toBe('62%');
    expect(formatPercent(0.0625, 1)).toBe('6.3%');
    expect(formatPricePerKwh(5580, 'zh-CN')).toBe('0.5580 元/kWh');
    expect(formatPricePerKwh(5580, 'en')).toBe('¥0.5580/kWh');
  });

  test('groups thousands, has a true minus and no minus zero', () => {
    expect(formatNumber(1234567.89, 1)).toBe('1,234,567.9');
    expect(formatNumber(-1234.5, 1)).toBe('−1,234.5');
    expect(formatNumber(-0.04, 1)).toBe('0.0');
  });

  test('of money is exact to the fen', () => {
    expect(formatFen(790)).toBe('¥7.90');
    expect(formatFen(5)).toBe('¥0.05');
    expect(formatFen(-123456)).toBe('−¥1,234.56');
    expect(formatFen(0)).toBe('¥0.00');
  });
});

describe('a length of time', () => {
  test('is told in the units a person uses', () => {
    expect(formatDuration(45, 'zh-CN')).toBe('45 分钟');
    expect(formatDuration(390, 'zh-CN')).toBe('6 小时 30 分钟');
    expect(formatDuration(360, 'en')).toBe('6 h');
    expect(formatDuration(2 * 1440, 'zh-CN')).toBe('2 天');
    expect(formatDuration(3 * 1440 + 125, 'en')).toBe('3 days 2 h');
  });

  test('until a deadline counts down, then says it is over', () => {
    const now = '2026-11-24T00:00:00Z';
    expect(formatRelativeDue('2026-11-24T03:00:00Z', now, 'zh-CN')).toBe('还剩 3 小时');
    expect(formatRelativeDue('2026-11-21T23:00:00Z', now, 'zh-CN')).toBe('已逾期 2 天');
    expect(formatRelativeDue('2026-11-24T00:30:00Z', now, 'en')).toBe('30 min left');
    expect(formatRelativeDue('2026-11-24', now, 'zh-CN')).toBe('还剩 16 小时');
  });

  test('in working days', () => {
    expect(formatWorkingDaysLeft(2, 'zh-CN')).toBe('还剩 2 个工作日');
    expect(formatWorkingDaysLeft(0, 'zh-CN')).toBe('今天到期');
    expect(formatWorkingDaysLeft(-3, 'zh-CN')).toBe('已逾期 3 个工作日');
    expect(formatWorkingDaysLeft(1, 'en')).toBe('1 working day left');
    expect(formatWorkingDaysLeft(-3, 'en')).toBe('3 working days overdue');
  });

  test('since something happened', () => {
    expect(formatAgo('2026-11-24T00:00:00Z', '2026-11-24T00:00:30Z', 'zh-CN')).toBe('刚刚');
    expect(formatAgo('2026-11-23T21:00:00Z', '2026-11-24T00:00:00Z', 'zh-CN')).toBe('3 小时前');
    expect(formatAgo('2026-11-20T00:00:00Z', '2026-11-24T00:00:00Z', 'en')).toBe('4 days ago');
  });
});
