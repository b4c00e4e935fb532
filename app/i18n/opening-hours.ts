import type { OpeningHours } from '~/domain/booking/opening-hours';
import { MINUTES_PER_DAY, timeFromMinute } from '~/domain/shared/local-time';
import { defineWords } from './define-words';
import { formatWeekday } from './format';
import type { Locale } from './locale';

/** When a pile is open: its hours, its exceptions, and booked slots that a change would leave without a place. */
export const openingHoursWords = defineWords({
  'zh-CN': {
    everyDay: '每天',
    allDay: '全天',
    dayJoin: '、',
    dayRange: (first: string, last: string) => `${first}至${last}`,
    nextDay: (time: string) => `次日 ${time}`,
    legend: '开放时段',
    hint: '每行一段：勾选星期，再填从几点到几点。结束不晚于开始的，算到次日，例如 22:00–07:00。一天都没勾的行不算；保存后会再多一行。',
    row: (n: number) => `第 ${n} 段`,
    days: '星期',
    from: '从',
    to: '到',
    exceptions: '例外日期',
    exceptionsIntro: '某一段时间不开放，或在平时不开放的时间开放。不开放优先于开放。',
    noExceptions: '没有例外。节假日、检修或自己用车的日子可以加在这里。',
    kind: '这段时间',
    kinds: { closed: '不开放', open: '额外开放' },
    fromOn: '开始日期',
    fromTime: '开始时间',
    toOn: '结束日期',
    toTime: '结束时间',
    note: '说明',
    noteHint: '例如：电表检定，停一天',
    add: '加一段例外',
    remove: '删除',
    removeOf: (when: string) => `删除例外 ${when}`,
    stranded: (count: number) => `这样改，有 ${count} 个已约的时段会落空`,
    strandedIntro: '还没有保存。请逐个勾选要收回的时段，再提交一次；收回后会立即通知对方并给出最近的空闲。',
    takeBackOne: (when: string) => `收回 ${when}`,
    errors: {
      time: '请填时间，例如 18:00',
      hours: '请至少勾选一天，并填好从几点到几点',
      number: '请填写数字',
      between: (min: string, max: string) => `请填写 ${min} 到 ${max} 之间的整数`,
      step: '请选 15、30 或 60 分钟',
      date: '请选日期',
      exception: '结束要晚于开始，且还没有过去，最长一年',
      note: '说明最多 200 字',
    },
  },
  en: {
    everyDay: 'every day',
    allDay: 'all day',
    dayJoin: ', ',
    dayRange: (first, last) => `${first} to ${last}`,
    nextDay: (time) => `${time} next day`,
    legend: 'Open hours',
    hint: 'One stretch a row: tick the days, then from when to when. An end that is not later than the start is on the next day, such as 22:00–07:00. A row without a day does not count; saving adds another.',
    row: (n) => `Stretch ${n}`,
    days: 'Days',
    from: 'From',
    to: 'To',
    exceptions: 'Exceptions',
    exceptionsIntro: 'A stretch that is closed, or open outside the usual hours. Closed wins over open.',
    noExceptions: 'None. Add holidays, repairs or days on which you need the pile yourself.',
    kind: 'This stretch is',
    kinds: { closed: 'closed', open: 'open as well' },
    fromOn: 'From (date)',
    fromTime: 'From (time)',
    toOn: 'To (date)',
    toTime: 'To (time)',
    note: 'Note',
    noteHint: 'Such as: meter verification, one day off',
    add: 'Add an exception',
    remove: 'Remove',
    removeOf: (when) => `Remove the exception ${when}`,
    stranded: (count) =>
      count === 1
        ? 'This change leaves 1 booked slot without a place'
        : `This change leaves ${count} booked slots without a place`,
    strandedIntro:
      'Nothing has been saved. Tick each slot that you take back and send the form again; its household is told at once with the nearest free slot.',
    takeBackOne: (when) => `Take back ${when}`,
    errors: {
      time: 'Enter a time such as 18:00',
      hours: 'Tick at least one day and enter from when to when',
      number: 'Enter a number',
      between: (min, max) => `Enter a whole number from ${min} to ${max}`,
      step: 'Choose 15, 30 or 60 minutes',
      date: 'Choose a date',
      exception: 'The end must be after the start and not past; a year at most',
      note: 'At most 200 characters',
    },
  },
});

/** Each stretch of the hours: `周一至周五 18:00–次日 08:00`. */
export function hoursInWords(hours: readonly OpeningHours[], locale: Locale): string[] {
  const words = openingHoursWords[locale];
  return hours.map(({ weekdays, fromMinute, toMinute }) => {
    const isAllDay = fromMinute === 0 && toMinute === MINUTES_PER_DAY;
    const end =
      toMinute > MINUTES_PER_DAY
        ? words.nextDay(timeFromMinute(toMinute - MINUTES_PER_DAY))
        : timeFromMinute(toMinute);
    return `${daysInWords(weekdays, locale)} ${isAllDay ? words.allDay : `${timeFromMinute(fromMinute)}–${end}`}`;
  });
}

function daysInWords(weekdays: readonly number[], locale: Locale): string {
  const words = openingHoursWords[locale];
  const days = [...new Set(weekdays)].toSorted((a, b) => a - b);
  if (days.length === 7) return words.everyDay;
  const [first = 1] = days;
  const last = days.at(-1) ?? first;
  if (days.length > 2 && last - first === days.length - 1)
    return words.dayRange(formatWeekday(first, locale), formatWeekday(last, locale));
  return days.map((day) => formatWeekday(day, locale)).join(words.dayJoin);
}
