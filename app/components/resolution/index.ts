export { CloseForm } from './close-form';
export { NeededToPass, VoteCount } from './needed-to-pass';
export { Objections, ObjectionText } from './objections';
export { OfficialResultForm } from './official-result-form';
export { Proposal } from './proposal';
export { ResolutionBadge } from './resolution-badge';
export type { ResolutionAnswer } from './resolution-data';
export { VoteForm } from './vote-form';
