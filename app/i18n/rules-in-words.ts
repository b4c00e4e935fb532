import type { SharingRules } from '~/domain/booking/sharing-rules';
import { EMPTY_DAYS_COUNT } from '~/domain/booking/wait-order';
import { LEAST_SHARE_OFFERED } from '~/domain/booking/wait-wish';
import { timeFromMinute } from '~/domain/shared/local-time';
import { formatDuration, formatFen, formatPercent } from './format';
import type { Locale } from './locale';
import { sharingRulesWords } from './sharing-rules';

export type RuleGroup = keyof (typeof sharingRulesWords)['zh-CN']['groups'];

/** A compound's sharing rules as sentences with their numbers, by what they are about. */
export function rulesInWords(
  rules: SharingRules,
  locale: Locale,
): { group: RuleGroup; title: string; sentences: string[] }[] {
  const words = sharingRulesWords[locale];
  const { sentences } = words;
  const minutes = (count: number) => formatDuration(count, locale);
  const groups: Record<RuleGroup, string[]> = {
    booking: [
      sentences.slots(rules.slotsPerWeek),
      sentences.busy(
        timeFromMinute(rules.busyFromMinute),
        timeFromMinute(rules.busyToMinute),
        minutes(rules.busyMinutesPerWeek),
      ),
      sentences.ahead(rules.withoutOwnDaysAhead, rules.withOwnDaysAhead),
      sentences.noShows(rules.noShowsAllowed, rules.strictDaysAhead),
      rules.freeCancelMinutes > 0 ? sentences.cancel(minutes(rules.freeCancelMinutes)) : sentences.cancelAny,
    ],
    waiting: waitingInWords(rules, locale),
    promise: [
      sentences.share(formatPercent(rules.promiseShare)),
      rules.shortfallFenPerKwh > 0
        ? sentences.shortfall(formatFen(rules.shortfallFenPerKwh))
        : sentences.noShortfall,
    ],
    lending: [
      sentences.operator(formatPercent(rules.operatorShare)),
      rules.takeBackFen > 0 && rules.takeBackNoticeMinutes > 0
        ? sentences.takeBack(minutes(rules.takeBackNoticeMinutes), formatFen(rules.takeBackFen))
        : sentences.noTakeBack,
    ],
  };
  return (Object.keys(groups) as RuleGroup[]).map((group) => ({
    group,
    title: words.groups[group],
    sentences: groups[group],
  }));
}

/** How slots that become free are offered to those who wait. */
export function waitingInWords(
  { offerMinutes }: Pick<SharingRules, 'offerMinutes'>,
  locale: Locale,
): string[] {
  const { sentences } = sharingRulesWords[locale];
  return [
    sentences.offer(formatDuration(offerMinutes, locale)),
    sentences.order,
    sentences.passed,
    sentences.patience(EMPTY_DAYS_COUNT),
    sentences.leastOffered(formatPercent(LEAST_SHARE_OFFERED)),
  ];
}
