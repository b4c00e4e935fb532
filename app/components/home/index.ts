export { CaseCard, WaitingCard } from './case-card';
export { HouseholdCard } from './household-card';
export { MyData } from './my-data';
export { NewcomerSteps } from './newcomer-steps';
