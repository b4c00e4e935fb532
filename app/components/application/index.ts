export { CapacityAnswerCard, type ShownCapacity } from './capacity-answer';
export { type ConfirmFacts, ConfirmSummary } from './confirm-summary';
export { type ChecklistDocument, DocumentChecklist } from './document-checklist';
export { DocumentExample } from './document-example';
export { WizardPage } from './wizard-page';
