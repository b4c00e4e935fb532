import { formatLongDate, formatNumber } from '~/i18n/format';
import { useLocale, useWords } from '~/i18n/locale-context';
import { utilityWords } from '~/i18n/utility';
import { Card, EmptyState, Section, StatusBadge } from '../ui';

export type SurveyRecordData = {
  id: string;
  surveyedOn: string;
  surveyorName: string;
  feederName: string;
  phases: 'any' | 'A' | 'B' | 'C' | 'ABC';
  cableLengthM: number;
  cableMm2: number;
  meterPosition: string;
  fireZoneOpen: boolean;
  commonRoute: boolean;
  note: string;
};

/** The surveys of a case, the one that counts first. */
export function SurveyRecords({ surveys }: { surveys: readonly SurveyRecordData[] }) {
  const words = useWords(utilityWords).survey;
  const locale = useLocale();
  return (
    <Section title={words.done}>
      {surveys.length === 0 ? <EmptyState title={words.none} /> : null}
      {surveys.map((survey) => (
        <Card key={survey.id} as="article" className="flex flex-col gap-1">
          <p className="font-medium">
            {words.by(survey.surveyorName, formatLongDate(survey.surveyedOn, locale))}
          </p>
          <p>
            {words.facts(
              survey.feederName,
              words.phaseOptions[survey.phases],
              formatNumber(survey.cableLengthM),
              formatNumber(survey.cableMm2),
            )}
          </p>
          <p className="flex flex-wrap items-center gap-2">
            {words.meterPosition}：{survey.meterPosition}
            <StatusBadge tone={survey.fireZoneOpen ? 'good' : 'danger'}>
              {survey.fireZoneOpen ? words.fireYes : words.fireNo}
            </StatusBadge>
          </p>
          <p className="text-muted">{survey.commonRoute ? words.routeCommon : words.routeOwn}</p>
          {survey.note ? <p className="whitespace-pre-line">{survey.note}</p> : null}
        </Card>
      ))}
    </Section>
  );
}
