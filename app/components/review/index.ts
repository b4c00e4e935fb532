export type { ReviewAnswer, ReviewChoices } from './review-data';
export { ReviewPanel } from './review-panel';
