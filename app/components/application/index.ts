export { type CapacityAnswer, CapacityAnswerCard } from './capacity-answer';
export { type ConfirmFacts, ConfirmSummary } from './confirm-summary';
export { type ChecklistDocument, DocumentChecklist } from './document-checklist';
export { WizardPage } from './wizard-page';
