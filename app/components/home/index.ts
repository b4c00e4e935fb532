export { CaseCard, type HomeCase, WaitingCard } from './case-card';
export { HouseholdCard, type ShownHousehold } from './household-card';
export { type GivenConsent, MyData } from './my-data';
export { NewcomerSteps } from './newcomer-steps';
