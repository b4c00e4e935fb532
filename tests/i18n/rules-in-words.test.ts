import { describe, expect, it } from 'vitest';
import { DEFAULT_SHARING_RULES, type SharingRules } from '~/domain/booking/sharing-rules';
import { rulesInWords } from '~/i18n/rules-in-words';

const textOf = (rules: SharingRules, locale: 'zh-CN' | 'en') =>
  rulesInWords(rules, locale)
    .flatMap(({ sentences }) => sentences)
    .join('\n');

describe('the sharing rules in words', () => {
  it('say every number with its unit', () => {
    const text = textOf(DEFAULT_SHARING_RULES, 'zh-CN');
    for (const part of [
      '最多持有 4 个时段',
      '18:00–23:00 是繁忙时段，每户每周最多占用 6 小时',
      '没有自有桩的住户可提前 7 天预约，有自有桩的住户可提前 2 天',
      '28 天内爽约超过 2 次，只能提前 1 天预约',
      '开始前不足 1 小时才取消',
      '为其保留 30 分钟',
      '最多用台区余量的 70%',
      '每 kWh 补偿 ¥1.00',
      '服务费的 20% 归运营商',
    ])
      expect(text).toContain(part);
  });

  it.each(['zh-CN', 'en'] as const)('change with each number of the rules (%s)', (locale) => {
    const changed: Partial<SharingRules>[] = [
      { slotsPerWeek: 9 },
      { busyMinutesPerWeek: 90 },
      { busyFromMinute: 600 },
      { busyToMinute: 1439 },
      { withoutOwnDaysAhead: 11 },
      { withOwnDaysAhead: 5 },
      { offerMinutes: 45 },
      { noShowsAllowed: 0 },
      { strictDaysAhead: 3 },
      { freeCancelMinutes: 0 },
      { promiseShare: 0.5 },
      { shortfallFenPerKwh: 0 },
      { operatorShare: 0.1 },
      { takeBackNoticeMinutes: 45 },
      { takeBackFen: 0 },
    ];
    expect(changed.flatMap(Object.keys).sort()).toEqual(Object.keys(DEFAULT_SHARING_RULES).sort());
    const before = textOf(DEFAULT_SHARING_RULES, locale);
    for (const change of changed)
      expect(textOf({ ...DEFAULT_SHARING_RULES, ...change }, locale)).not.toBe(before);
  });
});
