import type { TermsFault } from '~/domain/booking/lending';
import type { openingHoursWords } from '~/i18n/opening-hours';

type Errors = (typeof openingHoursWords)['zh-CN']['errors'];

/** What is wrong with the terms of a pile, at its field. */
export function termsErrors(fault: TermsFault, errors: Errors): Record<string, string[]> {
  if (fault.field === 'hours') return { hours: [errors.hours] };
  if (fault.field === 'stepMinutes') return { stepMinutes: [errors.step] };
  return { [fault.field]: [errors.between(String(fault.min), String(fault.max))] };
}
