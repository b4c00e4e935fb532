export { CaseBall, CaseStatusBadge } from './case-status';
export { CaseTimeline, type CaseTimelineEvent } from './case-timeline';
export { OwnCaseAction, type OwnCaseReason } from './own-case-action';
export { OwnCaseWhy, type StepRule } from './own-case-why';
