export { CaseDocuments, CaseFacts } from './case-facts';
export type { CaseFileDocument, CaseFileFacts, CaseFileSpace, MapSpace } from './case-file-data';
export { CaseFileLayout } from './case-file-layout';
export { ClockLine } from './clock-line';
export { SpaceMap } from './space-map';
