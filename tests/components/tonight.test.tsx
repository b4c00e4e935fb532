import { describe, expect, it } from 'vitest';
import { type Tonight, TonightCard, TonightDetails } from '~/components/charging';
import { renderPage, textOf } from './render-page';

const night = (rest: Partial<Tonight> = {}): Tonight => ({
  pileId: 'p1',
  spaceCode: 'B1-012',
  state: 'waiting',
  now: '2026-11-20T14:00:00.000Z',
  startAt: '2026-11-20T14:00:00.000Z',
  intervalMinutes: 15,
  powerKw: [0, 0, 0, 0, 7, 7, 7],
  bands: [{ fromIndex: 0, toIndex: 7, kind: 'valley' }],
  pluggedInAt: '2026-11-20T13:00:00.000Z',
  readyByAt: '2026-11-20T23:30:00.000Z',
  aimAt: null,
  wishSource: 'usual',
  mode: 'ordered',
  startsAt: '2026-11-20T15:10:00.000Z',
  fullAt: '2026-11-20T21:40:00.000Z',
  toComeKwh: 18,
  deliveredKwh: 0,
  wishKwh: 18,
  unmetKwh: 0,
  limitKw: 0,
  fallbackKw: 1.32,
  measuredKw: 0,
  cost: { electricityFen: 774, serviceFen: 540, totalFen: 1314 },
  why: { reason: 'cheapest', limit: null, cheapKind: 'valley', meanPriceE4: 4300 },
  ...rest,
});
const limit = {
  place: 'transformer',
  fromAt: '2026-11-20T14:00:00.000Z',
  toAt: '2026-11-20T17:00:00.000Z',
  cars: 12,
  gotShare: 0.62,
  afterKwh: 6.4,
} as const;
const card = (rest: Partial<Tonight> = {}, locale: 'zh-CN' | 'en' = 'zh-CN') =>
  textOf(renderPage(<TonightCard night={night(rest)} />, { locale }));

describe('tonight in one line', () => {
  it('says from when, full by when, how much and what it costs', () => {
    expect(card()).toContain('今晚 23:10 起充，约 05:40 充满 · 18.0 kWh · 约 ¥13.14');
    expect(card({}, 'en')).toContain('Starts at 23:10, full about 05:40 · 18.0 kWh · about ¥13.14');
  });

  it('says why in one sentence, and tells others only as a number of at least five', () => {
    const limited = { reason: 'limited', limit, cheapKind: null, meanPriceE4: 4300 } as const;
    expect(card({ why: limited })).toContain(
      '22:00–01:00 变压器紧张，12 辆车分享；您得到 62%，其余 6.4 kWh 在 01:00 后补足。',
    );
    expect(card({ why: limited }, 'en')).toContain(
      '22:00–01:00: the transformer is tight and 12 cars share it; you get 62%, the other 6.4 kWh after 01:00.',
    );
    expect(card({ why: { ...limited, limit: { ...limit, cars: null } } })).toContain('几辆车分享');
    const short = { ...limited, reason: 'short' } as const;
    const missing = { unmetKwh: 3.2, fullAt: null };
    expect(card({ why: short, ...missing })).toContain(
      '您得到 62%，01:00 后再充 6.4 kWh，到用车时预计还差 3.2 kWh。',
    );
    expect(card({ why: short, ...missing }, 'en')).toContain(
      'you get 62%, 6.4 kWh more after 01:00, and will probably lack 3.2 kWh when you leave.',
    );
  });

  it('promises nothing after the tight hours where nothing comes then', () => {
    const before = {
      reason: 'limited',
      limit: { ...limit, afterKwh: 0 },
      cheapKind: null,
      meanPriceE4: 4300,
    } as const;
    expect(card({ why: before })).toContain('您得到 62%，其余安排在别的时段。');
    expect(card({ why: before }, 'en')).toContain('you get 62% and the rest in other hours.');
    const short = { ...before, reason: 'short' } as const;
    expect(card({ why: short, unmetKwh: 3.2, fullAt: null })).toContain(
      '您得到 62%，到用车时预计还差 3.2 kWh。',
    );
    expect(card({ why: short, unmetKwh: 3.2, fullAt: null }, 'en')).toContain(
      'you get 62% and will probably lack 3.2 kWh when you leave.',
    );
  });

  it('names each state in words', () => {
    expect(card({ state: 'full', deliveredKwh: 18 })).toContain('已充 18.0 kWh');
    expect(card({ state: 'not-plugged', pluggedInAt: null })).toContain('如果现在插枪：');
    const offline = textOf(renderPage(<TonightDetails night={night({ state: 'offline' })} chart="" />));
    expect(offline).toContain('充电桩离线');
    expect(offline).toContain('1.3 kW');
  });
});
