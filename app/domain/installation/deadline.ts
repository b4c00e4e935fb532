import { instantFromMs, localTimeOfMs } from '../shared/local-time';
import { type WorkingDayCalendar, workingDaysBetween } from '../shared/working-days';

export interface Deadline {
  /** The local midnight that ends the last day. */
  readonly dueAt: string;
  /** The last day itself, as people name it. */
  readonly dueOn: string;
  /** Working days left after today; 0 on the last day, negative when overdue. */
  readonly workingDaysLeft: number;
  readonly isOverdue: boolean;
}

/** How a deadline stands at `nowAt`; null where no clock runs. */
export function deadlineAt(
  dueAt: string | null,
  nowAt: string,
  calendar: WorkingDayCalendar,
): Deadline | null {
  if (dueAt === null) return null;
  const lastMomentMs = Date.parse(dueAt) - 1;
  const isOverdue = Date.parse(nowAt) > lastMomentMs;
  const lastMoment = instantFromMs(lastMomentMs);
  return {
    dueAt,
    dueOn: localTimeOfMs(lastMomentMs).on,
    workingDaysLeft: isOverdue
      ? -Math.max(1, workingDaysBetween(lastMoment, nowAt, calendar))
      : workingDaysBetween(nowAt, lastMoment, calendar),
    isOverdue,
  };
}
