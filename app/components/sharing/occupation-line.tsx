import type { OccupationRule } from '~/domain/booking/occupation';
import { timeFromMinute } from '~/domain/shared/local-time';
import { formatFen } from '~/i18n/format';
import { useWords } from '~/i18n/locale-context';
import { publicPileWords } from '~/i18n/public-pile';

/** The occupation fee as it is published, or that there is none. */
export function OccupationLine({ rule }: { rule: OccupationRule | null }) {
  const words = useWords(publicPileWords);
  if (!rule) return <>{words.noOccupation}</>;
  const night = `${timeFromMinute(rule.freeFromMinute)}–${timeFromMinute(rule.freeToMinute)}`;
  return (
    <>
      {words.occupationRule(
        rule.graceMinutes,
        formatFen(rule.fenPerMinute),
        formatFen(rule.capFenPerDay),
        night,
      )}
    </>
  );
}
