export { BookSlot } from './book-slot';
export { ChargingTabs } from './charging-tabs';
export { MySlots } from './my-slots';
export { NextSlotCard } from './next-slot-card';
export { SharedViews } from './shared-views';
