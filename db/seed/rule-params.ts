import { COMMITTEE_RULES } from '~/domain/resolution/committee-vote';
import type { RulePackParams } from '../queries/compounds.server';

/** The demonstration's rule pack; every figure is a parameter with the source named in the list. */
export const demoRuleParams: RulePackParams = {
  propertyConsentWorkingDays: 3,
  committeeWorkingDays: 10,
  mediationWorkingDays: 7,
  utilityAcceptWorkingDays: 1,
  utilitySurveyWorkingDays: 3,
  utilityPlanWorkingDays: 3,
  worksWorkingDays: 15,
  meterWorkingDays: 3,
  noticeDays: 7,
  noticeUnit: 'days',
  leaseMinMonths: 12,
  committeeVote: COMMITTEE_RULES.beijing,
  assemblyNoticeDays: 15,
  resolutionGraceDays: 30,
  documentKinds: ['id-card', 'space-right', 'vehicle', 'commitment', 'landlord-consent'],
  sources: [
    {
      key: 'propertyConsentWorkingDays',
      title: '常州市住房和城乡建设局 2023 年通知（转引）',
      certainty: 'second-hand',
    },
    { key: 'utilityPlanWorkingDays', title: '国家电网供电服务承诺（转引）', certainty: 'second-hand' },
    { key: 'meterWorkingDays', title: '国家电网供电服务承诺（转引）', certainty: 'second-hand' },
    { key: 'leaseMinMonths', title: '发改能源〔2016〕1611号（转引）', certainty: 'second-hand' },
    { key: 'committeeVote', title: '北京市物业管理条例（2024）第四十五条', certainty: 'read' },
    { key: 'assemblyNoticeDays', title: '物业管理条例（2018）第十四条', certainty: 'read' },
    { key: 'noticeDays', title: '公示期 7 日：常用做法，各地不同', certainty: 'second-hand' },
  ],
};
