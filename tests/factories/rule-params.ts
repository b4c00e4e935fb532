import { COMMITTEE_RULES } from '~/domain/resolution/committee-vote';
import type { RulePackParams } from '~db/queries/compounds.server';

/** The parameters of a rule pack for tests. */
export const ruleParams: RulePackParams = {
  propertyConsentWorkingDays: 3,
  committeeWorkingDays: 10,
  mediationWorkingDays: 5,
  utilityAcceptWorkingDays: 1,
  utilitySurveyWorkingDays: 3,
  utilityPlanWorkingDays: 3,
  worksWorkingDays: 20,
  meterWorkingDays: 3,
  noticeDays: 7,
  noticeUnit: 'days',
  leaseMinMonths: 12,
  committeeVote: COMMITTEE_RULES.beijing,
  assemblyNoticeDays: 15,
  resolutionGraceDays: 30,
  documentKinds: ['id-card', 'space-right', 'vehicle'],
  sources: [],
};
