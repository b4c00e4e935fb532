import { Form } from '@remix-run/react';
import { Card, Disclosure, Section, SubmitButton } from '~/components/ui';
import { timeFromMinute } from '~/domain/shared/local-time';
import { formatDate, formatWeekday } from '~/i18n/format';
import { useLocale, useWords } from '~/i18n/locale-context';
import { sharingWords } from '~/i18n/sharing';
import type { WeeklyData } from './shared-page';

/** The household's weekly slots, each with its end. */
export function WeeklySlots({ weekly }: { weekly: readonly WeeklyData[] }) {
  const words = useWords(sharingWords);
  const locale = useLocale();
  if (weekly.length === 0) return null;
  return (
    <Section title={words.weekly}>
      <ul className="flex flex-col gap-3">
        {weekly.map((series) => (
          <Card key={series.seriesId} as="li" className="flex flex-col gap-2">
            <p className="font-medium">
              {words.weeklyLine(
                formatWeekday(series.weekday, locale),
                `${timeFromMinute(series.startMinute)}–${timeFromMinute((series.startMinute + series.minutes) % 1440)}`,
                series.spaceCode,
                formatDate(series.untilOn, locale),
              )}
            </p>
            <Disclosure summary={words.weeklyEnd}>
              <Form method="post" action="?index" className="flex flex-col gap-2">
                <input type="hidden" name="seriesId" value={series.seriesId} />
                <label className="flex min-h-11 items-center gap-3">
                  <input type="checkbox" name="cancelBooked" className="size-5 accent-accent" />
                  {words.weeklyCancel}
                </label>
                <SubmitButton variant="secondary">{words.weeklyEnd}</SubmitButton>
              </Form>
            </Disclosure>
          </Card>
        ))}
      </ul>
    </Section>
  );
}
