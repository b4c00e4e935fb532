import type { chargingWords } from '~/i18n/charging';
import { formatKwh, formatPercent, formatPricePerKwh, formatTime, formatTimeRange } from '~/i18n/format';
import type { Locale } from '~/i18n/locale';
import type { Tonight } from './tonight';

/** Less energy, kWh, is not worth a word. */
const TOLD_KWH = 0.1;

type Words = (typeof chargingWords)['zh-CN'];

/** One sentence that says why a car charges when it does. */
export function whySentence(night: Tonight, words: Words, locale: Locale): string | null {
  const { why } = night;
  if (!why) return null;
  const { limit } = why;
  const where = limit && {
    range: formatTimeRange(limit.fromAt, limit.toAt),
    place: words.place[limit.place],
    cars: limit.cars === null ? words.someCars : words.cars(limit.cars),
    share: formatPercent(limit.gotShare),
  };
  const rest = limit &&
    limit.afterKwh >= TOLD_KWH && {
      time: formatTime(limit.toAt),
      energy: formatKwh(limit.afterKwh),
    };
  switch (why.reason) {
    case 'idle':
      return words.why.idle;
    case 'short': {
      const missing = formatKwh(night.unmetKwh);
      if (!where) return words.why.shortPlain(missing);
      const tight = words.why.tight(where.range, where.place, where.cars, where.share);
      return (
        tight +
        (rest ? words.why.restAndMissing(rest.time, rest.energy, missing) : words.why.missing(missing))
      );
    }
    case 'limited':
      if (!where) return words.why.limitedPlain;
      return (
        words.why.tight(where.range, where.place, where.cars, where.share) +
        (rest ? words.why.rest(rest.time, rest.energy) : words.why.elsewhere)
      );
    case 'immediate':
      return night.mode === 'now' ? words.why.atOnce : words.why.immediate(formatTime(night.readyByAt));
    case 'flat':
      return words.why.flat;
    default:
      return why.cheapKind && why.meanPriceE4 !== null
        ? words.why.cheapest(words.band[why.cheapKind], formatPricePerKwh(why.meanPriceE4, locale))
        : words.why.cheapestPlain;
  }
}

/** 今晚 23:10 起充，约 05:40 充满 · 18.0 kWh · 约 ¥7.90 */
export function tonightLine(night: Tonight, words: Words, locale: Locale, yuan: string | null): string {
  if (night.state === 'full') return words.fullLine(formatKwh(night.deliveredKwh));
  if (!night.startsAt) return words.noneLine;
  const starts = night.startsAt === night.now ? words.startsNow : words.starts(formatTime(night.startsAt));
  const ends = night.fullAt
    ? words.fullBy(formatTime(night.fullAt))
    : words.untilReady(formatTime(night.readyByAt));
  const comma = locale === 'en' ? ', ' : '，';
  const parts = [`${starts}${comma}${ends}`, formatKwh(night.toComeKwh)];
  if (yuan) parts.push(words.aboutYuan(yuan));
  return parts.join(' · ');
}
