import { DAY_MS, HOUR_MS, localTimeOfMs, MINUTE_MS, msFromLocal } from '~/domain/shared/local-time';
import { yuanFromFen } from '~/domain/shared/money-fen';
import type { Locale } from './locale';

const weekdays = {
  'zh-CN': ['周一', '周二', '周三', '周四', '周五', '周六', '周日'],
  en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
} as const;
const englishMonths = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** An instant (UTC ISO text) or a date (YYYY-MM-DD, taken as that day in Shanghai). */
export type Moment = string;

const isDate = (moment: Moment) => /^\d{4}-\d{2}-\d{2}$/.test(moment);

function wallClock(moment: Moment) {
  const ms = isDate(moment) ? msFromLocal(moment) : Date.parse(moment);
  if (Number.isNaN(ms)) throw new RangeError(`Not an instant or a date: ${moment}`);
  return localTimeOfMs(ms);
}

/** Text that goes into brackets behind other text: `（3）` / ` (3)`. */
export function inBrackets(text: string | number, locale: Locale): string {
  return locale === 'en' ? ` (${text})` : `（${text}）`;
}

/** `11月26日（周三）` / `Wed 26 Nov` */
export function formatDate(moment: Moment, locale: Locale): string {
  const { month, day, weekday } = wallClock(moment);
  return locale === 'en'
    ? `${weekdays.en[weekday - 1]} ${day} ${englishMonths[month - 1]}`
    : `${month}月${day}日（${weekdays['zh-CN'][weekday - 1]}）`;
}

/** `周三 26` / `Wed 26`: for the head of a narrow column. */
export function formatShortDay(moment: Moment, locale: Locale): string {
  const { day, weekday } = wallClock(moment);
  return `${weekdays[locale === 'en' ? 'en' : 'zh-CN'][weekday - 1]} ${day}`;
}

/** `周三` / `Wed`, from 1 Monday to 7 Sunday. */
export function formatWeekday(weekday: number, locale: Locale): string {
  return weekdays[locale][weekday - 1] ?? '';
}

/** `2026年11月26日` / `26 Nov 2026` */
export function formatLongDate(moment: Moment, locale: Locale): string {
  const { year, month, day } = wallClock(moment);
  return locale === 'en' ? `${day} ${englishMonths[month - 1]} ${year}` : `${year}年${month}月${day}日`;
}

/** `2026-11-26`, the day in Shanghai. */
export function formatIsoDate(moment: Moment): string {
  return wallClock(moment).on;
}

/** `2026年11月` / `Nov 2026`, from an instant, a date or YYYY-MM. */
export function formatMonth(moment: Moment, locale: Locale): string {
  const { year, month } = wallClock(moment.length === 7 ? `${moment}-01` : moment);
  return locale === 'en' ? `${englishMonths[month - 1]} ${year}` : `${year}年${month}月`;
}

/** `05:40` */
export function formatTime(moment: Moment): string {
  return wallClock(moment).time;
}

/** `11月26日（周三）05:40` / `Wed 26 Nov, 05:40` */
export function formatDateTime(moment: Moment, locale: Locale): string {
  return `${formatDate(moment, locale)}${locale === 'en' ? ', ' : ''}${formatTime(moment)}`;
}

/** `23:10–05:40` */
export function formatTimeRange(startAt: Moment, endAt: Moment): string {
  return `${formatTime(startAt)}–${formatTime(endAt)}`;
}

/** `今天 23:10`, `明天 05:40`, otherwise the date and the time. */
export function formatDayAndTime(moment: Moment, now: Moment, locale: Locale): string {
  const name = dayName(moment, now, locale);
  return name ? `${name} ${formatTime(moment)}` : formatDateTime(moment, locale);
}

/** `今天 22:00–02:00`; the end's own day is named where the stretch is a day or longer. */
export function formatSpan(startAt: Moment, endAt: Moment, now: Moment, locale: Locale): string {
  const isLong = Date.parse(endAt) - Date.parse(startAt) >= DAY_MS;
  const end = isLong ? formatDayAndTime(endAt, now, locale) : formatTime(endAt);
  return `${formatDayAndTime(startAt, now, locale)}–${end}`;
}

function dayName(moment: Moment, now: Moment, locale: Locale): string | undefined {
  const days = (msFromLocal(wallClock(moment).on) - msFromLocal(wallClock(now).on)) / DAY_MS;
  const names = { '-1': ['昨天', 'yesterday'], '0': ['今天', 'today'], '1': ['明天', 'tomorrow'] } as const;
  const pair = names[String(days) as keyof typeof names];
  return pair?.[locale === 'en' ? 1 : 0];
}

function grouped(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}

/** `12,345.6`: a fixed number of decimals, thousands grouped. */
export function formatNumber(value: number, decimals = 0): string {
  const text = Math.abs(value).toFixed(decimals);
  const [whole = '0', fraction] = text.split('.');
  const negative = value < 0 && Number(text) !== 0;
  return `${negative ? '−' : ''}${grouped(whole)}${fraction ? `.${fraction}` : ''}`;
}

