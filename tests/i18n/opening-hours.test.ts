import { expect, it } from 'vitest';
import { hoursInWords } from '~/i18n/opening-hours';

it('says open hours with their days, across midnight as across the week', () => {
  const hours = [
    { weekdays: [1, 2, 3, 4, 5], fromMinute: 1080, toMinute: 1380 },
    { weekdays: [7, 6], fromMinute: 1320, toMinute: 1860 },
    { weekdays: [1, 2, 3, 4, 5, 6, 7], fromMinute: 0, toMinute: 1440 },
  ];
  expect(hoursInWords(hours, 'zh-CN')).toEqual([
    '周一至周五 18:00–23:00',
    '周六、周日 22:00–次日 07:00',
    '每天 全天',
  ]);
  expect(hoursInWords(hours, 'en')).toEqual([
    'Mon to Fri 18:00–23:00',
    'Sat, Sun 22:00–07:00 next day',
    'every day all day',
  ]);
});
