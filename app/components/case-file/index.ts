export { CaseDocuments, CaseFacts } from './case-facts';
export type { CaseFileDocument } from './case-file-data';
export { CaseFileLayout } from './case-file-layout';
export { ClockLine } from './clock-line';
