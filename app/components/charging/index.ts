export { SessionHistory } from './session-history';
export type { Tonight } from './tonight';
export { TonightCard } from './tonight-card';
export { TonightDetails } from './tonight-details';
export { WishForm } from './wish-form';
