export { BookSlot } from './book-slot';
export { ChargingTabs } from './charging-tabs';
export { MySlots } from './my-slots';
export { NextSlotCard } from './next-slot-card';
export { PriceBoardSection } from './price-boards';
export { PublicPilePage } from './public-pile-page';
export { RulesDesk } from './rules-desk';
export { SharedViews } from './shared-views';