/** `18.4 kWh` */
export function formatKwh(energyKwh: number, decimals = 1): string {
  return `${formatNumber(energyKwh, decimals)} kWh`;
}

/** `7.0 kW` */
export function formatKw(powerKw: number, decimals = 1): string {
  return `${formatNumber(powerKw, decimals)} kW`;
}

/** `630 kVA` */
export function formatKva(apparentKva: number, decimals = 0): string {
  return `${formatNumber(apparentKva, decimals)} kVA`;
}

/** `¥7.90`, from integer fen. */
export function formatFen(amountFen: number): string {
  const [whole = '0', cents = '00'] = yuanFromFen(Math.abs(amountFen)).split('.');
  return `${amountFen < 0 ? '−' : ''}¥${grouped(whole)}.${cents}`;
}

/** `0.5580 元/kWh` / `¥0.5580/kWh`, from ten-thousandths of a yuan per kWh. */
export function formatPricePerKwh(pricePerKwhE4: number, locale: Locale): string {
  const yuan = formatNumber(pricePerKwhE4 / 10_000, 4);
  return locale === 'en' ? `¥${yuan}/kWh` : `${yuan} 元/kWh`;
}

/** `62%`, from a share between 0 and 1. */
export function formatPercent(share: number, decimals = 0): string {
  return `${formatNumber(share * 100, decimals)}%`;
}

/** `6 小时 30 分钟` / `6 h 30 min`; days from 48 hours on. */
export function formatDuration(minutes: number, locale: Locale): string {
  const total = Math.max(0, Math.round(minutes));
  const zh = locale !== 'en';
  if (total >= 2 * 24 * 60) {
    const days = Math.floor(total / (24 * 60));
    const hours = Math.floor((total % (24 * 60)) / 60);
    const daysText = zh ? `${days} 天` : `${days} days`;
    return hours === 0 ? daysText : `${daysText} ${hours} ${zh ? '小时' : 'h'}`;
  }
  const hours = Math.floor(total / 60);
  const rest = total % 60;
  const minutesText = `${rest} ${zh ? '分钟' : 'min'}`;
  if (hours === 0) return minutesText;
  const hoursText = `${hours} ${zh ? '小时' : 'h'}`;
  return rest === 0 ? hoursText : `${hoursText} ${minutesText}`;
}

/** What is left until a deadline in working days: `还剩 2 个工作日`, `今天到期`, `已逾期 3 个工作日`. */
export function formatWorkingDaysLeft(workingDaysLeft: number, locale: Locale): string {
  const days = Math.abs(workingDaysLeft);
  if (locale === 'en') {
    const unit = days === 1 ? 'working day' : 'working days';
    if (workingDaysLeft === 0) return 'due today';
    return workingDaysLeft > 0 ? `${days} ${unit} left` : `${days} ${unit} overdue`;
  }
  if (workingDaysLeft === 0) return '今天到期';
  return workingDaysLeft > 0 ? `还剩 ${days} 个工作日` : `已逾期 ${days} 个工作日`;
}

/** What is left until an instant, in the unit a person would use: `还剩 3 小时`, `已逾期 2 天`. */
export function formatRelativeDue(dueAt: Moment, now: Moment, locale: Locale): string {
  const leftMs = endMs(dueAt) - endMs(now);
  const amount = roughDuration(Math.abs(leftMs), locale);
  if (locale === 'en') return leftMs >= 0 ? `${amount} left` : `${amount} overdue`;
  return leftMs >= 0 ? `还剩 ${amount}` : `已逾期 ${amount}`;
}

/** How long ago: `3 小时前` / `3 h ago`. */
export function formatAgo(at: Moment, now: Moment, locale: Locale): string {
  const agoMs = Math.max(0, endMs(now) - endMs(at));
  if (agoMs < MINUTE_MS) return locale === 'en' ? 'just now' : '刚刚';
  const amount = roughDuration(agoMs, locale);
  return locale === 'en' ? `${amount} ago` : `${amount}前`;
}

function roughDuration(ms: number, locale: Locale): string {
  const zh = locale !== 'en';
  if (ms < HOUR_MS) return `${Math.max(1, Math.floor(ms / MINUTE_MS))} ${zh ? '分钟' : 'min'}`;
  if (ms < 2 * DAY_MS) return `${Math.floor(ms / HOUR_MS)} ${zh ? '小时' : 'h'}`;
  return `${Math.floor(ms / DAY_MS)} ${zh ? '天' : 'days'}`;
}

/** A date ends with its day in Shanghai: `2026-11-26` is over at 24:00 there. */
function endMs(moment: Moment): number {
  return isDate(moment) ? msFromLocal(moment) + DAY_MS : Date.parse(moment);
}
