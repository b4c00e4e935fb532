import { describe, expect, it } from 'vitest';
import { readBaseCurve } from '~/domain/capacity/base-curve';

const values = Array.from({ length: 96 }, (_, i) => 100 + i / 4);
const timed = values.map(
  (kw, i) => `${String(Math.floor(i / 4)).padStart(2, '0')}:${String((i % 4) * 15).padStart(2, '0')},${kw}`,
);

describe('a pasted day of base load', () => {
  it.each([
    ['one value a line', values.join('\n')],
    ['a row of a spreadsheet', values.join('\t')],
    ['commas and Windows line ends', values.join(',\r\n')],
    ['a CSV with a heading', ['时间,功率(kW)', ...timed].join('\n')],
    ['a CSV with a byte order mark', `\uFEFF${timed.join('\r\n')}`],
    ['a heading over plain values', ['kW', ...values].join('\n')],
  ])('reads %s', (_, text) => {
    expect(readBaseCurve(text)).toEqual({ ok: true, pointsKw: values, peakKw: 123.75 });
  });

  it('counts the values', () => {
    expect(readBaseCurve(values.slice(1).join('\n'))).toEqual({
      ok: false,
      reason: 'bad-curve',
      issues: [{ line: null, reason: 'count', found: '95' }],
    });
  });

  it('takes a wrong first value for a wrong value, not for a heading', () => {
    expect(readBaseCurve(['三百', ...values.slice(1)].join('\n'))).toMatchObject({
      issues: [{ line: 1, reason: 'not-a-number', found: '三百' }],
    });
  });

  it('names every wrong line', () => {
    const lines = timed.map((line, i) => (i === 2 ? '00:30,一百' : i === 5 ? '01:15,-3' : line));
    lines[9] = '02:30,1,2';
    lines[11] = '02:50,120';
    expect(readBaseCurve(lines.join('\n'))).toMatchObject({
      issues: [
        { line: 3, reason: 'not-a-number', found: '一百' },
        { line: 6, reason: 'negative', found: '-3' },
        { line: 10, reason: 'columns', found: '02:30,1,2' },
        { line: 12, reason: 'time-order', found: '02:50' },
      ],
    });
  });
});
