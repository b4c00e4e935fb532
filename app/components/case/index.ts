export { CaseBall, CaseStatusBadge } from './case-status';
export { CaseTimeline, type CaseTimelineEvent } from './case-timeline';
